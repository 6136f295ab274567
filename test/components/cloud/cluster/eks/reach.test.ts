import { describe, expect, it } from "vitest";
import { eksFacts, networkAddresses } from "../../../../../components/cloud/cluster/eks/facts.ts";
import { eksKubeconfig } from "../../../../../components/cloud/cluster/eks/kubeconfig.ts";
import { securityGroupRules, type SecurityGroupRule } from "../../../../../components/cloud/cluster/eks/securityGroups.ts";
import { systemPolicies } from "../../../../../components/cloud/cluster/eks/systemPolicies.ts";
import { CLOUD, eks, EXISTING_NETWORK } from "./fixture.ts";

describe("what is known of an EKS cluster", () => {
  it("comes from its network, before anything exists [P-02]", () => {
    const controlPlane = ["10.30.144.0/22", "10.30.148.0/22", "10.30.152.0/22"];
    expect(eksFacts(eks())).toEqual({
      name: "prod",
      flavour: "eks",
      kubernetesVersion: "1.36",
      peers: {
        dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
        kubeApi: { cidrs: controlPlane, ports: [443] },
        apiServerToWebhook: { cidrs: controlPlane, pods: [] },
        nodes: { cidrs: ["10.30.0.0/19", "10.30.32.0/19", "10.30.64.0/19"] },
        ingressController: undefined,
        prometheus: undefined,
      },
      networkPolicy: { engine: "aws-vpc-cni", ipBlockMatchesPods: true },
      cloudEndpointCidrs: ["10.30.160.0/22", "10.30.164.0/22", "10.30.168.0/22"],
      dataCidrs: ["10.30.176.0/22", "10.30.180.0/22", "10.30.184.0/22"],
      maxNodes: 20,
      storageClass: "gp3-encrypted",
    });
  });

  it("comes from the stack file in a VPC that exists", () => {
    expect(networkAddresses(eks({ network: EXISTING_NETWORK }).network)).toEqual({
      vpc: "10.40.0.0/16",
      nodes: ["10.40.0.0/20", "10.40.16.0/20"],
      controlPlane: ["10.40.32.0/28", "10.40.32.16/28"],
      endpoints: ["10.40.0.0/16"],
      data: [],
    });
    const dataSubnets = [
      { id: "subnet-0e", cidr: "10.40.33.0/28" },
      { id: "subnet-0f", cidr: "10.40.33.16/28" },
    ];
    expect(eksFacts(eks({ network: { ...EXISTING_NETWORK, dataSubnets } })).dataCidrs).toEqual([
      "10.40.33.0/28",
      "10.40.33.16/28",
    ]);
  });
});

describe("policies of kube-system in strict mode", () => {
  const policies = systemPolicies(eks(), ["gateway", "data"]);
  const named = (name: string) => policies.find((policy) => policy.metadata.name === name)?.spec;

  it("are there for every add-on that is a pod of its own", () => {
    expect(policies.map(({ metadata }) => metadata.name)).toEqual([
      "coredns-ingress",
      "coredns-egress",
      "metrics-server-ingress",
      "metrics-server-egress",
      "ebs-csi-controller-egress",
    ]);
  });

  it("let the platform by name and everybody else by address ask CoreDNS for names", () => {
    expect(named("coredns-ingress")?.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: {
              matchExpressions: [
                { key: "kubernetes.io/metadata.name", operator: "In", values: ["data", "gateway", "kube-system"] },
              ],
            },
          },
          { ipBlock: { cidr: "10.30.0.0/19" } },
          { ipBlock: { cidr: "10.30.32.0/19" } },
          { ipBlock: { cidr: "10.30.64.0/19" } },
        ],
        ports: [
          { protocol: "UDP", port: 53 },
          { protocol: "TCP", port: 53 },
        ],
      },
    ]);
  });

  it("let CoreDNS ask the VPC's own resolver and the API server, nobody else", () => {
    const targets = named("coredns-egress")?.egress?.flatMap(({ to }) => to.map((peer) => JSON.stringify(peer)));
    expect(targets).toEqual([
      '{"ipBlock":{"cidr":"10.30.144.0/22"}}',
      '{"ipBlock":{"cidr":"10.30.148.0/22"}}',
      '{"ipBlock":{"cidr":"10.30.152.0/22"}}',
      '{"ipBlock":{"cidr":"10.30.0.2/32"}}',
    ]);
  });

  it("let the volume driver fetch its credentials and call EC2 by its endpoint", () => {
    const ports = named("ebs-csi-controller-egress")?.egress?.map(({ to, ports: list }) => [to.length, list[0]?.port]);
    expect(ports).toEqual([
      [3, 443],
      [1, 53],
      [1, 80],
      [3, 443],
    ]);
  });

  it("stay below the VPC CNI's limit of 24 ports for an address", () => {
    const combinations = policies.flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])]);
    expect(combinations.filter(({ ports }) => ports.length > 24)).toEqual([]);
  });
});

