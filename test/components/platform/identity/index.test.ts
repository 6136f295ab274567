import { describe, expect, it } from "vitest";
import { identityConfig } from "../../../../components/platform/identity/config.ts";
import { identityPlan } from "../../../../components/platform/identity/index.ts";
import type { PlanContext } from "../../../../components/platform/context.ts";
import { type Change, spireContext } from "./spire/fixture.ts";

/** The plan's context around SPIRE's part of it; the other domains are not asked. */
function planContext(change: Change): PlanContext {
  const { trustDomain, identity, controls, cluster, image } = spireContext(change);
  const config = {
    trustDomain,
    identity,
    images: { pullSecrets: ["mirror"], overrides: {} },
  } as unknown as PlanContext["config"];
  return { config, controls, cluster, image, spiffeId: (path) => `spiffe://${trustDomain}${path}` };
}

describe("identityPlan", () => {
  it("separates what touches nodes from what does not, and says why [P-14] [P-15]", () => {
    expect(identityPlan(planContext({})).namespaces).toEqual([
      { name: "spire-server", purpose: "SPIRE server: issues workload identities.", podSecurity: { level: "restricted" } },
      {
        name: "spire-system",
        purpose: "SPIRE agent and SPIFFE CSI driver: workload identities on every node.",
        podSecurity: {
          level: "privileged",
          reason:
            "The agent reads the processes of its node and the CSI driver mounts into other pods; both need the node's paths.",
          reference: "ADR 0007",
        },
      },
    ]);
  });

  it("plans the workloads, flows and problems of the chosen provider", () => {
    const plan = identityPlan(planContext({ identity: { replicas: 2 } }));
    expect(plan.workloads.map(({ name, imagePullSecrets }) => [name, imagePullSecrets])).toEqual([
      ["spire-server", ["mirror"]],
      ["spire-agent", ["mirror"]],
      ["spiffe-csi-driver", ["mirror"]],
    ]);
    expect(plan.flows).toHaveLength(4);
    expect(plan.problems.map(({ path }) => path)).toEqual(["palisade:identity.replicas"]);
  });

  it("knows every kind that a stack may choose", () => {
    expect(identityConfig.parse(undefined).kind).toBe("spire");
    expect(identityConfig.safeParse({ kind: "icp" }).success).toBe(false);
  });
});
