import { ComponentResource, type ComponentResourceOptions, type ProviderResource, type Resource } from "@pulumi/pulumi";
import { typeToken } from "./shared/names.ts";
import type { Secrets } from "./config/load.ts";
import type { Layer } from "./config/scope.ts";
import { FlowPolicies } from "./flow/FlowPolicies.ts";
import { CloudAccount } from "./cloud/account/CloudAccount.ts";
import { createAuditStore } from "./cloud/audit/AuditStore.ts";
import type { ClusterContract } from "./cloud/cluster/contract.ts";
import { connectCluster } from "./cloud/cluster/index.ts";
import type { Database } from "./cloud/database/Database.ts";
import { CloudIdentities } from "./cloud/iam/CloudIdentities.ts";
import type { ServiceAccountAnnotations } from "./cloud/iam/contract.ts";
import { Baseline } from "./platform/baseline/Baseline.ts";
import { createDatastore } from "./platform/identity/datastore.ts";
import { createIdentity } from "./platform/identity/index.ts";
import { Data } from "./services/data/Data.ts";
import { Gateway } from "./services/gateway/Gateway.ts";
import { Observability } from "./services/observability/Observability.ts";
import { Tools } from "./services/tools/Tools.ts";
import type { Plan } from "./plan.ts";

/** Realises a problem-free plan: the layers that this run holds, each on top of the one before. */
export function assemble(plan: Plan, secrets: Secrets): Platform {
  const { config, controls } = plan.context;
  const { layers } = config.scope;
  const platform = new Platform("palisade", { profile: controls.profile, trustDomain: plan.graph.trustDomain, layers });
  const input: AssemblyInput = { plan, secrets, platform, holds: (layer) => layers.includes(layer) };
  const ground = assembleCloud(input);
  if (ground.cluster === undefined || !input.holds("platform")) return platform;
  const foundation = assemblePlatform(input, { ...ground, cluster: ground.cluster });
  if (input.holds("services")) assembleServices(input, foundation);
  return platform;
}

interface AssemblyInput {
  readonly plan: Plan;
  readonly secrets: Secrets;
  readonly platform: Platform;
  readonly holds: (layer: Layer) => boolean;
}

/** What is there before the first pod. */
interface Ground {
  readonly inCloud: ComponentResourceOptions;
  readonly account: CloudAccount | undefined;
  /** Absent in a run without the layer `cloud`. */
  readonly cluster: ClusterContract | undefined;
  readonly audit: readonly Resource[];
  readonly datastore: Database | undefined;
}

/** Layers `audit` and `cloud`: every stage in order, each with the reason it stands where it does. */
function assembleCloud({ plan, secrets, platform, holds }: AssemblyInput): Ground {
  const { config, controls } = plan.context;

  // The account before everything in it: nothing may fall back to ambient credentials.
  const account = config.cloud === undefined ? undefined : new CloudAccount("account", config.cloud, { parent: platform });
  const inCloud: ComponentResourceOptions = { parent: platform, providers: account === undefined ? [] : [account.provider] };

  // The cluster, or the way to it, before everything that runs on it: nothing may fall back to an ambient kubeconfig.
  const namespaces = plan.namespaces.map(({ name }) => name);
  const clusterArgs = { config: config.cluster, cloud: config.cloud, controls, account, namespaces };
  const cluster = holds("cloud") ? connectCluster("cluster", clusterArgs, inCloud) : undefined;

  // Where evidence ends before what makes it; after the cluster, in whose network the store may have its address.
  const inNetwork = { ...inCloud, dependsOn: cluster === undefined ? [] : [cluster] };
  const audit = holds("audit") ? createAudit(plan, inNetwork) : [];

  // The database of identities, in the cluster's network, before the servers that wait for it.
  const datastore = cluster && createDatastore("datastore", { plan: plan.context, cluster, secrets }, inNetwork);
  return { inCloud, account, cluster, audit, datastore };
}

/** What services stand on. */
interface Foundation {
  readonly inCluster: (...dependsOn: readonly Resource[]) => StageOptions;
  readonly identity: Resource;
  readonly serviceAccountAnnotations: ServiceAccountAnnotations | undefined;
  /** What must be there before a pod can use the cloud. */
  readonly credentials: readonly Resource[];
  /** Where evidence ends. */
  readonly audit: readonly Resource[];
}

