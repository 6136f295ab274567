import { describe, expect, it } from "vitest";
import { compileNetworkPolicies } from "../../../../components/flow/networkPolicy.ts";
import type { NetworkPolicyPeer } from "../../../../components/flow/networkPolicySpec.ts";
import { planOf, shippedStack } from "../../../support/stacks.ts";

/** Where the database of each production stack is: what its cluster's network keeps for databases. */
const DATABASES = {
  prod: ["10.30.176.0/22", "10.30.180.0/22", "10.30.184.0/22"],
  "prod-gke": ["10.0.18.0/24"],
  "prod-aks": ["10.40.19.0/28"],
} as const;

function blockOf(peer: NetworkPolicyPeer): readonly string[] {
  return "ipBlock" in peer ? [peer.ipBlock.cidr] : [];
}

describe.each(Object.entries(DATABASES))("SPIRE's database of stack %s", (stack, cidrs) => {
  const { context, graph } = planOf(shippedStack(stack));

  it("is managed, and in the network that the stack makes", () => {
    const { datastore } = context.config.identity;
    expect(datastore.kind).toBe("managed");
    expect(datastore).not.toHaveProperty("network");
    expect(context.cluster.dataCidrs).toEqual(cidrs);
  });

  it("is reached by SPIRE's servers and by nobody else, on one port", () => {
    const { policies } = compileNetworkPolicies(graph, context.cluster);
    const ways = policies.flatMap(({ namespace, name, spec }) =>
      (spec.egress ?? [])
        .map(({ to = [], ports }) => ({ namespace, name, to: to.flatMap(blockOf), ports }))
        .filter(({ to }) => to.some((block) => (cidrs as readonly string[]).includes(block))),
    );
    expect(ways).toEqual([
      {
        namespace: "spire-server",
        name: expect.stringContaining("spire-server") as unknown,
        to: cidrs,
        ports: [{ protocol: "TCP", port: 5432 }],
      },
    ]);
  });
});
