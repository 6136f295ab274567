import { resolveImage } from "./shared/images.ts";
import type { Problem } from "./shared/problem.ts";
import type { Controls } from "./config/profiles.ts";
import type { PalisadeConfig } from "./config/schema.ts";
import type { FlowGraph } from "./flow/graph.ts";
import { withImplicitDns } from "./flow/implicitDns.ts";
import { validateGraph } from "./flow/validate.ts";
import { flowNode } from "./workload/flowNode.ts";
import type { WorkloadSpec } from "./workload/spec.ts";
import { validateWorkload } from "./workload/validateWorkload.ts";
import { clusterFacts } from "./cloud/cluster/index.ts";
import { quotaFor } from "./platform/baseline/quota.ts";
import { RESERVED_NAMESPACES } from "./platform/baseline/reserved.ts";
import type { NamespaceSpec } from "./platform/baseline/spec.ts";
import type { DomainPlan, PlanContext } from "./platform/context.ts";
import { identityPlan } from "./platform/identity/index.ts";
import { dataPlan } from "./services/data/plan.ts";
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
  /** Empty when the plan may be realised. */
  readonly problems: readonly Problem[];
}

const DOMAINS = {
  identity: identityPlan,
  data: dataPlan,
  observability: observabilityPlan,
  tools: toolsPlan,
  gateway: gatewayPlan,
} as const;

export type Domain = keyof typeof DOMAINS;

const DOMAIN_NAMES = Object.keys(DOMAINS) as readonly Domain[];

/** Plans a whole stack. Pure: no resource, no network, no clock. */
export function plan(config: PalisadeConfig, controls: Controls): Plan {
  const context = planContext(config, controls);
  const parts = DOMAIN_NAMES.map((name) => [name, DOMAINS[name](context)] as const);
  const domains: readonly DomainPlan[] = parts.map(([, part]) => part);
  const workloads = domains.flatMap((domain) => domain.workloads);
  const namespaces = [...RESERVED_NAMESPACES, ...domains.flatMap((domain) => domain.namespaces)].map((namespace) => ({
    ...namespace,
    viewers: config.cluster.viewers,
    quota: quotaFor(
      workloads.filter((workload) => workload.namespace === namespace.name),
      context.cluster.maxNodes,
    ),
  }));
  const graph = withImplicitDns({
    trustDomain: config.trustDomain,
    namespaces: namespaces.map((namespace) => namespace.name),
    nodes: workloads.map(flowNode),
    flows: domains.flatMap((domain) => domain.flows),
  });
  const levels = new Map(namespaces.map((namespace) => [namespace.name, namespace.podSecurity.level]));
  const rules = { digestsRequired: controls.digestsRequired, podSecurityLevel: (name: string) => levels.get(name) };
  return {
    context,
    namespaces,
    workloads: Object.fromEntries(parts.map(([name, part]) => [name, part.workloads])) as Plan["workloads"],
    graph,
    problems: [
      ...clusterProblems(context),
      ...domains.flatMap((domain) => domain.problems),
      ...workloads.flatMap((workload) => validateWorkload(workload, rules)),
      ...validateGraph(graph, { plainRefused: controls.plainFlowsRefused, peers: context.cluster.peers }),
    ],
  };
}

function planContext(config: PalisadeConfig, controls: Controls): PlanContext {
  return {
    config,
    controls,
    cluster: clusterFacts(config.cluster),
    image: (key) => resolveImage(key, config.images),
    spiffeId: (path) => `spiffe://${config.trustDomain}${path}`,
  };
}

function clusterProblems({ cluster, controls }: PlanContext): readonly Problem[] {
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
