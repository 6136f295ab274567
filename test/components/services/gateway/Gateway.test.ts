import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runPreview } from "../../../../tools/engine/preview.ts";
import type { RecordedResource } from "../../../../tools/engine/record.ts";

const cwd = join(import.meta.dirname, "program");

async function resourcesOf(stack: string): Promise<readonly RecordedResource[]> {
  const result = await runPreview({ cwd, stack });
  if ("error" in result) throw new Error(result.error.message);
  return result.record.resources;
}

const secretKeys = (resources: readonly RecordedResource[]): unknown =>
  resources.find(({ type }) => type === "palisade:services:Gateway")?.outputs?.["secretKeys"];

describe("the Gateway component, run by the offline engine", () => {
  test("makes the Secret before the pods that read it, with the keys they read and no others", async () => {
    const resources = await resourcesOf("plain");
    const secret = resources.find(({ type }) => type === "kubernetes:core/v1:Secret");
    expect(secret?.inputs).toMatchObject({
      metadata: { name: "gateway-runtime-secrets", namespace: "gateway" },
      stringData: { $secret: true },
    });
    const workloads = resources.filter(({ type }) => type === "palisade:workload:HardenedWorkload");
    expect(workloads.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ["gateway-precinct-control", [secret?.urn]],
      ["gateway-precinct-gateway", [secret?.urn]],
    ]);
    expect(secretKeys(resources)).toEqual(["approval_signing_key"]);
    expect(JSON.stringify(resources)).not.toMatch(/kkkkkkkk|guard-key-that-must-not-leak/);
  });

  test("gives the guard model's key only to a gateway that has a guard model", async () => {
    expect(secretKeys(await resourcesOf("guard"))).toEqual(["approval_signing_key", "guard_api_key"]);
  });

  test("stops on a weak approval key without showing it", async () => {
    const result = await runPreview({ cwd, stack: "weak" });
    expect("error" in result && result.error.message).toContain(
      "palisade:approvalSigningKey: has 5 characters; at least 32 characters that are not one of PRECINCT's example keys",
    );
    expect(JSON.stringify(result)).not.toContain("a-key");
  });
});
