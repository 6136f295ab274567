import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileNetworkPolicies } from "../../../components/flow/networkPolicy.ts";
import { registeredGraph } from "../../../components/flow/registeredGraph.ts";
import { compileRegistrations } from "../../../components/flow/spiffeRegistration.ts";
import type { RecordedResource } from "../../../tools/engine/record.ts";
import { runPreview } from "../../../tools/engine/preview.ts";
import { recordedProgram } from "../../support/recordedProgram.ts";
import { FACTS, GOOD } from "./graphFixture.ts";

const cwd = join(import.meta.dirname, "program");
const { resource: named, resources } = recordedProgram(cwd, "good");

function below(name: string): readonly RecordedResource[] {
  return resources().filter(({ parent }) => parent === named(name).urn);
}

describe("FlowPolicies", () => {
  it("[P-44] [S-54] registers each compiled policy, named after its namespace and itself", () => {
    const policies = below("flows");
    expect(policies.map(({ name }) => name).sort()).toEqual([
      "flows-data/default-deny",
      "flows-data/valkey-ingress",
      "flows-gateway/default-deny",
      "flows-gateway/precinct-gateway-egress",
      "flows-tools/default-deny",
      "flows-tools/s3-mcp-server-ingress",
    ]);
    for (const { spec, ...metadata } of compileNetworkPolicies(GOOD, FACTS).policies) {
      const { type, inputs } = named(`flows-${metadata.namespace}/${metadata.name}`);
      expect(type).toBe("kubernetes:networking.k8s.io/v1:NetworkPolicy");
      expect(inputs).toEqual({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata, spec });
    }
  });

  it("registers the declared graph as its output", () => {
    expect(named("flows").outputs).toEqual({ graph: JSON.parse(JSON.stringify(registeredGraph(GOOD, FACTS))) });
  });
});

describe("SpiffeRegistrations", () => {
  it("registers one ClusterSPIFFEID for each identity and no other", () => {
    expect(below("identities").map(({ name, type, inputs }) => ({ name, type, inputs }))).toEqual(
      compileRegistrations(GOOD, { className: "spire-server" }).map((registration) => ({
        name: `identities-${registration.metadata.name}`,
        type: "kubernetes:spire.spiffe.io/v1alpha1:ClusterSPIFFEID",
        inputs: registration,
      })),
    );
    expect(named("identities").outputs).toEqual({
      spiffeIds: [
        "spiffe://example.org/ns/data/sa/valkey",
        "spiffe://example.org/ns/gateway/sa/precinct-gateway",
        "spiffe://example.org/ns/tools/sa/s3-mcp-server",
      ],
    });
  });

  it("[S-58] waits for what it is told to", () => {
    expect([...named("identities").dependsOn].sort()).toEqual(
      below("flows")
        .map(({ urn }) => urn)
        .sort(),
    );
  });

  it("refuses to give one ID to two workloads", async () => {
    const result = await runPreview({ cwd, stack: "duplicate" });
    expect("error" in result && result.error.message).toContain(
      "identity /ns/data/sa/valkey: is claimed by data/valkey and tools/copy",
    );
  });
});
