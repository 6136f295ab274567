import { clusterFacts } from "../../../components/cloud/cluster/index.ts";
import { resolveControls } from "../../../components/config/profiles.ts";
import { palisadeConfig } from "../../../components/config/schema.ts";
import type { Flow, FlowGraph, WorkloadNode } from "../../../components/flow/graph.ts";
import type { PlanContext } from "../../../components/platform/context.ts";
import { ENFORCEMENT_POINTS, GATEWAY_NAMESPACE } from "../../../components/services/gateway/contract.ts";
import { gatewayFlows } from "../../../components/services/gateway/flows.ts";
import { resolveImage } from "../../../components/shared/images.ts";
import { flowNode } from "../../../components/workload/flowNode.ts";
import type { WorkloadSpec } from "../../../components/workload/spec.ts";
import { changed, goodStack } from "../../support/stacks.ts";

/** The planning context of the good prod stack, or of the stack given. */
export function planContext(stack: Readonly<Record<string, unknown>> = goodStack): PlanContext {
  const config = palisadeConfig.parse(stack);
  return {
    config,
    controls: resolveControls(config.profile, {}, "2026-11-21").controls,
    cluster: clusterFacts(config.cluster, config.cloud),
    image: (key) => resolveImage(key, config.images),
    spiffeId: (path) => `spiffe://${config.trustDomain}${path}`,
  };
}

/** The same with one top-level key of the stack changed. */
export function contextWith(key: string, value: unknown): PlanContext {
  return planContext(changed(key, value));
}

/** The flow graph of the gateway's edges and the workloads given: who may call them, and whom they call. */
export function graphAround(context: PlanContext, workloads: readonly WorkloadSpec[], flows: readonly Flow[]): FlowGraph {
  const callers = ENFORCEMENT_POINTS.map(({ key, name, identityPath }): WorkloadNode => ({
    key,
    namespace: GATEWAY_NAMESPACE,
    name,
    controller: "Deployment",
    podLabels: {},
    serviceAccount: name,
    hostNetwork: false,
    ports: [],
    services: [],
    identity: { path: identityPath, dnsNames: [], federatesWith: [] },
  }));
  return {
    trustDomain: context.config.trustDomain,
    namespaces: [],
    nodes: [...callers, ...workloads.map(flowNode)],
    flows: [...gatewayFlows(context), ...flows],
  };
}
