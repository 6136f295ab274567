import { resolveImage } from "./shared/images.ts";
import type { ClusterFacts } from "./shared/cluster.ts";
import type { Problem } from "./shared/problem.ts";
import { exampleValues, type ExampleValue } from "./config/examples.ts";
import type { Controls } from "./config/profiles.ts";
import type { PalisadeConfig } from "./config/schema.ts";
import { readsSetting, scopeProblems, type Layer } from "./config/scope.ts";
import { allowlistProblems } from "./flow/allowlists.ts";
import type { Flow, FlowGraph } from "./flow/graph.ts";
import { withImplicitDns } from "./flow/implicitDns.ts";
import { validateGraph } from "./flow/validate.ts";
import { flowNode, workloadKey } from "./workload/flowNode.ts";
import type { WorkloadSpec } from "./workload/spec.ts";
import { validateWorkload } from "./workload/validateWorkload.ts";
import { missingConfirmations, pendingLock } from "./cloud/audit/confirmation.ts";
import { auditStoreFacts } from "./cloud/audit/location.ts";
import { auditProblems } from "./cloud/audit/problems.ts";
import { clusterFacts, clusterProblems, clusterTrust } from "./cloud/cluster/index.ts";
import type { CloudEdge, IamContext, Subject } from "./cloud/iam/contract.ts";
import { credentialFlows, identityPodLabels } from "./cloud/iam/credentials.ts";
import { iamProblems } from "./cloud/iam/validate.ts";
import { quotaFor } from "./platform/baseline/quota.ts";
import { RESERVED_NAMESPACES } from "./platform/baseline/reserved.ts";
import type { NamespaceSpec } from "./platform/baseline/spec.ts";
import type { DomainPlan, PlanContext } from "./platform/context.ts";
import { identityPlan } from "./platform/identity/index.ts";
import { dataPlan } from "./services/data/plan.ts";
import { bundleKeyFingerprint, EXAMPLE_BUNDLE_KEY_FINGERPRINT, type Bundle } from "./services/gateway/bundle.ts";
import { gatewayPlan } from "./services/gateway/plan.ts";
import { observabilityPlan } from "./services/observability/plan.ts";
import { toolsPlan } from "./services/tools/plan.ts";

/** Everything that will be deployed, decided before a single resource is registered. */
export interface Plan {
  readonly context: PlanContext;
  readonly namespaces: readonly NamespaceSpec[];
  /** Workloads by domain: each service component realises its own. */
  readonly workloads: Readonly<Record<Domain, readonly WorkloadSpec[]>>;
  readonly graph: FlowGraph;
  /** What workloads may do in the cloud. */
  readonly cloudEdges: readonly CloudEdge[];
  /** What the edges are rendered against; absent where no cloud knows the cluster's ServiceAccounts. */
  readonly iam: IamContext | undefined;
  /** Example values that a deployment refuses. */
  readonly examples: readonly ExampleValue[];
  /** What cannot be undone and has not been confirmed: a deployment refuses it too. */
  readonly unconfirmed: readonly Problem[];
  /** Empty when the plan may be realised. */
  readonly problems: readonly Problem[];
}

/** A parsed stack and the files it points at. */
export interface PlanInput {
  readonly config: PalisadeConfig;
  readonly controls: Controls;
  /** The gateway's policy bundle. */
  readonly bundle: Bundle;
}

export type Domain = keyof ReturnType<typeof domainPlans>;

/** What of a stack is deployed. */
type Deployed = Pick<Plan, "namespaces" | "workloads" | "graph" | "cloudEdges">;

/** The layer that each domain belongs to. */
const LAYER_OF: Readonly<Record<Domain, Layer>> = {
  baseline: "platform",
  identity: "platform",
  data: "services",
  observability: "services",
  tools: "services",
  gateway: "services",
};

const NOTHING: DomainPlan = { namespaces: [], workloads: [], flows: [], problems: [] };

/**
 * Plans a stack. What is wrong with it is found in the whole of it, whatever layers this run registers. Pure: no resource, no
 * file, no network, no clock.
 */
