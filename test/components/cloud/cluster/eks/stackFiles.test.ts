import { describe, expect, it } from "vitest";
import { stackProblems } from "../stackProblems.ts";
import { CLOUD, EXISTING_NETWORK, GOOD_CLUSTER } from "./fixture.ts";

const change = (values: object): readonly string[] => stackProblems({ ...GOOD_CLUSTER, ...values }, CLOUD);
const without = (key: string): readonly string[] =>
  stackProblems(Object.fromEntries(Object.entries(GOOD_CLUSTER).filter(([name]) => name !== key)), CLOUD);

describe("a stack file with an EKS cluster", () => {
  it("is accepted when it is good", () => {
    expect(change({})).toEqual([]);
  });

  it.each<[string, readonly string[], string]>([
    [
      "nobody may administer it",
      change({ admins: [] }),
      "palisade:cluster.admins: was 0 entries; at least 1 entry; make it larger",
    ],
    [
      "an administrator is a session, which is gone tomorrow",
      change({ admins: ["arn:aws:sts::123456789012:assumed-role/deploy/me"] }),
      'palisade:cluster.admins[0]: was "arn:aws:sts::123456789012:assumed-role/deploy/me"; must match /^arn:aws[a-z-]*:iam::\\d{12}:(role|user)\\/[\\w+=,.@/-]+$/; correct it',
    ],
    [
      "an administrator is everybody in the account",
      change({ admins: ["arn:aws:iam::123456789012:root"] }),
      'palisade:cluster.admins[0]: was "arn:aws:iam::123456789012:root"; must match /^arn:aws[a-z-]*:iam::\\d{12}:(role|user)\\/[\\w+=,.@/-]+$/; correct it',
    ],
    ["no administrators are named", without("admins"), "palisade:cluster.admins: is missing; needs a list; add it"],
    ["it cannot be reached", without("access"), "palisade:cluster.access: is missing; needs an object; add it"],
    [
      "it is reached in an unknown way",
      change({ access: { mode: "bastion" } }),
      'palisade:cluster.access.mode: was "bastion"; one of vpcRunner, ssmTunnel, publicCidrs; choose a mode from the list',
    ],
    [
      "its public address has no networks",
      change({ access: { mode: "publicCidrs", cidrs: [] } }),
      "palisade:cluster.access.cidrs: was 0 entries; at least 1 entry; make it larger",
    ],
    [
      "a tunnel names a privileged port",
      change({ access: { mode: "ssmTunnel", localPort: 443 } }),
      "palisade:cluster.access.localPort: was 443; at least 1024; make it larger",
    ],
    [
      "a runner has no role to deploy with",
      change({ access: { mode: "vpcRunner" } }),
      "palisade:cluster.access.deployRole: is missing; needs text; add it",
    ],
    [
      "its version is a number, which loses a zero",
      change({ kubernetesVersion: 1.36 }),
      "palisade:cluster.kubernetesVersion: was a number; needs text; change its type",
    ],
    [
      "its version names a patch",
      change({ kubernetesVersion: "1.36.2" }),
      'palisade:cluster.kubernetesVersion: was "1.36.2"; must match /^1\\.\\d{2}$/; correct it',
    ],
    [
      "it has one zone",
      change({ network: { ...GOOD_CLUSTER.network, zones: ["eu-central-1a"] } }),
      "palisade:cluster.network.zones: was 1 entries; at least 2 entries; make it larger",
    ],
    [
      "a zone is a region",
      change({ network: { ...GOOD_CLUSTER.network, zones: ["eu-central-1", "eu-central-1b"] } }),
      'palisade:cluster.network.zones[0]: was "eu-central-1"; must match /^[a-z]{2}(-[a-z]+)+-\\d[a-z]$/; correct it',
    ],
    [
      "its VPC is an IPv6 network",
      change({ network: { ...GOOD_CLUSTER.network, cidr: "fd00::/16" } }),
      'palisade:cluster.network.cidr: was "fd00::/16"; must match /^\\d{1,3}(\\.\\d{1,3}){3}\\/\\d{1,2}$/; correct it',
    ],
    [
      "a VPC that exists has one subnet",
      change({ network: { ...EXISTING_NETWORK, nodeSubnets: [EXISTING_NETWORK.nodeSubnets[0]] } }),
      "palisade:cluster.network.nodeSubnets: was 1 entries; at least 2 entries; make it larger",
    ],
    [
      "its nodes run an unknown system",
      change({ nodes: { os: "ubuntu" } }),
      'palisade:cluster.nodes.os: was "ubuntu"; one of bottlerocket, al2023; choose one of them',
    ],
    [
      "its nodes have hardly a disk",
      change({ nodes: { volumeGiB: 8 } }),
      "palisade:cluster.nodes.volumeGiB: was 8; at least 20; make it larger",
    ],
    [
      "a setting is misspelt",
      change({ adminz: [] }),
      "palisade:cluster.adminz: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
    ],
  ])("is refused when %s", (_title, problems, expected) => {
    expect(problems).toEqual([expected]);
  });
});
