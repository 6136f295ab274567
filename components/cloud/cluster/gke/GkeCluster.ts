import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type { ClusterFacts } from "../../../shared/cluster.ts";
import { childName, typeToken } from "../../../shared/names.ts";
import type { ClusterArgs, ClusterContract, ClusterIdentity, ClusterKind, ClusterNetwork } from "../contract.ts";
import type { GkeConfig } from "./config.ts";
import { gkeFacts } from "./facts.ts";
import { GkeAccess } from "./GkeAccess.ts";
import { GkeControlPlane } from "./GkeControlPlane.ts";
import { GkeKeys } from "./GkeKeys.ts";
import { GkeLogs } from "./GkeLogs.ts";
import { GkeNetwork } from "./GkeNetwork.ts";
import { gkeNames } from "./names.ts";
import type { GkeParts } from "./parts.ts";
import { gkeProblems } from "./problems.ts";
import { GKE_SUPPORT } from "./versions.ts";

/** Nothing of GKE itself must be told who calls it. */
type GkeClusterArgs = Omit<ClusterArgs<GkeConfig>, "namespaces">;

/** A regional GKE cluster with its VPC, its keys, its node account, its logs and its admission policy. */
export class GkeCluster extends ComponentResource implements ClusterContract {
  readonly facts: ClusterFacts;
  readonly provider: Provider;
  readonly identity: ClusterIdentity;
  readonly network: ClusterNetwork;

  constructor(name: string, args: GkeClusterArgs, opts?: ComponentResourceOptions) {
    super(typeToken("cluster", "GkeCluster"), name, {}, opts);
    const parts = partsOf(args);
    this.facts = gkeFacts(args.config);
    this.identity = { by: "workloadIdentityPool", pool: parts.names.workloadPool };
    const { network: where } = args.config;
    const servicesConnected = where.kind === "existing" && where.data?.connected === true;
    this.network = { provider: "gcp", network: parts.names.network, servicesConnected };

    // Keys before anything that is encrypted: a cluster without its key never becomes ready.
    const keys = new GkeKeys(childName(name, "keys"), parts, { parent: this });
    // Accounts before the firewalls that name them.
    const access = new GkeAccess(childName(name, "access"), parts, { parent: this });
    const network = new GkeNetwork(childName(name, "network"), parts, { parent: this, dependsOn: [keys, access] });
    // Where its logs go before the first one is written.
    const logs = new GkeLogs(childName(name, "logs"), parts, { parent: this });

    const dependsOn = [network, logs];
    const controlPlane = new GkeControlPlane(childName(name, "control-plane"), parts, { parent: this, dependsOn });
    this.provider = controlPlane.kubernetes;
    this.registerOutputs({ cluster: args.config.name });
  }
}

/** A cluster on Google Cloud, made by this stack. */
export const gkeCluster: ClusterKind<GkeConfig> = {
  trust: () => "workloadIdentityPool",
  facts: gkeFacts,
  problems: gkeProblems,
  support: () => GKE_SUPPORT,
  connect: (name, args, opts) => new GkeCluster(name, args, opts),
};

function partsOf({ config, cloud, controls, account }: GkeClusterArgs): GkeParts {
  if (cloud?.provider !== "gcp" || account === undefined) throw new Error("a GKE cluster was planned without its project");
  const { protectStateful: deletionProtection, clusterLogDays: logDays } = controls;
  const hardening = { deletionProtection, logDays, labels: account.tags("internal") };
  return { config, cloud, names: gkeNames(config, cloud), hardening };
}
