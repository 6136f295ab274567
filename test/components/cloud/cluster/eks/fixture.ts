import { clusterConfig } from "../../../../../components/cloud/cluster/config.ts";
import type { EksConfig } from "../../../../../components/cloud/cluster/eks/config.ts";
import { eksNames } from "../../../../../components/cloud/cluster/eks/names.ts";
import type { EksParts } from "../../../../../components/cloud/cluster/eks/parts.ts";
import type { AwsConfig } from "../../../../../components/cloud/config.ts";
import { resolveControls, type Profile } from "../../../../../components/config/profiles.ts";

/** An account like any other. */
export const CLOUD: AwsConfig = {
  provider: "aws",
  accountId: "123456789012",
  region: "eu-central-1",
  owner: "platform-team",
  tags: {},
};

export const GOOD_CLUSTER = {
  kind: "eks",
  name: "prod",
  kubernetesVersion: "1.36",
  network: { kind: "own", cidr: "10.30.0.0/16", zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] },
  access: { mode: "vpcRunner", deployRole: "arn:aws:iam::123456789012:role/deploy" },
  admins: ["arn:aws:iam::123456789012:role/deploy"],
};

/** A subnet of a VPC that somebody else made. */
const subnet = (id: string, cidr: string): object => ({ id: `subnet-${id}`, cidr });

export const EXISTING_NETWORK = {
  kind: "existing",
  vpcId: "vpc-0a1b",
  cidr: "10.40.0.0/16",
  nodeSubnets: [subnet("0a", "10.40.0.0/20"), subnet("0b", "10.40.16.0/20")],
  controlPlaneSubnets: [subnet("0c", "10.40.32.0/28"), subnet("0d", "10.40.32.16/28")],
};

/** The good cluster with some of its settings changed. */
export function eks(change: Readonly<Record<string, unknown>> = {}): EksConfig {
  return clusterConfig.parse({ ...GOOD_CLUSTER, ...change }) as EksConfig;
}

export function controlsOf(profile: Profile) {
  return resolveControls(profile, {}, "2026-11-21").controls;
}

export function partsOf(change: Readonly<Record<string, unknown>> = {}, profile: Profile = "prod"): EksParts {
  const config = eks(change);
  return {
    config,
    cloud: CLOUD,
    controls: controlsOf(profile),
    names: eksNames(config, CLOUD),
    namespaces: ["gateway", "data"],
    tags: (dataClass) => ({ "data-class": dataClass }),
  };
}
