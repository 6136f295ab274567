import { describe, expect, it } from "vitest";
import { AZURE } from "../aks/fixture.ts";
import { stackProblems } from "../stackProblems.ts";
import { EXISTING_NETWORK, GCP, goodGke } from "./fixture.ts";

const ARM = "x86-64: not every image of the platform is built for arm64";
const OVERLAP = "networks that talk to each other share no address; choose networks that lie beside each other";
const PATTERN = "an image name with registry and repository, a * at its end only";

/** [title, the cluster's changed settings, the message]. */
const broken: readonly (readonly [string, object, string])[] = [
  ["no administrator", { admins: [] }, "palisade:cluster.admins: was 0 entries; at least 1 entry; make it larger"],
  [
    "everybody as administrator",
    { admins: ["allUsers"] },
    'palisade:cluster.admins[0]: was "allUsers"; must match /^(user|group|serviceAccount):[^@\\s:]+@[^@\\s:]+$/; correct it',
  ],
  [
    "an administrator twice",
    { admins: ["user:ada@acme.dev", "user:ada@acme.dev"] },
    "palisade:cluster.admins: lists user:ada@acme.dev more than once; one grant for each principal; remove the repetition",
  ],
  ["no way to reach the API server", { access: undefined }, "palisade:cluster.access: is missing; needs an object; add it"],
  [
    "a public endpoint without networks",
    { access: { mode: "publicCidrs", cidrs: [] } },
    "palisade:cluster.access.cidrs: was 0 entries; at least 1 entry; make it larger",
  ],
  [
    "a runner on a public network",
    { access: { mode: "vpcRunner", cidrs: ["8.8.8.0/24"] } },
    "palisade:cluster.access.cidrs[0]: was 8.8.8.0/24; networks of the stack lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10; choose a private network",
  ],
  [
    "a runner among the pods",
    { access: { mode: "vpcRunner", cidrs: ["10.5.0.0/24"] } },
    `palisade:cluster.access.cidrs[0]: 10.5.0.0/24 overlaps 10.4.0.0/14 of palisade:cluster.network.pods; ${OVERLAP}`,
  ],
  [
    "a tunnel in another region",
    { access: { mode: "iapTunnel", zone: "us-east1-b" } },
    "palisade:cluster.access.zone: was us-east1-b; a zone of palisade:cloud's region, europe-west3; choose one, for example europe-west3-b",
  ],
  [
    "a tunnel whose subnet is taken",
    { access: { mode: "iapTunnel", zone: "europe-west3-b" }, network: { kind: "own", access: "10.0.16.0/28" } },
    `palisade:cluster.network.access: 10.0.16.0/28 overlaps 10.0.16.0/28 of palisade:cluster.network.controlPlane; ${OVERLAP}`,
  ],
  [
    "pods and Services on the same addresses",
    { network: { kind: "own", services: "10.4.16.0/20" } },
    `palisade:cluster.network.services: 10.4.16.0/20 overlaps 10.4.0.0/14 of palisade:cluster.network.pods; ${OVERLAP}`,
  ],
  [
    "a network that is not written at its first address",
    { network: { kind: "own", nodes: "10.0.0.1/20" } },
    "palisade:cluster.network.nodes: was 10.0.0.1/20; a network is its first address and a prefix; write 10.0.0.0/20",
  ],
  [
    "a control plane that is no /28",
    { network: { kind: "own", controlPlane: "10.0.16.0/27" } },
    "palisade:cluster.network.controlPlane: was 10.0.16.0/27; the subnet of the API server's endpoint is a /28; choose a /28",
  ],
  [
    "too few addresses for nodes",
    { network: { kind: "own", nodes: "10.0.0.0/28" } },
    "palisade:cluster.network.nodes: 10.0.0.0/28 has room for 12 nodes; room for maxNodes, 20; a node takes one address and a /24 of pods; choose a wider network or lower maxNodes",
  ],
  [
    "too few addresses for pods",
    { network: { kind: "own", pods: "10.4.0.0/20" } },
    "palisade:cluster.network.pods: 10.4.0.0/20 has room for 16 nodes; room for maxNodes, 20; a node takes one address and a /24 of pods; choose a wider network or lower maxNodes",
  ],
  [
    "databases among the pods",
    { network: { kind: "own", data: "10.4.0.0/24" } },
    `palisade:cluster.network.data: 10.4.0.0/24 overlaps 10.4.0.0/14 of palisade:cluster.network.pods; ${OVERLAP}`,
  ],
  [
    "a range for databases that Google does not take",
    { network: { kind: "own", data: "10.0.20.0/25" } },
    "palisade:cluster.network.data: was 10.0.20.0/25; Google's services take a /24 or wider; choose a /24",
  ],
  [
    "a name too long for the nodes' account",
    { name: "agents-production-europe-3" },
    "palisade:cluster.name: was agents-production-europe-3; a letter first, at most 24 characters: the nodes' service account is named after the cluster; choose a shorter name that starts with a letter",
  ],
  [
    "a name that starts with a digit",
    { name: "1prod" },
    "palisade:cluster.name: was 1prod; a letter first, at most 24 characters: the nodes' service account is named after the cluster; choose a shorter name that starts with a letter",
  ],
  [
    "more nodes than quotas were made for",
    { maxNodes: 10 },
    "palisade:cluster.maxNodes: was 10; at least the 16 nodes that the groups may grow to: quotas leave room for a DaemonSet pod on each; set it to 16, or lower the groups' max",
  ],
  [
    "fewer nodes than replicas",
    { nodes: { workload: { min: 1 } } },
    "palisade:cluster.nodes.workload.min: was 1; at least 2: controls.minReplicas copies of a service share no node; set it to 2 or more",
  ],
  [
    "bounds that contradict each other",
    { nodes: { system: { min: 5, max: 4 } } },
    "palisade:cluster.nodes.system: min 5 is above max 4; min is at most max; raise max or lower min",
  ],
  [
    "machines of another processor",
    { nodes: { workload: { machineType: "c4a-standard-8" } } },
    `palisade:cluster.nodes.workload.machineType: was c4a-standard-8, which is arm64; ${ARM}; choose another series, for example e2 or n2d`,
  ],
  [
    "a maintenance window that is too short",
    { maintenance: { days: ["SU"], hours: 8 } },
    "palisade:cluster.maintenance: leaves 32 hours in 4 weeks; Google asks for 48 hours in any 32 days; add a day or lengthen the window",
  ],
  [
    "a release channel for testers",
    { releaseChannel: "RAPID" },
    'palisade:cluster.releaseChannel: was "RAPID"; one of REGULAR, STABLE; choose one of them',
  ],
  [
    "signatures enforced without anybody who signs",
    { binaryAuthorization: { mode: "enforce" } },
    "palisade:cluster.binaryAuthorization.attestors: is empty while mode is enforce; enforcing without an attestor blocks every image, this platform's included; name the attestors, or set mode to dryRun",
  ],
  [
    "every image exempt",
    { binaryAuthorization: { exempt: ["*"] } },
    `palisade:cluster.binaryAuthorization.exempt[0]: was *; ${PATTERN}; name the repository whose images need no attestation`,
  ],
  [
    "a whole registry exempt",
    { binaryAuthorization: { exempt: ["ghcr.io/*"] } },
    `palisade:cluster.binaryAuthorization.exempt[0]: was ghcr.io/*; ${PATTERN}; name the repository whose images need no attestation`,
  ],
];