export function plan({ config, controls, bundle }: PlanInput): Plan {
  const context = planContext(config, controls);
  const iam = iamContext(config, context.cluster);
  const parts = withIdentityLabels(domainPlans(context, bundle), iam);
  const { layers } = config.scope;
  const inScope = mapValues(parts, (part, domain) => (layers.includes(LAYER_OF[domain]) ? part : NOTHING));
  return {
    context,
    ...deployed(inScope, context, iam),
    iam,
    examples: [...exampleValues(config), ...exampleBundle(context, bundle)].filter(({ path }) => readsSetting(layers, path)),
    unconfirmed: layers.includes("audit")
      ? missingConfirmations(config.audit, pendingLock(config.audit, config.cloud, controls.profile))
      : [],
    problems: problemsOf(context, parts, iam),
  };
}

/** Namespaces, workloads and their ways, of the domains that are given. */
function deployed(parts: Readonly<Record<Domain, DomainPlan>>, context: PlanContext, iam: IamContext | undefined): Deployed {
  const { config, cluster } = context;
  const domains = Object.values(parts);
  const cloudEdges = edgesOf(domains);
  const workloads = domains.flatMap((domain) => domain.workloads);
  const namespaces = domains
    .flatMap((domain) => domain.namespaces)
    .map((namespace) => ({
      ...namespace,
      viewers: config.cluster.viewers,
      quota: quotaFor(
        workloads.filter((workload) => workload.namespace === namespace.name),
        cluster.maxNodes,
      ),
    }));
  const graph = withImplicitDns({
    trustDomain: config.trustDomain,
    namespaces: namespaces.map((namespace) => namespace.name),
    nodes: workloads.map(flowNode),
    flows: [...domains.flatMap((domain) => domain.flows), ...credentials(cloudEdges, workloads, iam)],
  });
  return { namespaces, workloads: mapValues(parts, (part) => part.workloads), graph, cloudEdges };
}

/** Everything wrong with the stack, and with all layers of it. */
function problemsOf(
  context: PlanContext,
  parts: Readonly<Record<Domain, DomainPlan>>,
  iam: IamContext | undefined,
): readonly Problem[] {
  const { config, controls, cluster } = context;
  const domains = Object.values(parts);
  const workloads = domains.flatMap((domain) => domain.workloads);
  const { graph, namespaces, cloudEdges } = deployed(parts, context, iam);
  const levels = new Map(namespaces.map((namespace) => [namespace.name, namespace.podSecurity.level]));
  const rules = { digestsRequired: controls.digestsRequired, podSecurityLevel: (name: string) => levels.get(name) };
  return [
    ...scopeProblems(config.scope),
    ...clusterProblems(config.cluster, { cloud: config.cloud, controls }),
    ...enforcementProblems(context),
    ...auditProblems(config.audit, config.cloud, { profile: controls.profile, layers: config.scope.layers }),
    ...iamProblems(cloudEdges, { context: iam, namespaces: graph.namespaces, subjects: workloads.map(subjectOf) }),
    ...domains.flatMap((domain) => domain.problems),
    ...workloads.flatMap((workload) => validateWorkload(workload, rules)),
    ...workloads.filter(({ identity }) => identity !== undefined).flatMap((workload) => pinnedPeers(graph, workload)),
    ...validateGraph(graph, { plainRefused: controls.plainFlowsRefused, peers: cluster.peers }),
  ];
}

/** The SPIFFE IDs a workload's configuration pins must be those its flows name: a forgotten one fails at run time only. */
function pinnedPeers(graph: FlowGraph, workload: WorkloadSpec): readonly Problem[] {
  return allowlistProblems(graph, workloadKey(workload), JSON.stringify(workload));
}

/** What each domain contributes; its key names its stage in `assemble.ts`. */
function domainPlans(context: PlanContext, bundle: Bundle) {
  return {
    baseline: { ...NOTHING, namespaces: RESERVED_NAMESPACES },
    identity: identityPlan(context),
    data: dataPlan(context),
    observability: observabilityPlan(context),
    tools: toolsPlan(context),
    gateway: gatewayPlan(context, bundle),
  };
}