describe("security groups", () => {
  const rules = (change = {}): readonly SecurityGroupRule[] => securityGroupRules(eks(change));
  const describeRule = ({ group, direction, peer, tcp }: SecurityGroupRule): string =>
    `${group} ${direction} ${"cidr" in peer ? peer.cidr : peer.group} ${tcp?.join("-") ?? "all"}`;

  it("let nobody in from outside the cluster but the access host", () => {
    const ingress = rules().filter(({ direction }) => direction === "ingress");
    expect(ingress.map(describeRule)).toEqual([
      "node ingress node all",
      "controlPlane ingress node 443-443",
      "node ingress controlPlane 443-443",
      "node ingress controlPlane 8443-8443",
      "node ingress controlPlane 9443-9443",
      "node ingress controlPlane 10250-10251",
      "controlPlane ingress accessHost 443-443",
    ]);
  });

  it("let connected networks reach the API server where the stack names them", () => {
    const access = { mode: "vpcRunner", deployRole: "arn:aws:iam::123456789012:role/deploy", connectedCidrs: ["10.99.0.0/16"] };
    expect(rules({ access }).map(describeRule)).toContain("controlPlane ingress 10.99.0.0/16 443-443");
  });

  it("have no access host where deployers come from outside", () => {
    const access = { mode: "publicCidrs", cidrs: ["203.0.113.0/24"] };
    expect(rules({ access }).filter(({ group }) => group === "accessHost")).toEqual([]);
  });

  it("send HTTPS to the internet, and nothing else", () => {
    const open = rules().filter(({ peer }) => "cidr" in peer && peer.cidr === "0.0.0.0/0");
    expect(open.map(describeRule)).toEqual(["node egress 0.0.0.0/0 443-443", "accessHost egress 0.0.0.0/0 443-443"]);
  });
});

describe("the kubeconfig", () => {
  const endpoint = { address: "https://0A1B.gr7.eu-central-1.eks.amazonaws.com", caCertificate: "Q0E=" };
  const read = (change = {}, cloud = CLOUD): Kubeconfig => JSON.parse(eksKubeconfig(eks(change), cloud, endpoint)) as Kubeconfig;

  it("holds no credential: the AWS CLI asks for a token", () => {
    const { users, clusters } = read();
    expect(users[0]?.user).toEqual({
      exec: {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: ["--region", "eu-central-1", "eks", "get-token", "--cluster-name", "prod", "--output", "json"],
        installHint: "install version 2 of the AWS CLI",
        interactiveMode: "Never",
      },
    });
    expect(clusters[0]?.cluster).toEqual({ server: endpoint.address, "certificate-authority-data": "Q0E=" });
  });

  it("goes through the local end of a tunnel, and still checks the cluster's own name", () => {
    expect(read({ access: { mode: "ssmTunnel", localPort: 9443 } }).clusters[0]?.cluster).toMatchObject({
      server: "https://localhost:9443",
      "tls-server-name": "0a1b.gr7.eu-central-1.eks.amazonaws.com",
    });
  });

  it("takes on the role that the provider takes on", () => {
    const assumeRole = "arn:aws:iam::123456789012:role/deploy";
    expect(read({}, { ...CLOUD, assumeRole }).users[0]?.user.exec.args.slice(-2)).toEqual(["--role-arn", assumeRole]);
  });
});

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: Readonly<Record<string, string>> }[];
  readonly users: readonly { readonly user: { readonly exec: { readonly args: readonly string[] } } }[];
}