const WITHOUT_ACCESS = { ...EXISTING_NETWORK, access: undefined };

/** The same for a network that somebody else made. */
const brokenExisting: readonly (readonly [string, object, string])[] = [
  [
    "a network without a kind",
    { network: { nodes: "10.0.0.0/20" } },
    "palisade:cluster.network.kind: was missing; one of own, existing; choose a kind from the list",
  ],
  [
    "a network of another project",
    { network: { ...EXISTING_NETWORK, name: "projects/host/global/networks/shared" } },
    'palisade:cluster.network.name: was "projects/host/global/networks/shared"; must match /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/; correct it',
  ],
  [
    "pods without a range",
    { network: { ...EXISTING_NETWORK, pods: undefined } },
    "palisade:cluster.network.pods: is missing; needs an object; add it",
  ],
  [
    "a tunnel without a subnet for its host",
    { network: WITHOUT_ACCESS, access: { mode: "iapTunnel", zone: "europe-west3-b" } },
    "palisade:cluster.network.access: is missing while access.mode is iapTunnel; the tunnel ends at a host in a subnet of its own; name a subnet of the VPC that holds nothing else",
  ],
  [
    "nodes and the control plane on the same addresses",
    { network: { ...EXISTING_NETWORK, controlPlane: { name: "agents-api", cidr: "10.64.0.0/28" } } },
    `palisade:cluster.network.controlPlane.cidr: 10.64.0.0/28 overlaps 10.64.0.0/20 of palisade:cluster.network.nodes.cidr; ${OVERLAP}`,
  ],
  [
    "a control plane in a wider subnet",
    { network: { ...EXISTING_NETWORK, controlPlane: { name: "agents-api", cidr: "10.64.32.0/24" } } },
    "palisade:cluster.network.controlPlane.cidr: was 10.64.32.0/24; the subnet of the API server's endpoint is a /28; choose a /28",
  ],
  [
    "too few addresses for pods",
    { network: { ...EXISTING_NETWORK, pods: { name: "agents-pods", cidr: "10.68.0.0/20" } } },
    "palisade:cluster.network.pods.cidr: 10.68.0.0/20 has room for 16 nodes; room for maxNodes, 20; a node takes one address and a /24 of pods; choose a wider network or lower maxNodes",
  ],
  [
    "public addresses",
    { network: { ...EXISTING_NETWORK, nodes: { name: "agents-nodes", cidr: "35.0.0.0/20" } } },
    "palisade:cluster.network.nodes.cidr: was 35.0.0.0/20; networks of the stack lie in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10; choose a private network",
  ],
  [
    "too little room for databases",
    { network: { ...EXISTING_NETWORK, data: { cidr: "10.64.64.0/26" } } },
    "palisade:cluster.network.data.cidr: was 10.64.64.0/26; Google's services take a /24 or wider; choose a /24",
  ],
];

