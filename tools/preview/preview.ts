import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PackConfig } from "../../policy/lib/packConfig.ts";
import type { Report } from "../../policy/lib/report.ts";
import type { ReachabilityReport } from "../../policy/lib/reachability.ts";
import type { PreviewRecord } from "../engine/record.ts";
import { kubernetesObjects, type KubernetesObject } from "../engine/kubernetesObjects.ts";
import { runPreview, type PreviewEvent } from "../engine/preview.ts";
import { PreviewFailure, type ProgramError } from "../engine/programError.ts";
import { declaredFlows, type DeclaredFlows } from "./declaredFlows.ts";
import { forBothPolicies, packConfig, readPackConfig, type PackSettings } from "./packConfig.ts";
import { computeReachability } from "./reachability.ts";
import { redactReport } from "./redactReport.ts";
import { inScratchFolder } from "./scratchFolder.ts";

export { packConfig };

export interface PreviewRequest extends PackSettings {
  /** Keep a row for each passed check. */
  readonly passes?: boolean | undefined;
  readonly fixtures?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly onProgress?: ((progress: PreviewEvent) => void) | undefined;
}

/** Everything a preview can say of a stack. */
export interface Preview {
  readonly record: PreviewRecord;
  readonly policy: Report;
  /** Levels of single rules that the stack's configuration of the pack changes. */
  readonly levels: PackConfig["levels"];
  readonly objects: readonly KubernetesObject[];
  readonly flows: DeclaredFlows;
  readonly reachability: ReachabilityReport;
  /** Keys that must be set before a deployment, as the program says. */
  readonly valuesToSet: readonly string[];
}

export type PreviewOutcome = { readonly preview: Preview } | { readonly error: ProgramError };

const PACK = new URL("../../policy", import.meta.url).pathname;

/** Runs a program and the policy pack offline and computes what follows from what they declared. */
export async function previewStack(request: PreviewRequest): Promise<PreviewOutcome> {
  try {
    return await inScratchFolder((folder) => previewIn(folder, request));
  } catch (error) {
    if (error instanceof PreviewFailure) return { error: error.error };
    throw error;
  }
}

async function previewIn(folder: string, request: PreviewRequest): Promise<PreviewOutcome> {
  const results = join(folder, "results.json");
  const config = await readPackConfig(request);
  const outcome = await runPreview({
    cwd: request.cwd,
    stack: request.stack,
    policyPacks: [{ path: PACK, config: forBothPolicies(config) }],
    packEnv: { PALISADE_RESULTS: results, ...(request.passes === true ? { PALISADE_PASSES: "1" } : {}) },
    ...(request.fixtures === undefined ? {} : { fixtures: request.fixtures }),
    ...(request.timeoutSeconds === undefined ? {} : { timeoutSeconds: request.timeoutSeconds }),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  });
  if ("error" in outcome) return outcome;
  const policy = JSON.parse(await readFile(results, "utf8")) as Report;
  return { preview: concluded(outcome.record, redactReport(policy, outcome.redact), config.levels) };
}

function concluded(record: PreviewRecord, policy: Report, levels: PackConfig["levels"]): Preview {
  const flows = declaredFlows(record);
  const valuesToSet = record.stackOutputs["valuesToSet"];
  return {
    record,
    policy,
    levels,
    objects: kubernetesObjects(record),
    flows,
    reachability: computeReachability(record, flows.graph),
    valuesToSet: Array.isArray(valuesToSet) ? valuesToSet.map(String) : [],
  };
}