/** Clusters that a cloud of ours made are the only ones whose ServiceAccounts it knows. */
function iamContext({ audit, cloud, cluster }: PalisadeConfig, facts: ClusterFacts): IamContext | undefined {
  const trust = clusterTrust(cluster);
  if (cloud === undefined || trust === undefined) return undefined;
  const store = audit.store === "none" ? undefined : auditStoreFacts(audit, cloud);
  return { cloud, cluster: cluster.name, trust, endpointCidrs: facts.cloudEndpointCidrs, audit: store };
}

function edgesOf(domains: readonly DomainPlan[]): readonly CloudEdge[] {
  return domains.flatMap((domain) => domain.cloudEdges ?? []);
}

function subjectOf({ namespace, serviceAccount }: WorkloadSpec): Subject {
  return { namespace, serviceAccount: serviceAccount.name };
}

/** Whether a workload is one that an edge speaks of. */
function isSubject(workload: WorkloadSpec, edge: Subject): boolean {
  return workload.namespace === edge.namespace && workload.serviceAccount.name === edge.serviceAccount;
}

/** Pods with a cloud identity carry the label that their cloud tells them by. */
function withIdentityLabels<K extends string>(
  parts: Readonly<Record<K, DomainPlan>>,
  iam: IamContext | undefined,
): Readonly<Record<K, DomainPlan>> {
  const labels = iam === undefined ? {} : identityPodLabels(iam.trust);
  if (Object.keys(labels).length === 0) return parts;
  const edges = edgesOf(Object.values(parts));
  const labelled = (workload: WorkloadSpec): WorkloadSpec =>
    edges.some((edge) => isSubject(workload, edge)) ? { ...workload, podLabels: { ...workload.podLabels, ...labels } } : workload;
  return mapValues<K, DomainPlan, DomainPlan>(parts, (part) => ({ ...part, workloads: part.workloads.map(labelled) }));
}

/** The way to credentials, for workloads that have an edge to the cloud and for no other. */
function credentials(
  edges: readonly CloudEdge[],
  workloads: readonly WorkloadSpec[],
  iam: IamContext | undefined,
): readonly Flow[] {
  if (iam === undefined) return [];
  return credentialFlows(edges, (edge) => workloads.filter((workload) => isSubject(workload, edge)).map(workloadKey), iam);
}

function mapValues<K extends string, V, W>(
  record: Readonly<Record<K, V>>,
  change: (value: V, key: K) => W,
): Readonly<Record<K, W>> {
  const changed = Object.entries<V>(record).map(([key, value]) => [key, change(value, key as K)]);
  return Object.fromEntries(changed) as Record<K, W>;
}

function planContext(config: PalisadeConfig, controls: Controls): PlanContext {
  return {
    config,
    controls,
    cluster: clusterFacts(config.cluster, config.cloud),
    image: (key) => resolveImage(key, config.images),
    spiffeId: (path) => `spiffe://${config.trustDomain}${path}`,
  };
}

/** A local stack may run the example bundle: nobody holds its private key, so nobody can change what it grants. */
function exampleBundle({ config, controls }: PlanContext, bundle: Bundle): readonly ExampleValue[] {
  if (controls.profile === "local" || bundleKeyFingerprint(bundle) !== EXAMPLE_BUNDLE_KEY_FINGERPRINT) return [];
  const change = "point at a bundle signed with a key of your own; the folder's README says how";
  return [{ path: "palisade:gateway.policyBundle", value: config.gateway.policyBundle, change }];
}

function enforcementProblems({ cluster, controls }: PlanContext): readonly Problem[] {
  if (!controls.networkPolicyEnforced || cluster.networkPolicy.engine !== "none") return [];
  return [
    {
      path: "palisade:cluster.networkPolicyEngine",
      given: 'was "none"',
      allowed: `profile ${controls.profile} needs a network plug-in that enforces NetworkPolicies`,
      change: "install one and name it, or lower networkPolicyEnforced with a waiver",
    },
  ];
}
