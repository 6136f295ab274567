import { describe, expect, it } from "vitest";
import {
  assumeDeployRole,
  bucketEndpointPolicy,
  endpointPolicy,
  flowLogRights,
  instanceTrust,
  keyPolicy,
  podIdentityTrust,
  serviceTrust,
} from "../../../../../components/cloud/cluster/eks/documents.ts";
import { eksNames, type KeyUse } from "../../../../../components/cloud/cluster/eks/names.ts";
import { CLOUD } from "./fixture.ts";

const NAMES = eksNames({ name: "prod" }, CLOUD);

interface Statement {
  readonly Sid: string;
  readonly Principal: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const statements = (document: string): readonly Statement[] =>
  (JSON.parse(document) as { readonly Statement: readonly Statement[] }).Statement;

describe("trust", () => {
  it("of a service holds for this account only", () => {
    expect(JSON.parse(serviceTrust("eks.amazonaws.com", CLOUD))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Service",
          Effect: "Allow",
          Principal: { Service: "eks.amazonaws.com" },
          Action: ["sts:AssumeRole"],
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });

  it("of nodes is for instances", () => {
    expect(statements(instanceTrust(CLOUD)).map(({ Principal }) => Principal)).toEqual([{ Service: "ec2.amazonaws.com" }]);
  });

  it("of the network plug-in is for its ServiceAccount of this cluster [P-87]", () => {
    const [statement] = statements(podIdentityTrust(CLOUD, NAMES, "aws-node"));
    expect(statement?.Condition).toEqual({
      StringEquals: {
        "aws:SourceAccount": "123456789012",
        "aws:RequestTag/kubernetes-namespace": "kube-system",
        "aws:RequestTag/kubernetes-service-account": "aws-node",
      },
      ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:123456789012:cluster/prod" },
    });
  });
});

describe("keys", () => {
  it.each<[KeyUse, readonly string[]]>([
    ["secrets", ["Administration", "ControlPlane", "ControlPlaneGrants"]],
    ["volumes", ["Administration", "Volumes", "VolumeGrants", "NodeVolumes", "NodeVolumeGrants"]],
    ["logs", ["Administration", "LogGroups"]],
  ])("of %s are used by who needs them", (use, expected) => {
    expect(statements(keyPolicy(use, CLOUD, NAMES)).map(({ Sid }) => Sid)).toEqual(expected);
  });

  it("give the account's administrators no way to decrypt", () => {
    const administration = statements(keyPolicy("secrets", CLOUD, NAMES))[0];
    expect(administration?.Action.filter((action) => /crypt|GenerateData|CreateGrant|\*/.test(action))).toEqual([]);
  });

  it("of secrets serve the control plane's role and nobody else", () => {
    const [, use, grants] = statements(keyPolicy("secrets", CLOUD, NAMES));
    expect([use?.Principal, grants?.Principal]).toEqual(Array(2).fill({ AWS: "arn:aws:iam::123456789012:role/prod-cluster" }));
    expect(grants?.Condition).toEqual({ Bool: { "kms:GrantIsForAWSResource": "true" } });
  });

  it("of logs serve the cluster's two log groups", () => {
    expect(statements(keyPolicy("logs", CLOUD, NAMES))[1]?.Condition).toEqual({
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": [
          "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/eks/prod/cluster",
          "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc-flow-logs/prod",
        ],
      },
    });
  });
});

describe("rights", () => {
  it("of flow logs end at their log group", () => {
    expect(statements(flowLogRights(CLOUD, NAMES))[0]?.Resource).toEqual([
      "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc-flow-logs/prod",
      "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vpc-flow-logs/prod:log-stream:*",
    ]);
  });

  it("of the runner host are to take on the deploy role", () => {
    expect(statements(assumeDeployRole("arn:aws:iam::123456789012:role/deploy"))).toEqual([
      { Sid: "Deploy", Effect: "Allow", Action: ["sts:AssumeRole"], Resource: ["arn:aws:iam::123456789012:role/deploy"] },
    ]);
  });
});

describe("endpoints of the VPC", () => {
  it("answer this account's principals", () => {
    expect(statements(endpointPolicy("sts:*", CLOUD))[0]?.Condition).toEqual({
      StringEquals: { "aws:PrincipalAccount": "123456789012" },
    });
  });

  it("let images in, and objects of our own accounts in and out [P-89]", () => {
    const [images, buckets] = statements(bucketEndpointPolicy(CLOUD, ["222222222222"]));
    expect(images?.Action).toEqual(["s3:GetObject"]);
    expect(images?.Resource).toEqual([
      "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
      "arn:aws:s3:::bottlerocket-updates-eu-central-1/*",
    ]);
    expect(buckets?.Condition).toEqual({
      StringEquals: { "aws:PrincipalAccount": "123456789012", "aws:ResourceAccount": ["123456789012", "222222222222"] },
    });
    expect(buckets?.Action.filter((action) => /Delete|Policy|\*/.test(action))).toEqual([]);
  });
});
