import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../components/shared/problem.ts";
import { compileNetworkPolicies } from "../../../components/flow/networkPolicy.ts";
import type { NetworkPolicySpec } from "../../../components/flow/networkPolicySpec.ts";
import { flowReport } from "../../../components/flow/report.ts";
import { compileRegistrations } from "../../../components/flow/spiffeRegistration.ts";
import { validateGraph } from "../../../components/flow/validate.ts";
import { anyGraphs, hostNetworkGraphs } from "./arbitraryGraph.ts";
import { FACTS } from "./graphFixture.ts";

const GRAPHS = fc.oneof(anyGraphs, hostNetworkGraphs);

function everyPolicy(check: (policy: NetworkPolicySpec) => void): void {
  fc.assert(fc.property(GRAPHS, (graph) => compileNetworkPolicies(graph, FACTS).policies.forEach(check)));
}

describe("for every graph", () => {
  it("the generated graphs are without problems", () => {
    fc.assert(
      fc.property(GRAPHS, (graph) => {
        expect(validateGraph(graph, { plainRefused: true, peers: FACTS.peers }).map(describeProblem)).toEqual([]);
      }),
    );
  });

  it("no rule has an empty list of peers or ports, which would mean everyone or everything", () => {
    everyPolicy(({ spec }) => {
      for (const rule of spec.ingress ?? []) expect([rule.from.length > 0, rule.ports.length > 0]).toEqual([true, true]);
      for (const rule of spec.egress ?? []) expect([rule.to.length > 0, rule.ports.length > 0]).toEqual([true, true]);
    });
  });

  it("every pod peer names its namespaces, and its pods unless namespaces opted in", () => {
    everyPolicy(({ spec }) => {
      const peers = [...(spec.ingress ?? []).flatMap(({ from }) => from), ...(spec.egress ?? []).flatMap(({ to }) => to)];
      for (const peer of peers) {
        if ("ipBlock" in peer) continue;
        expect(Object.keys(peer.namespaceSelector.matchLabels ?? {})).not.toEqual([]);
        if (peer.namespaceSelector.matchLabels?.["client"] === undefined)
          expect(Object.keys(peer.podSelector.matchLabels ?? {})).not.toEqual([]);
      }
    });
  });

  it("[P-44] each namespace denies both directions by default, and every other policy has one direction", () => {
    fc.assert(
      fc.property(GRAPHS, (graph) => {
        const { policies } = compileNetworkPolicies(graph, FACTS);
        const [deny, allow] = [
          policies.filter(({ name }) => name === "default-deny"),
          policies.filter(({ name }) => name !== "default-deny"),
        ];
        expect(deny.map(({ namespace }) => namespace)).toEqual([...graph.namespaces].sort());
        for (const { spec } of deny) expect(spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
        for (const { spec } of allow) expect(spec.policyTypes).toEqual([spec.ingress === undefined ? "Egress" : "Ingress"]);
      }),
    );
  });

  it("names are unique in their namespace, and every policy says its flows", () => {
    fc.assert(
      fc.property(GRAPHS, (graph) => {
        const { policies } = compileNetworkPolicies(graph, FACTS);
        expect(new Set(policies.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(policies.length);
        for (const { name, annotations } of policies) expect("palisade.dev/flows" in annotations).toBe(name !== "default-deny");
      }),
    );
  });

  it("compiling again, or in another order of declaration, gives the same policies", () => {
    fc.assert(
      fc.property(GRAPHS, (graph) => {
        const turned = {
          ...graph,
          namespaces: graph.namespaces.toReversed(),
          nodes: graph.nodes.toReversed(),
          flows: graph.flows.toReversed(),
        };
        expect(compileNetworkPolicies(turned, FACTS).policies).toEqual(compileNetworkPolicies(graph, FACTS).policies);
      }),
    );
  });

  it("every flow has an answer and a row of the report", () => {
    fc.assert(
      fc.property(GRAPHS, (graph) => {
        const compiled = compileNetworkPolicies(graph, FACTS);
        expect(compiled.exactness).toHaveLength(graph.flows.length);
        expect(flowReport(graph, compiled).flows).toHaveLength(graph.flows.length);
      }),
    );
  });

  it("every identity is registered once, under a name of its own", () => {
    fc.assert(
      fc.property(GRAPHS, (graph) => {
        const registrations = compileRegistrations(graph, { className: "spire-server" });
        expect(new Set(registrations.map(({ metadata }) => metadata.name)).size).toBe(graph.nodes.length);
        expect(new Set(registrations.map(({ spec }) => spec.spiffeIDTemplate)).size).toBe(graph.nodes.length);
      }),
    );
  });
});
