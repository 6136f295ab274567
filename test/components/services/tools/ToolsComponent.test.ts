import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordedProgram } from "../../../support/recordedProgram.ts";

const { resources, below, resource } = recordedProgram(join(import.meta.dirname, "program"), "good");

/** Annotations of the ServiceAccount below a component. */
function annotationsIn(component: string): unknown {
  const account = resources().find(
    ({ type, name }) => type === "kubernetes:core/v1:ServiceAccount" && name.startsWith(`${component}-`),
  );
  return (account?.inputs["metadata"] as { readonly annotations?: unknown } | undefined)?.annotations;
}

describe("Tools", () => {
  it("are one workload for each server", () => {
    expect(below("plain")).toEqual(["HardenedWorkload plain-s3-mcp-server"]);
    expect(resource("plain").outputs).toEqual({ workloads: ["s3-mcp-server"] });
  });

  it("carry what the cloud knows their ServiceAccounts by, where it knows them", () => {
    expect(annotationsIn("plain")).toBeUndefined();
    expect(annotationsIn("known")).toEqual({ "example.com/identity": "tools/s3-mcp-tool" });
  });
});
