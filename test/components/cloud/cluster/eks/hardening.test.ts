import { describe, expect, it } from "vitest";
import { accessHostArgs } from "../../../../../components/cloud/cluster/eks/accessHost.ts";
import { addonArgs } from "../../../../../components/cloud/cluster/eks/addons.ts";
import { eksClusterArgs } from "../../../../../components/cloud/cluster/eks/clusterArgs.ts";
import { launchTemplateArgs, nodeGroupArgs, NODE_ROLES } from "../../../../../components/cloud/cluster/eks/nodes.ts";
import { interfaceEndpoints } from "../../../../../components/cloud/cluster/eks/network/endpoints.ts";
import { logRetention } from "../../../../../components/cloud/cluster/eks/retention.ts";
import { defaultStorageClass } from "../../../../../components/cloud/cluster/eks/storageClass.ts";
import { EKS_VERSIONS } from "../../../../../components/cloud/cluster/eks/versions.ts";
import { CLOUD, eks, partsOf } from "./fixture.ts";

const surface = { secretsKeyArn: "key", controlPlaneSubnetIds: ["subnet-a"], controlPlaneSecurityGroupId: "sg-a" };
const nodes = { nodeSubnetIds: ["subnet-n"], nodeSecurityGroupId: "sg-n" };

describe("the control plane", () => {
  it("is private, encrypted, logged and administered by entries only in prod [S-53] [S-96]", () => {
    expect(eksClusterArgs(partsOf(), surface)).toMatchObject({
      version: "1.36",
      upgradePolicy: { supportType: "STANDARD" },
      deletionProtection: true,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfig: { provider: { keyArn: "key" }, resources: ["secrets"] },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false, securityGroupIds: ["sg-a"] },
    });
  });

  it("answers named networks from outside where the stack says so, and may be deleted in dev", () => {
    const parts = partsOf({ access: { mode: "publicCidrs", cidrs: ["203.0.113.0/24"] }, support: "extended" }, "dev");
    expect(eksClusterArgs(parts, surface)).toMatchObject({
      deletionProtection: false,
      upgradePolicy: { supportType: "EXTENDED" },
      vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] },
    });
  });

  it.each([
    [7, 7],
    [8, 14],
    [90, 90],
    [365, 365],
    [366, 400],
    [9999, 3653],
  ])("asked to keep logs %d days keeps them %d", (days, retention) => {
    expect(logRetention(days)).toBe(retention);
  });
});

describe.each(NODE_ROLES)("a %s node", (role) => {
  it("answers metadata to itself alone, by tokens, and has no key to log in with", () => {
    const template = launchTemplateArgs(role, partsOf(), nodes);
    expect(template.metadataOptions).toEqual({
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      instanceMetadataTags: "disabled",
    });
    expect(template).not.toHaveProperty("keyName");
    expect(nodeGroupArgs(role, partsOf(), nodes)).not.toHaveProperty("remoteAccess");
  });

  it.each([
    ["bottlerocket", ["/dev/xvda", "/dev/xvdb"], "BOTTLEROCKET_x86_64"],
    ["al2023", ["/dev/xvda"], "AL2023_x86_64_STANDARD"],
  ])("of %s encrypts every volume", (os, devices, amiType) => {
    const parts = partsOf({ nodes: { os } });
    const volumes = launchTemplateArgs(role, parts, nodes).blockDeviceMappings as readonly Volume[];
    expect(volumes.map(({ deviceName }) => deviceName)).toEqual(devices);
    for (const { ebs } of volumes) {
      const kmsKeyId = "arn:aws:kms:eu-central-1:123456789012:alias/prod-volumes";
      expect(ebs).toMatchObject({ encrypted: "true", volumeType: "gp3", kmsKeyId });
    }
    expect(nodeGroupArgs(role, parts, nodes).amiType).toBe(amiType);
  });

  it("carries the tag by which the EBS driver may attach volumes to it [P-88]", () => {
    const [instance] = launchTemplateArgs(role, partsOf(), nodes).tagSpecifications as readonly { readonly tags: object }[];
    expect(instance?.tags).toMatchObject({ "kubernetes.io/cluster/prod": "owned" });
  });

  it("is repaired, and replaced one at a time", () => {
    expect(nodeGroupArgs(role, partsOf(), nodes)).toMatchObject({
      nodeRepairConfig: { enabled: true },
      updateConfig: { maxUnavailable: 1 },
      subnetIds: ["subnet-n"],
    });
  });
});

