import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type { ClusterFacts } from "../../../shared/cluster.ts";
import { childName, typeToken } from "../../../shared/names.ts";
import type { CloudAccount } from "../../account/CloudAccount.ts";
import type { ClusterArgs, ClusterContract, ClusterIdentity, ClusterKind, ClusterNetwork } from "../contract.ts";
import { NODE_ADDONS } from "./addons.ts";
import type { EksConfig } from "./config.ts";
import { EksAccessHost } from "./EksAccessHost.ts";
import { EksAddons } from "./EksAddons.ts";
import { EksControlPlane } from "./EksControlPlane.ts";
import { EksKeys } from "./EksKeys.ts";
import { EksLogs } from "./EksLogs.ts";
import { EksNodes } from "./EksNodes.ts";
import { EksSecurityGroups } from "./EksSecurityGroups.ts";
import { EksSystem } from "./EksSystem.ts";
import { eksFacts } from "./facts.ts";
import { issuerNotices } from "./issuer.ts";
import { eksNames } from "./names.ts";
import { EksNetwork } from "./network/EksNetwork.ts";
import type { EksParts } from "./parts.ts";
import { eksProblems } from "./problems.ts";
import { eksSupport } from "./versions.ts";

/** An EKS cluster with its network, its keys, its logs, its nodes and its add-ons. */
export class EksCluster extends ComponentResource implements ClusterContract {
  readonly facts: ClusterFacts;
  readonly provider: Provider;
  readonly identity: ClusterIdentity;
  readonly network: ClusterNetwork;

  constructor(name: string, args: ClusterArgs<EksConfig>, opts?: ComponentResourceOptions) {
    super(typeToken("cluster", "EksCluster"), name, {}, opts);
    const { parts, account } = partsOf(args);
    const { network: where, access } = parts.config;
    this.facts = eksFacts(parts.config);

    const keys = new EksKeys(childName(name, "keys"), parts, { parent: this });
    const network = new EksNetwork(childName(name, "network"), parts, { parent: this });
    const { vpcId, nodeSubnetIds, controlPlaneSubnetIds, dataSubnetIds } = network;
    const groups = new EksSecurityGroups(childName(name, "security-groups"), { parts, vpcId }, { parent: this });
    this.network = { provider: "aws", vpcId, dataSubnetIds, clientSecurityGroupId: groups.ids.node };

    // Logs before what writes them: EKS would make its log group itself, without a key and without an end.
    const flowLogsOf = where.kind === "own" ? vpcId : undefined;
    const logs = new EksLogs(childName(name, "logs"), { parts, keyArn: keys.arns.logs, vpcId: flowLogsOf }, { parent: this });

    const surface = {
      secretsKeyArn: keys.arns.secrets,
      controlPlaneSubnetIds,
      controlPlaneSecurityGroupId: groups.ids.controlPlane,
    };
    const made = { parts, surface, after: [logs.controlPlane] };
    const controlPlane = new EksControlPlane(childName(name, "control-plane"), made, { parent: this });
    const { cluster, kubernetes, identity } = controlPlane;
    this.provider = kubernetes;
    this.identity = identity;

    // The network plug-in in strict mode before the first node: no pod ever runs unguarded.
    const first = { parts, cluster, addons: NODE_ADDONS, after: [] };
    const { installed } = new EksAddons(childName(name, "addons"), first, { parent: this });
    // The way out before the first node: it fetches what it starts with.
    const onNetwork = { nodeSubnetIds, nodeSecurityGroupId: groups.ids.node };
    const grouped = { parts, cluster, surface: onNetwork, after: [network, groups, ...installed] };
    const nodes = new EksNodes(childName(name, "nodes"), grouped, { parent: this });
    const system = { parts, cluster, kubernetes, nodes: nodes.groups, account };
    new EksSystem(childName(name, "system"), system, { parent: this });

    const [subnetId] = nodeSubnetIds;
    if (access.mode !== "publicCidrs" && subnetId !== undefined) {
      const host = { parts, access, subnetId, securityGroupId: groups.ids.accessHost };
      new EksAccessHost(childName(name, "access-host"), host, { parent: this, dependsOn: [network] });
    }
    this.registerOutputs({ cluster: parts.names.cluster });
  }
}

function partsOf({ config, cloud, controls, account, namespaces }: ClusterArgs<EksConfig>): {
  readonly parts: EksParts;
  readonly account: CloudAccount;
} {
  if (cloud?.provider !== "aws" || account === undefined) throw new Error("an EKS cluster was planned without its account");
  const tags: EksParts["tags"] = (dataClass) => account.tags(dataClass);
  return { parts: { config, cloud, controls, names: eksNames(config, cloud), namespaces, tags }, account };
}

/** A cluster on AWS, made by this stack. */
export const eksCluster: ClusterKind<EksConfig> = {
  trust: ({ identity }) => identity,
  facts: eksFacts,
  problems: eksProblems,
  support: eksSupport,
  notices: issuerNotices,
  connect: (name, args, opts) => new EksCluster(name, args, opts),
};