describe("a stack file with a GKE cluster in a network that exists", () => {
  it("is taken when it is good, with a tunnel and without", () => {
    expect(stackProblems({ ...goodGke, network: EXISTING_NETWORK }, GCP)).toEqual([]);
    expect(stackProblems({ ...goodGke, network: WITHOUT_ACCESS }, GCP)).toEqual([]);
    const tunnel = { mode: "iapTunnel", zone: "europe-west3-b" };
    expect(stackProblems({ ...goodGke, network: EXISTING_NETWORK, access: tunnel }, GCP)).toEqual([]);
  });

  it.each(brokenExisting)("is refused for %s", (_title, change, message) => {
    expect(stackProblems({ ...goodGke, ...change }, GCP)).toEqual([message]);
  });
});

describe("a stack file with a GKE cluster", () => {
  it("is taken when it is good", () => {
    expect(stackProblems(goodGke, GCP)).toEqual([]);
    expect(stackProblems({ ...goodGke, access: { mode: "dnsEndpoint" } }, GCP)).toEqual([]);
    expect(stackProblems({ ...goodGke, access: { mode: "iapTunnel", zone: "europe-west3-b" } }, GCP)).toEqual([]);
  });

  it.each(broken)("is refused for %s", (_title, change, message) => {
    expect(stackProblems({ ...goodGke, ...change }, GCP)).toEqual([message]);
  });

  it("is refused without a Google Cloud project", () => {
    const message = (given: string): string =>
      `palisade:cloud: ${given}; a cluster of kind gke lives in a Google Cloud project; set provider gcp with projectId, projectNumber, region and owner`;
    expect(stackProblems(goodGke, undefined)).toEqual([message("is not set")]);
    expect(stackProblems(goodGke, AZURE)).toEqual([message("has provider azure")]);
  });

  it("is refused in prod for a public API server, unless it is waived; and then for everybody's network", () => {
    const open = { ...goodGke, access: { mode: "publicCidrs", cidrs: ["8.8.8.0/24"] } };
    expect(stackProblems(open, GCP)).toEqual([
      "palisade:cluster.access.mode: was publicCidrs; the API server has no public address where controls.privateApiServer is on; choose dnsEndpoint, vpcRunner or iapTunnel, or lower the control with a waiver",
    ]);
    const waiver = { owner: "platform", reason: "the VPN is not there before March", ticket: "ACME-7", expires: "2027-01-31" };
    const waived = { controls: { privateApiServer: { value: false, waiver } } };
    expect(stackProblems(open, GCP, waived)).toEqual([]);
    const cidrs = ["0.0.0.0/1", "128.0.0.0/1"];
    const change = "name the networks that deployers come from; two halves of the internet are the internet too";
    expect(stackProblems({ ...open, access: { mode: "publicCidrs", cidrs } }, GCP, waived)).toEqual(
      cidrs.map(
        (cidr, at) =>
          `palisade:cluster.access.cidrs[${at}]: was ${cidr}; a network from the internet is /16 or narrower; ${change}`,
      ),
    );
  });

  it("[P-93] is refused for attestation by the metadata that pods of this cluster cannot see", () => {
    const [message, ...others] = stackProblems(goodGke, GCP, { identity: { kind: "spire", nodeAttestation: "gcp_iit" } });
    expect(others).toEqual([]);
    expect(message).toBe('palisade:identity.nodeAttestation: was "gcp_iit"; one of k8s_psat, join_token; choose one of them');
  });

  it("is refused for confidential nodes on machines that cannot keep a secret, pool by pool", () => {
    const message = (role: string, type: string): string =>
      `palisade:cluster.nodes.${role}.machineType: was ${type}; confidential nodes are n2d, c2d or c3d machines; choose one of these series, or set nodes.confidential to false`;
    expect(stackProblems({ ...goodGke, nodes: { confidential: true } }, GCP)).toEqual([
      message("system", "e2-standard-2"),
      message("workload", "e2-standard-4"),
    ]);
  });
});