interface Volume {
  readonly deviceName: string;
  readonly ebs: object;
}

describe("node groups", () => {
  it("keep everybody's pods away from the cluster's own", () => {
    expect(nodeGroupArgs("system", partsOf(), nodes).taints).toEqual([
      { key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" },
    ]);
    expect(nodeGroupArgs("workload", partsOf(), nodes).taints).toEqual([]);
  });
});

describe("add-ons", () => {
  it.each(Object.keys(EKS_VERSIONS))("of %s are pinned, each to a build of AWS", (kubernetesVersion) => {
    const addons = Object.values(EKS_VERSIONS[kubernetesVersion]?.addons ?? {});
    expect(addons).toHaveLength(6);
    for (const version of addons) expect(version).toMatch(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);
    const proxy = addonArgs("kube-proxy", partsOf({ kubernetesVersion })).addonVersion;
    expect(proxy).toMatch(new RegExp(`^v${kubernetesVersion.replace(".", "\\.")}\\.`));
  });

  it("enforce NetworkPolicies from a pod's first moment on [P-44]", () => {
    const args = addonArgs("vpc-cni", partsOf());
    expect(JSON.parse(args.configurationValues as string)).toEqual({
      enableNetworkPolicy: "true",
      env: { NETWORK_POLICY_ENFORCING_MODE: "strict" },
    });
    const roleArn = "arn:aws:iam::123456789012:role/prod-vpc-cni";
    expect(args.podIdentityAssociations).toEqual([{ roleArn, serviceAccount: "aws-node" }]);
  });

  it("of the platform run on the system nodes, whose taint they tolerate", () => {
    const where = JSON.parse(addonArgs("coredns", partsOf()).configurationValues as string) as object;
    expect(where).toMatchObject({ tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }] });
  });
});

describe("volumes of pods", () => {
  it("are gp3 under the stack's key by default, and outlive their claim [P-88]", () => {
    expect(defaultStorageClass("arn:alias")).toMatchObject({
      metadata: { name: "gp3-encrypted", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", kmsKeyId: "arn:alias" },
      reclaimPolicy: "Retain",
      volumeBindingMode: "WaitForFirstConsumer",
    });
  });
});

describe("the access host", () => {
  it("has no public address, no key and an encrypted disk", () => {
    const parts = partsOf({ access: { mode: "ssmTunnel" } });
    const { access } = parts.config;
    if (access.mode === "publicCidrs") throw new Error("not reached");
    const host = accessHostArgs(access, parts, { subnetId: "subnet-n", securityGroupId: "sg-h", instanceProfile: "profile" });
    expect(host).toMatchObject({
      associatePublicIpAddress: false,
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true },
    });
    expect(host).not.toHaveProperty("keyName");
  });
});

describe("interface endpoints", () => {
  const services = (change: Readonly<Record<string, unknown>>): readonly string[] =>
    interfaceEndpoints(eks(change), { bucketAccounts: [] }, CLOUD).map(({ service }) => service);

  it("cover what nodes call, and Session Manager where a host is reached by it", () => {
    const own = ["ecr.api", "ecr.dkr", "sts", "kms", "logs", "ec2", "eks", "eks-auth", "s3"];
    expect(services({ access: { mode: "publicCidrs", cidrs: ["203.0.113.0/24"] } })).toEqual(own);
    expect(services({ access: { mode: "ssmTunnel" } })).toEqual([...own, "ssm", "ssmmessages"]);
  });
});
