import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runPreview } from "../../../../tools/engine/preview.ts";
import type { RecordedResource } from "../../../../tools/engine/record.ts";

const cwd = join(import.meta.dirname, "program");

let resources: readonly RecordedResource[] = [];

beforeAll(async () => {
  const result = await runPreview({ cwd, stack: "good" });
  if ("error" in result) throw new Error(result.error.message);
  resources = result.record.resources;
});

function resource(name: string): RecordedResource {
  const found = resources.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

function below(parent: string): string[] {
  const { urn } = resource(parent);
  return resources.filter((one) => one.parent === urn).map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);
}

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
    const text = JSON.stringify(resources);
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
