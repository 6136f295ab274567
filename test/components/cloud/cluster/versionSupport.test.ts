import { describe, expect, it } from "vitest";
import type { ClusterConfig } from "../../../../components/cloud/cluster/config.ts";
import { clusterNotices } from "../../../../components/cloud/cluster/index.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { aks, AZURE, goodAks } from "./aks/fixture.ts";
import { CLOUD as AWS, eks, GOOD_CLUSTER as goodEks } from "./eks/fixture.ts";
import { CLUSTERS } from "./everyKind/kinds.ts";
import { gke, GCP, goodGke } from "./gke/fixture.ts";
import { stackProblems } from "./stackProblems.ts";

const AWS_WILL = "AWS upgrades a cluster whose support has ended, ready or not";
const GOOGLE_WILL = "Google upgrades a cluster whose support has ended, ready or not";
const AZURE_WILL = "Azure supports a cluster that is behind by its platform only, and upgrades it in the end";

interface Case {
  readonly of: string;
  readonly config: ClusterConfig;
  readonly promise: string;
  /** 91 and 90 days before the last day, the last day, and the day after it. */
  readonly days: readonly [far: string, near: string, last: string, over: string];
  readonly afterwards: string;
}

const CASES: readonly Case[] = [
  {
    of: "EKS",
    config: eks(),
    promise: "standard support of 1.36 on EKS",
    days: ["2027-05-03", "2027-05-04", "2027-08-02", "2027-08-03"],
    afterwards: AWS_WILL,
  },
  {
    of: "EKS in extended support",
    config: eks({ support: "extended" }),
    promise: "extended support of 1.36 on EKS",
    days: ["2028-05-03", "2028-05-04", "2028-08-02", "2028-08-03"],
    afterwards: AWS_WILL,
  },
  {
    of: "GKE",
    config: gke({ kubernetesVersion: "1.35" }),
    promise: "standard support of 1.35 on GKE",
    days: ["2027-01-10", "2027-01-11", "2027-04-11", "2027-04-12"],
    afterwards: GOOGLE_WILL,
  },
  {
    of: "AKS",
    config: aks({ kubernetesVersion: "1.35" }),
    promise: "standard support of 1.35 on AKS",
    days: ["2026-12-30", "2026-12-31", "2027-03-31", "2027-04-01"],
    afterwards: AZURE_WILL,
  },
  {
    of: "AKS in long-term support",
    config: aks({ kubernetesVersion: "1.35", tier: "Premium" }),
    promise: "long-term support of 1.35 on AKS",
    days: ["2027-12-31", "2028-01-01", "2028-03-31", "2028-04-01"],
    afterwards: AZURE_WILL,
  },
];

describe.each(CASES)("the end of support on $of", ({ config, promise, days, afterwards }) => {
  const [far, near, last, over] = days;
  const notices = (today: string) =>
    clusterNotices(config, today).map(({ refused, ...problem }) => ({ refused, says: describeProblem(problem) }));
  const said = (when: string): string =>
    `palisade:cluster.kubernetesVersion: ${promise} ${when}; ${afterwards}; upgrade to 1.36 one minor version at a time`;

  it("is nobody's business while it is far", () => {
    expect(notices(far)).toEqual([]);
  });

  it("[G-02] is announced 90 days ahead, and on its day", () => {
    expect(notices(near)).toEqual([{ refused: false, says: said(`ends on ${last}, in 90 days`) }]);
    expect(notices(last)).toEqual([{ refused: false, says: said(`ends on ${last}, in 0 days`) }]);
  });

  it("[G-02] refuses a deployment when it is over", () => {
    expect(notices(over)).toEqual([{ refused: true, says: said(`ended on ${last}`) }]);
  });
});

describe("a version", () => {
  it.each([
    ["EKS", goodEks, AWS, "its row with pinned add-ons to eks/versions.ts"],
    ["GKE", goodGke, GCP, "its last day to gke/versions.ts"],
    ["AKS", goodAks, AZURE, "its last month to aks/versions.ts"],
  ])("that %s does not have is refused, by a table that says how old it is [I-02]", (service, cluster, cloud, row) => {
    expect(stackProblems({ ...cluster, kubernetesVersion: "1.29" }, cloud)).toEqual([
      `palisade:cluster.kubernetesVersion: was 1.29; ${service} supports 1.34, 1.35, 1.36 (table of 2026-11-21); choose one of them, or add ${row}`,
    ]);
  });

  it("of a cluster that somebody else runs is that somebody's business", () => {
    expect(clusterNotices(CLUSTERS.existing.config, "2040-01-01")).toEqual([]);
  });
});
