import { describe, expect, it } from "vitest";
import { describeFlow } from "../../../../../components/flow/describe.ts";
import { withImplicitDns } from "../../../../../components/flow/implicitDns.ts";
import { validateGraph } from "../../../../../components/flow/validate.ts";
import type { Flow } from "../../../../../components/flow/graph.ts";
import { spireFlows } from "../../../../../components/platform/identity/spire/flows.ts";
import { spireWorkloads } from "../../../../../components/platform/identity/spire/workloads.ts";
import { flowNode } from "../../../../../components/workload/flowNode.ts";
import { type Change, PRODUCTION, spireContext } from "./fixture.ts";

const flows = (change: Change = {}): readonly Flow[] => spireFlows(spireContext(change));

const edges = (change: Change): string[] =>
  flows(change).map(
    (flow) => `${describeFlow(flow)} ${flow.ports.map(({ port }) => port).join(",")} by ${flow.authentication.by}`,
  );

const ALWAYS = [
  "spire-system/spire-agent -> spire-server/spire-server 8081 by tls",
  "spire-server/spire-server -> kubeApi 443,6443 by tls",
  "apiServerToWebhook -> spire-server/spire-server 9443 by tls",
  "spire-system/spire-agent -> nodes 10250 by tls",
];

describe("flows of SPIRE", () => {
  it("are the agent's to the server and the kubelet, and the server's with the API server [P-33]", () => {
    expect(edges({})).toEqual(ALWAYS);
  });

  it("reach database and Vault and let Prometheus in, in production", () => {
    expect(edges(PRODUCTION)).toEqual([
      ...ALWAYS,
      "spire-server/spire-server -> externalHost db.example.com 5432 by tls",
      "spire-server/spire-server -> externalHost vault.example.com 8200 by tls",
      "prometheus -> spire-server/spire-server 9988 by plain",
      "prometheus -> spire-system/spire-agent 9988 by plain",
    ]);
  });

  it("call an unverified kubelet unauthenticated", () => {
    const [, , , kubelet] = flows({ profile: "local", identity: { kubeletVerification: "skip" } });
    expect(kubelet?.authentication).toEqual({
      by: "plain",
      reason: "The certificate of the kubelet is not verified (kubeletVerification: skip).",
      reference: "https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_agent_workloadattestor_k8s.md",
    });
  });

  it.each([
    ["k8s_psat", "the agent by a reviewed ServiceAccount token"],
    ["join_token", "the agent by a one-time token"],
  ])("say how a node proves itself by %s", (nodeAttestation, proof) => {
    const [attestation] = flows({ profile: "local", identity: { nodeAttestation } });
    expect(attestation?.authentication).toMatchObject({
      by: "tls",
      reason: `SPIRE's own mTLS: the server by the published bundle, ${proof} and from then on by its agent SVID.`,
    });
  });

  it("reach Vault on 443 where its address names no port", () => {
    const address = "https://vault.example.com";
    const vault = flows({ identity: { keyManager: { kind: "hashicorpVault", address, cidrs: ["10.0.8.30/32"] } } }).at(-1);
    expect(vault?.ports).toEqual([{ port: 443 }]);
  });

  it("give workloads no way to the agent over the network: its socket is mounted [P-35]", () => {
    const inward = flows(PRODUCTION).filter(({ to }) => to.kind === "workload" && to.key === "spire-system/spire-agent");
    expect(inward.map(({ from }) => from.kind)).toEqual(["prometheus"]);
  });

  it.each<[string, Change]>([
    ["dev", {}],
    ["staging", { profile: "staging", prometheus: true }],
    ["prod", PRODUCTION],
    ["local", { profile: "local", identity: { nodeAttestation: "join_token", kubeletVerification: "skip" } }],
  ])("make a valid graph with the workloads: %s", (_, change) => {
    const context = spireContext(change);
    const graph = withImplicitDns({
      trustDomain: context.trustDomain,
      namespaces: ["spire-server", "spire-system"],
      nodes: spireWorkloads(context).map(flowNode),
      flows: spireFlows(context),
    });
    expect(validateGraph(graph, { plainRefused: context.controls.plainFlowsRefused, peers: context.cluster.peers })).toEqual([]);
  });
});
