import { readFileSync } from "node:fs";
import { getStack, log, RunError, runtime } from "@pulumi/pulumi";
import { assemble } from "./components/assemble.ts";
import { apiServerAudit } from "./components/cloud/cluster/auditPolicy.ts";
import { clusterNotices } from "./components/cloud/cluster/index.ts";
import { readRawConfig, readSecrets } from "./components/config/load.ts";
import { parseStack } from "./components/config/parse.ts";
import { LAYERS } from "./components/config/scope.ts";
import { stateProblems, stateSettings } from "./components/config/stateBackend.ts";
import { unsetValues } from "./components/config/unset.ts";
import { loadBundle } from "./components/services/gateway/bundle.ts";
import { plan } from "./components/plan.ts";
import { describeProblem, type Problem } from "./components/shared/problem.ts";

const today = new Date().toISOString().slice(0, 10);
const stack = parseStack(readRawConfig(), today);
if (!stack.ok) throw refusal("the stack's configuration is not valid", stack.problems);

const planned = plan({ ...stack, bundle: loadBundle(stack.config.gateway.policyBundle) });
if (planned.problems.length > 0) throw refusal("the stack cannot be planned", planned.problems);

const notices = clusterNotices(stack.config.cluster, today);
const unset = [...unsetValues(planned.examples, stack.missingSecrets), ...planned.unconfirmed];
// Nothing has been registered yet: a deployment stops here or not at all.
if (!runtime.isDryRun()) {
  const state = stateProblems(
    stateSettings(stack.config.profile, process.env, readFileSync(`Pulumi.${getStack()}.yaml`, "utf8")),
  );
  const stopping = notices.filter(({ refused }) => refused);
  const refused = [...unset, ...state, ...stopping];
  if (refused.length > 0) throw refusal("values must be set before a deployment", refused);
}
for (const notice of notices) await log.warn(describeProblem(notice));
if (unset.length > 0) await log.info(`${unset.length} values must be set before a deployment`);

const { layers } = stack.config.scope;
if (layers.length < LAYERS.length) await log.warn(`this run registers ${layers.join(", ")} and nothing else (palisade:scope)`);

assemble(planned, readSecrets());

/** One readable message with every problem; Pulumi prints a RunError without a stack trace. */
function refusal(title: string, problems: readonly Problem[]): RunError {
  return new RunError([`${title}:`, ...problems.map((problem) => `  ${describeProblem(problem)}`)].join("\n"));
}

/** What a deployment would still ask for; empty in a stack that is ready. */
export const valuesToSet = unset.map((problem) => problem.path);
/** What the API server writes to its audit log, where the log is, and what the cluster's operator has to set for it (S-53). */
export const apiServerAuditLog = apiServerAudit(planned.context.cluster.flavour);
export const profile = stack.config.profile;
export const trustDomain = stack.config.trustDomain;
export const namespaces = planned.namespaces.map((namespace) => namespace.name);
