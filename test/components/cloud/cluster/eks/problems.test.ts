import { describe, expect, it } from "vitest";
import { eksProblems } from "../../../../../components/cloud/cluster/eks/problems.ts";
import type { CloudConfig } from "../../../../../components/cloud/config.ts";
import { describeProblem } from "../../../../../components/shared/problem.ts";
import type { Profile } from "../../../../../components/config/profiles.ts";
import { CLOUD, controlsOf, eks, EXISTING_NETWORK, GOOD_CLUSTER } from "./fixture.ts";

const problems = (change = {}, profile: Profile = "prod", cloud: CloudConfig | undefined = CLOUD): readonly string[] =>
  eksProblems(eks(change), { cloud, controls: controlsOf(profile) }).map(describeProblem);

const network = (change: object): object => ({ network: { ...GOOD_CLUSTER.network, ...change } });
const existing = (change: object): object => ({ network: { ...EXISTING_NETWORK, ...change } });
const publicAccess = (...cidrs: readonly string[]): object => ({ access: { mode: "publicCidrs", cidrs } });
const connected = (...connectedCidrs: readonly string[]): object => ({
  access: { ...GOOD_CLUSTER.access, connectedCidrs },
});

describe("an EKS cluster", () => {
  it.each([
    ["in its own VPC", {}],
    ["in a VPC that exists", { network: EXISTING_NETWORK }],
    ["behind a tunnel", { access: { mode: "ssmTunnel" } }],
    ["of two zones in the smallest VPC", network({ cidr: "10.0.0.0/20", zones: ["eu-central-1a", "eu-central-1b"] })],
    ["with a connected network", connected("10.99.0.0/16")],
    ["on Amazon Linux", { nodes: { os: "al2023" } }],
  ])("may be deployed %s", (_title, change) => {
    expect(problems(change)).toEqual([]);
  });

  it("may have a public address for named networks where the profile leaves it", () => {
    expect(problems(publicAccess("203.0.113.0/24", "198.51.100.7/32"), "staging")).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    [
      "its name is too long for IAM",
      { name: "a".repeat(41) },
      ["palisade:cluster.name: has 41 characters; at most 40: IAM roles are named after the cluster; shorten it"],
    ],
    [
      "its version is not supported",
      { kubernetesVersion: "1.31" },
      [
        "palisade:cluster.kubernetesVersion: was 1.31; EKS supports 1.34, 1.35, 1.36 (table of 2026-11-21); choose one of them, or add its row with pinned add-ons to eks/versions.ts",
      ],
    ],
    [
      "a zone is in another region",
      network({ zones: ["eu-central-1a", "eu-west-1b"] }),
      [
        "palisade:cluster.network.zones[1]: was eu-west-1b; zones are in the region of palisade:cloud, eu-central-1; name zones of one region",
      ],
    ],
    [
      "a zone is listed twice",
      network({ zones: ["eu-central-1a", "eu-central-1a"] }),
      [
        "palisade:cluster.network.zones: lists eu-central-1a more than once; one subnet of each kind for each zone; remove the repetition",
      ],
    ],
    [
      "its VPC is too small",
      network({ cidr: "10.30.0.0/21" }),
      [
        "palisade:cluster.network.cidr: was 10.30.0.0/21; a VPC is /16 to /20: every subnet is cut from it; choose a prefix from 16 to 20",
      ],
    ],
    [
      "its VPC is too large",
      network({ cidr: "10.0.0.0/8" }),
      [
        "palisade:cluster.network.cidr: was 10.0.0.0/8; a VPC is /16 to /20: every subnet is cut from it; choose a prefix from 16 to 20",
      ],
    ],
    [
      "its VPC is not written as a network",
      network({ cidr: "10.30.1.0/16" }),
      ["palisade:cluster.network.cidr: was 10.30.1.0/16; a network is its first address and a prefix; write 10.30.0.0/16"],
    ],
    [
      "its VPC is no address at all",
      network({ cidr: "10.300.0.0/16" }),
      [
        "palisade:cluster.network.cidr: was 10.300.0.0/16; a network is its first address and a prefix; write it as address/prefix",
      ],
    ],
    [
      "its VPC is public",
      network({ cidr: "52.0.0.0/16" }),
      [
        "palisade:cluster.network.cidr: was 52.0.0.0/16; networks of the stack lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10; choose a private network",
      ],
    ],
    [
      "its Services overlap the VPC",
      { serviceCidr: "10.30.128.0/20" },
      [
        "palisade:cluster.serviceCidr: 10.30.128.0/20 overlaps 10.30.0.0/16 of palisade:cluster.network.cidr; networks that talk to each other share no address; choose networks that lie beside each other",
      ],
    ],
    [
      "a connected network overlaps the VPC",
      connected("10.0.0.0/8"),
      [
        "palisade:cluster.access.connectedCidrs[0]: 10.0.0.0/8 overlaps 10.30.0.0/16 of palisade:cluster.network.cidr; networks that talk to each other share no address; choose networks that lie beside each other",
      ],
    ],
    [
      "a subnet lies outside the VPC that exists",
      existing({ controlPlaneSubnets: [{ id: "subnet-0c", cidr: "10.41.0.0/28" }, EXISTING_NETWORK.controlPlaneSubnets[1]] }),
      [
        "palisade:cluster.network.controlPlaneSubnets[0].cidr: was 10.41.0.0/28; subnets lie in the VPC's 10.40.0.0/16; name the subnet's own addresses",
      ],
    ],
    [
      "control plane and nodes share a subnet",
      existing({ controlPlaneSubnets: [EXISTING_NETWORK.nodeSubnets[0], EXISTING_NETWORK.controlPlaneSubnets[1]] }),
      [
        "palisade:cluster.network.controlPlaneSubnets[0].cidr: 10.40.0.0/20 overlaps 10.40.0.0/20 of palisade:cluster.network.nodeSubnets[0].cidr; networks that talk to each other share no address; choose networks that lie beside each other",
      ],
    ],
    [
      "databases would be in one zone",
      existing({ dataSubnets: [{ id: "subnet-0e", cidr: "10.40.33.0/28" }] }),
      [
        "palisade:cluster.network.dataSubnets: was 1 entry; none, or one in each of two zones or more: a database survives the loss of one; name a subnet in a second zone",
      ],
    ],
    [
      "databases would be among the nodes",
      existing({
        dataSubnets: [
          { id: "subnet-0e", cidr: "10.40.33.0/28" },
          { id: "subnet-0f", cidr: "10.40.16.0/28" },
        ],
      }),
      [
        "palisade:cluster.network.dataSubnets[1].cidr: 10.40.16.0/28 overlaps 10.40.16.0/20 of palisade:cluster.network.nodeSubnets[1].cidr; networks that talk to each other share no address; choose networks that lie beside each other",
      ],
    ],
    [
      "an administrator is listed twice",
      { admins: [GOOD_CLUSTER.admins[0], GOOD_CLUSTER.admins[0]] },
      [
        "palisade:cluster.admins: lists arn:aws:iam::123456789012:role/deploy more than once; one access entry for each principal; remove the repetition",
      ],
    ],
    [
      "a group of nodes has its bounds crossed",
      { nodes: { system: { min: 4, max: 3 } } },
      ["palisade:cluster.nodes.system: min 4 is above max 3; min is at most max; raise max or lower min"],
    ],
    [
      "one node has to hold all replicas",
      { nodes: { workload: { min: 1 } } },
      [
        "palisade:cluster.nodes.workload.min: was 1; at least 2: controls.minReplicas copies of a service share no node; set it to 2 or more",
      ],
    ],
    [
      "its groups outgrow the quotas",
      { maxNodes: 10 },
      [
        "palisade:cluster.maxNodes: was 10; at least the 16 nodes that the groups may grow to: quotas leave room for a DaemonSet pod on each; set it to 16, or lower the groups' max",
      ],
    ],
    [
      "its nodes are arm64",
      { nodes: { workload: { instanceTypes: ["m7i.large", "m7g.large"] } } },
      [
        "palisade:cluster.nodes.workload.instanceTypes[1]: was m7g.large, which is arm64; x86-64: not every image of the platform is built for arm64; choose a family without g after its generation",
      ],
    ],
    [
      "its API server is public in prod",
      publicAccess("203.0.113.0/24"),
      [
        "palisade:cluster.access.mode: was publicCidrs; the API server has no public address where controls.privateApiServer is on; choose vpcRunner or ssmTunnel, or lower the control with a waiver",
      ],
    ],
  ])("is refused when %s", (_title, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it.each<[string, object, readonly string[]]>([
    [
      "to everybody",
      publicAccess("0.0.0.0/0"),
      [
        "palisade:cluster.access.cidrs[0]: was 0.0.0.0/0; a network from the internet is /16 or narrower; name the networks that deployers come from; two halves of the internet are the internet too",
      ],
    ],
    [
      "to everybody in two halves",
      publicAccess("0.0.0.0/1", "128.0.0.0/1"),
      [
        "palisade:cluster.access.cidrs[0]: was 0.0.0.0/1; a network from the internet is /16 or narrower; name the networks that deployers come from; two halves of the internet are the internet too",
        "palisade:cluster.access.cidrs[1]: was 128.0.0.0/1; a network from the internet is /16 or narrower; name the networks that deployers come from; two halves of the internet are the internet too",
      ],
    ],
    [
      "to a private network, which never gets there",
      publicAccess("10.0.0.0/16"),
      [
        "palisade:cluster.access.cidrs[0]: was 10.0.0.0/16, which is private; the public address is only ever called from public addresses; name the address that deployers appear under",
      ],
    ],
    [
      "twice to the same network",
      publicAccess("203.0.113.7/32", "203.0.113.7/32"),
      ["palisade:cluster.access.cidrs: lists 203.0.113.7/32 more than once; a network is let in once; remove the repetition"],
    ],
  ])("is refused when its public address answers %s", (_title, change, expected) => {
    expect(problems(change, "dev")).toEqual(expected);
  });

  it.each<[string, CloudConfig | undefined, string]>([
    ["no cloud", undefined, "is not set"],
    [
      "another cloud",
      { provider: "gcp", projectId: "agents", projectNumber: "123456", region: "europe-west3", owner: "platform", tags: {} },
      "has provider gcp",
    ],
  ])("is refused in %s", (_title, cloud, given) => {
    const controls = controlsOf("prod");
    expect(eksProblems(eks(), { cloud, controls }).map(describeProblem)).toEqual([
      `palisade:cloud: ${given}; a cluster of kind eks lives in an AWS account; set provider aws with accountId, region and owner`,
    ]);
  });
});
