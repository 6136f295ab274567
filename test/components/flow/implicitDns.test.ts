import { describe, expect, it } from "vitest";
import { tcp, udp, workload, type Endpoint, type Flow, type FlowGraph } from "../../../components/flow/graph.ts";
import { withImplicitDns } from "../../../components/flow/implicitDns.ts";
import { edge, GATEWAY, GOOD, PLAIN, TLS, VALKEY, WHY } from "./graphFixture.ts";

const G = "gateway/precinct-gateway";

function added(graph: FlowGraph): readonly string[] {
  return withImplicitDns(graph)
    .flows.slice(graph.flows.length)
    .map(({ from, to }) => `${from.kind === "workload" ? from.key : from.kind} ${to.kind}`);
}

function gatewayTo(to: Endpoint): FlowGraph {
  return { ...GOOD, flows: [{ from: workload(G), to, ports: [tcp(443)], authentication: TLS, purpose: "test traffic" }] };
}

describe("withImplicitDns", () => {
  it("adds one edge to each workload that calls another by name, over UDP and TCP", () => {
    expect(withImplicitDns(GOOD).flows.slice(2)).toEqual([
      {
        from: workload(G),
        to: { kind: "dns" },
        ports: [udp(53), tcp(53)],
        authentication: { by: "plain", reason: "cluster DNS has no authenticated transport", reference: "RFC 1035" },
        purpose: "resolve names",
      },
    ]);
  });

  it.each<[Endpoint, readonly string[]]>([
    [{ kind: "externalHost", host: "h.example", cidrs: ["203.0.113.7/32"], why: WHY }, [`${G} dns`]],
    [{ kind: "cloudService", name: "s3", cidrs: ["10.3.0.0/24"], why: WHY }, [`${G} dns`]],
    [{ kind: "cidr", cidr: "10.3.0.0/24" }, []],
    [{ kind: "kubeApi" }, []],
    [{ kind: "cloudCredentials", address: "169.254.170.23" }, []],
  ])("for a call to %s", (to, expected) => {
    expect(added(gatewayTo(to))).toEqual(expected);
  });

  it("leaves a declared edge alone, and applying it twice changes nothing", () => {
    const declared: Flow = {
      from: workload(G),
      to: { kind: "dns" },
      ports: [udp(53)],
      authentication: PLAIN,
      purpose: "our own",
    };
    expect(added({ ...GOOD, flows: [...GOOD.flows, declared] })).toEqual([]);
    expect(withImplicitDns(withImplicitDns(GOOD))).toEqual(withImplicitDns(GOOD));
  });

  it("adds nothing to a workload on the host network, which no policy holds", () => {
    expect(added({ ...GOOD, nodes: [{ ...GATEWAY, hostNetwork: true }, VALKEY] })).toEqual([]);
  });

  it("adds nothing for a workload the graph does not have: that is a problem of its own", () => {
    expect(added({ ...GOOD, flows: [edge("gateway/unknown", "data/valkey", 6380)] })).toEqual([]);
  });
});
