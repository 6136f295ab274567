import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runPreview } from "../../../../tools/engine/preview.ts";
import { recordedProgram } from "../../../support/recordedProgram.ts";

const cwd = join(import.meta.dirname, "program");

const { resource, resources, below } = recordedProgram(cwd, "good");

describe("Data", () => {
  it("is one workload", () => {
    expect(below("data")).toEqual(["HardenedWorkload data-valkey"]);
    expect(resource("data").outputs).toEqual({ workloads: ["valkey"] });
  });
});

describe("Observability", () => {
  it("is Phoenix, the collector and the Secret both read", () => {
    expect(below("observability").sort()).toEqual([
      "HardenedWorkload observability-otel-collector",
      "HardenedWorkload observability-phoenix",
      "Secret observability-phoenix-secrets",
    ]);
    expect(resource("observability").outputs).toEqual({ workloads: ["phoenix", "otel-collector"] });
  });

  it("keeps every value secret", () => {
    const { inputs } = resource("observability-phoenix-secrets");
    expect(inputs).toMatchObject({
      metadata: { name: "phoenix-secrets", namespace: "observability" },
      stringData: { $secret: true },
    });
    const text = JSON.stringify(resources());
    for (const value of ["session-secret", "admin-secret", "correct-horse"]) expect(text).not.toContain(`"${value}`);
  });

  it("makes the Secret before the pods that read it, and restarts them when it changes", () => {
    const { urn } = resource("observability-phoenix-secrets");
    for (const workload of ["observability-otel-collector", "observability-phoenix"]) {
      expect(resource(workload).dependsOn).toContain(urn);
    }
    expect(resource("observability-phoenix-statefulset").inputs).toMatchObject({
      spec: { template: { metadata: { annotations: { "palisade.dev/secret-checksum": { $secret: true } } } } },
    });
  });

  it("refuses a secret that Phoenix would crash on, without showing it", async () => {
    const result = await runPreview({ cwd, stack: "weak" });
    expect("error" in result && result.error.message).toContain(
      "palisade:phoenixAdminSecret: has 5 characters; at least 32 characters with a digit and a lower-case letter",
    );
  });
});
