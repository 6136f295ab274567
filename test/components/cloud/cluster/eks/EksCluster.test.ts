import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RecordedResource } from "../../../../../tools/engine/record.ts";
import { recordedProgram } from "../../../../support/recordedProgram.ts";
import { waitsFor } from "../waitsFor.ts";

const { resource, resources } = recordedProgram(join(import.meta.dirname, "program"), "cases");

const ofType = (cluster: string, type: string): readonly RecordedResource[] =>
  resources().filter((one) => one.type === type && one.name.startsWith(`${cluster}-`));
const named = (cluster: string, type: string): readonly string[] =>
  ofType(cluster, type).map(({ name }) => name.slice(cluster.length + 1));

describe("the VPC of an EKS cluster", () => {
  it("leaves by a NAT gateway in every zone in prod, and by one in dev", () => {
    expect(named("prod", "aws:ec2/natGateway:NatGateway")).toEqual([
      "network-vpc-nat-eu-central-1a",
      "network-vpc-nat-eu-central-1b",
      "network-vpc-nat-eu-central-1c",
    ]);
    expect(named("dev", "aws:ec2/natGateway:NatGateway")).toEqual(["network-vpc-nat-eu-central-1a"]);
  });

  it("gives nobody a public address, and the API server, endpoints and databases no way out", () => {
    const subnets = ofType("prod", "aws:ec2/subnet:Subnet");
    expect(subnets.map(({ inputs }) => inputs["mapPublicIpOnLaunch"])).toEqual(subnets.map(() => false));
    const routes = Object.fromEntries(
      ofType("prod", "aws:ec2/routeTable:RouteTable").map(({ name, inputs }) => [name, (inputs["routes"] as object[]).length]),
    );
    expect(routes).toEqual({
      "prod-network-vpc-public": 1,
      "prod-network-vpc-node-eu-central-1a": 1,
      "prod-network-vpc-node-eu-central-1b": 1,
      "prod-network-vpc-node-eu-central-1c": 1,
      "prod-network-vpc-closed": 0,
    });
  });

  it("has a default security group that lets nothing through", () => {
    expect(resource("prod-network-vpc-default").inputs).toMatchObject({ ingress: [], egress: [] });
  });

  it("reaches AWS by endpoints: S3 by a route with a policy, the rest by interfaces in its own subnets", () => {
    const endpoints = ofType("prod", "aws:ec2/vpcEndpoint:VpcEndpoint");
    const services = endpoints.map(({ inputs }) => `${String(inputs["vpcEndpointType"])} ${String(inputs["serviceName"])}`);
    const service = (name: string): string => `Interface com.amazonaws.eu-central-1.${name}`;
    expect([...services].sort()).toEqual([
      "Gateway com.amazonaws.eu-central-1.s3",
      ...["ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "kms", "logs", "s3", "ssm", "ssmmessages", "sts"].map(service),
    ]);
    expect(resource("prod-network-vpc-s3-gateway").inputs["policy"]).toContain("aws:ResourceAccount");
  });

  it("writes down every connection, under the cluster's key, as long as its profile says [S-53] [S-96]", () => {
    expect(resource("prod-logs-flow-log").inputs).toMatchObject({ trafficType: "ALL", logDestinationType: "cloud-watch-logs" });
    for (const group of ["prod-logs-flow", "prod-logs-control-plane"]) {
      const { inputs, protect, retainOnDelete } = resource(group);
      expect(inputs).toMatchObject({ kmsKeyId: { $unknown: true }, retentionInDays: 365 });
      expect([protect, retainOnDelete]).toEqual([true, true]);
    }
    expect(waitsFor(resources(), "prod-logs-flow")).toContain("prod-keys-logs");
  });

  it("is left as it is where somebody else made it: no network, no route, no log of its connections", () => {
    const made = resources().filter(({ name }) => name.startsWith("landed-"));
    const network = made.filter(({ type }) =>
      /^aws:ec2\/(vpc|subnet|routeTable|natGateway|internetGateway|vpcEndpoint|flowLog|defaultSecurityGroup):/.test(type),
    );
    expect(network.map(({ name }) => name)).toEqual([]);
    expect(resource("landed-control-plane-cluster").inputs["vpcConfig"]).toMatchObject({ subnetIds: ["subnet-0c", "subnet-0d"] });
  });
});

describe("what an EKS cluster waits for", () => {
  it.each([
    ["prod-control-plane-cluster", "prod-logs-control-plane", "EKS would make its log group without a key"],
    ["prod-control-plane-cluster", "prod-control-plane-rights", "EKS may work in the account"],
    ["prod-nodes-system", "prod-addons-vpc-cni", "no pod ever runs unguarded"],
    ["prod-addons-vpc-cni", "prod-addons-vpc-cni-rights", "the CNI has its own role"],
    ["prod-system-addons-coredns", "prod-system-coredns-ingress", "in strict mode a pod without a policy reaches nobody"],
    ["prod-system-addons-coredns", "prod-system-coredns-egress", "DNS can ask upstream"],
    ["prod-system-addons-aws-ebs-csi-driver", "prod-system-ebs-csi-controller-egress", "the driver can call EC2"],
    ["prod-system-addons-aws-ebs-csi-driver", "prod-system-ebs-csi-association", "credentials reach a pod when it is made"],
    ["prod-system-addons-metrics-server", "prod-system-metrics-server-egress", "it can ask kubelets"],
    ["prod-system-gp3-encrypted", "prod-system-addons-aws-ebs-csi-driver", "a claim finds its driver"],
    ["prod-control-plane-kubernetes", "prod-control-plane-admin-123456789012-role-deploy", "somebody gets in"],
  ])("%s comes after %s: %s", (later, earlier) => {
    expect(waitsFor(resources(), later)).toContain(earlier);
  });
});

describe("the end of an EKS cluster", () => {
  it("takes add-ons, entries and policies of its own along, without a deletion each", () => {
    const { urn } = resource("prod-control-plane-cluster");
    const parts = [
      "prod-addons-vpc-cni",
      "prod-system-addons-coredns",
      "prod-system-coredns-egress",
      "prod-system-gp3-encrypted",
      "prod-control-plane-admin-123456789012-role-deploy",
    ];
    expect(parts.filter((part) => resource(part).deletedWith !== urn)).toEqual([]);
  });

  it("is not by mistake in prod; keys and logs outlive it, and in dev nothing does", () => {
    const kept = ["control-plane-cluster", "keys-secrets", "keys-volumes", "keys-logs", "logs-control-plane", "network-vpc-vpc"];
    const protectedIn = (cluster: string) => kept.map((part) => resource(`${cluster}-${part}`).protect);
    expect([protectedIn("prod"), protectedIn("dev")]).toEqual([kept.map(() => true), kept.map(() => false)]);
    expect(resource("prod-control-plane-cluster").inputs["deletionProtection"]).toBe(true);
  });

  it("turns its keys every year, and gives thirty days to take a deletion back", () => {
    for (const use of ["secrets", "volumes", "logs"]) {
      expect(resource(`prod-keys-${use}`).inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
    }
  });
});