/** Layer `platform`. */
function assemblePlatform(
  { plan, secrets, platform }: AssemblyInput,
  { inCloud, account, cluster, audit, datastore }: Ground & { readonly cluster: ClusterContract },
): Foundation {
  const { cluster: facts, controls } = plan.context;
  const inCluster = (...dependsOn: readonly Resource[]): StageOptions => ({
    parent: platform,
    providers: [cluster.provider],
    dependsOn: [...dependsOn],
  });

  // Cloud identities before the pods that use them: credentials reach a pod when it is made. After the store they write to.
  const identities = createCloudIdentities(plan, cluster, account, { ...inCloud, dependsOn: [...audit] });
  const serviceAccountAnnotations = identities?.annotations;
  const credentials = identities?.ready ?? [];

  // Namespaces with their limits before anything that lives in them (S-54).
  const baseline = new Baseline(
    "baseline",
    { namespaces: plan.namespaces, kubernetesVersion: facts.kubernetesVersion, protect: controls.protectStateful },
    inCluster(),
  );

  // Deny by default and every allowed path before the first pod, so that no pod ever runs without its policies (S-57).
  const flows = new FlowPolicies("flows", { graph: plan.graph, facts }, inCluster(baseline));

  // Identity before every workload that asks for one (S-55).
  const { graph, context, workloads } = plan;
  const identity = createIdentity(
    "identity",
    {
      plan: context,
      workloads: workloads.identity,
      graph,
      secrets,
      serviceAccountAnnotations,
      databaseHost: datastore?.host,
    },
    inCluster(flows, ...credentials, ...(datastore === undefined ? [] : [datastore])),
  );
  return { inCluster, identity, serviceAccountAnnotations, credentials, audit };
}

/** Layer `services`. */
function assembleServices(
  { plan: { workloads }, secrets }: AssemblyInput,
  { inCluster, identity, serviceAccountAnnotations, credentials, audit }: Foundation,
): void {
  // State and telemetry before the services that call them at start-up (S-56).
  const data = new Data("data", { workloads: workloads.data }, inCluster(identity));
  const observability = new Observability("observability", { workloads: workloads.observability, secrets }, inCluster(identity));
  const servers = { workloads: workloads.tools, serviceAccountAnnotations };
  const tools = new Tools("tools", servers, inCluster(identity, ...credentials));

  // The gateway last: it refuses to start without its peers.
  const gateway = { workloads: workloads.gateway, secrets, serviceAccountAnnotations };
  new Gateway("gateway", gateway, inCluster(data, observability, tools, ...audit, ...credentials));
}

function createAudit({ context }: Plan, opts: ComponentResourceOptions): readonly Resource[] {
  const { config, controls } = context;
  if (config.audit.store === "none" || config.cloud === undefined) return [];
  return [createAuditStore("audit", { config: config.audit, cloud: config.cloud, controls }, opts)];
}

function createCloudIdentities(
  { cloudEdges, iam }: Plan,
  { identity }: ClusterContract,
  account: CloudAccount | undefined,
  opts: ComponentResourceOptions,
): CloudIdentities | undefined {
  if (cloudEdges.length === 0 || iam === undefined || identity === undefined || account === undefined) return undefined;
  return new CloudIdentities("cloud-identities", { edges: cloudEdges, context: iam, identity, account }, opts);
}

interface StageOptions {
  readonly parent: Resource;
  readonly providers: ProviderResource[];
  readonly dependsOn: Resource[];
}

export interface PlatformArgs {
  readonly profile: string;
  readonly trustDomain: string;
  /** What this run holds of the platform; policies ask for no workload of a layer that is not among them. */
  readonly layers: readonly string[];
}

/** Parent of everything; its type tells policy packs that this stack is a Palisade platform. */
export class Platform extends ComponentResource {
  constructor(name: string, args: PlatformArgs) {
    super(typeToken("platform", "Platform"), name, { ...args });
    this.registerOutputs({ ...args });
  }
}
