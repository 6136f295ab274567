import type { PlanContext } from "../../platform/context.ts";
import type { Problem } from "../../shared/problem.ts";
import { acceptsHeaderIdentity } from "./environment.ts";

/** Keys that PRECINCT knows from its own examples and refuses. */
const WEAK_KEYS = ["poc-approval-signing-key-change-me", "poc_approval_signing_key_change_me"];

/** Choices of `palisade:gateway` that contradict the profile, the cluster or each other. */
export function gatewayProblems(context: PlanContext): readonly Problem[] {
  return [...hardeningProblems(context), ...exposureProblems(context), ...endpointProblems(context)];
}

/** What the gateway's own check of the approval key would say. Secret: the message never holds the value. */
export function approvalKeyProblems(key: string): readonly Problem[] {
  const path = "palisade:approvalSigningKey";
  const change = "set a random value with `pulumi config set --secret palisade:approvalSigningKey`";
  const allowed = "at least 32 characters that are not one of PRECINCT's example keys";
  const trimmed = key.trim();
  if (trimmed.length < 32) return [{ path, given: `has ${trimmed.length} characters`, allowed, change }];
  return WEAK_KEYS.includes(trimmed.toLowerCase()) ? [{ path, given: "is a published example key", allowed, change }] : [];
}

function hardeningProblems(context: PlanContext): readonly Problem[] {
  const { controls, config } = context;
  const { enforcementProfile, replicas, controlReplicas } = config.gateway;
  const problems: Problem[] = [];
  if (controls.spiffeRequired && acceptsHeaderIdentity(context)) {
    problems.push({
      path: "palisade:gateway.spiffeMode",
      given: "was dev",
      allowed: `profile ${controls.profile} accepts no identity by header`,
      change: "set it to prod",
    });
  }
  if (controls.modelMediation && enforcementProfile === "dev") {
    problems.push({
      path: "palisade:gateway.enforcementProfile",
      given: "was dev",
      allowed: `profile ${controls.profile} needs prod_standard or prod_regulated_hipaa, which make model mediation mandatory`,
      change: "set it to prod_standard",
    });
  }
  const counts = { replicas, controlReplicas };
  for (const [key, count] of Object.entries(counts)) {
    if (count >= controls.minReplicas) continue;
    problems.push({
      path: `palisade:gateway.${key}`,
      given: `was ${count}`,
      allowed: `profile ${controls.profile} needs at least ${controls.minReplicas}`,
      change: `raise it to ${controls.minReplicas}`,
    });
  }
  return problems;
}

function exposureProblems(context: PlanContext): readonly Problem[] {
  const { controls, cluster, config } = context;
  const { expose, oauth } = config.gateway;
  const path = "palisade:gateway.expose";
  if (expose.kind === "nodePort" && controls.profile !== "local") {
    const allowed = "node ports are for local stacks, because they listen on every node without TLS termination or limits";
    return [
      { path, given: `was nodePort in profile ${controls.profile}`, allowed, change: "set kind to ingressController or none" },
    ];
  }
  if (expose.kind !== "ingressController") return [];
  const problems: Problem[] = [];
  if (cluster.peers.ingressController === undefined) {
    const allowed = "the cluster must say where its ingress controller runs";
    problems.push({ path, given: "was ingressController", allowed, change: "set palisade:cluster.ingressController" });
  }
  if (oauth === undefined || acceptsHeaderIdentity(context)) {
    const allowed = "the public listener exists only with spiffeMode prod and palisade:gateway.oauth";
    problems.push({ path, given: "was ingressController", allowed, change: "set palisade:gateway.oauth and spiffeMode prod" });
  }
  return problems;
}

/** Prompts and tokens leave the cluster on these edges: only over TLS. */
function endpointProblems({ config }: PlanContext): readonly Problem[] {
  const { guardModel, oauth } = config.gateway;
  const endpoints = { "guardModel.endpoint": guardModel?.endpoint, "oauth.jwksUrl": oauth?.jwksUrl };
  return Object.entries(endpoints)
    .filter(([, address]) => address !== undefined && !address.startsWith("https://"))
    .map(([key, address]) => ({
      path: `palisade:gateway.${key}`,
      given: `was ${address}`,
      allowed: "must be an https address",
      change: "use https",
    }));
}
