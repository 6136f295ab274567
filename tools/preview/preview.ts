import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readWaivers } from "../../policy/cli/settings.ts";
import { PROFILES } from "../../policy/lib/packConfig.ts";
import type { Report } from "../../policy/lib/report.ts";
import type { ReachabilityReport } from "../../policy/lib/reachability.ts";
import type { PreviewRecord } from "../engine/record.ts";
import { kubernetesObjects, type KubernetesObject } from "../engine/kubernetesObjects.ts";
import { runPreview, type PreviewEvent } from "../engine/preview.ts";
import { readProject } from "../engine/project.ts";
import { readStackConfig } from "../engine/stackConfig.ts";
import type { Redact } from "../engine/redact.ts";
import { PreviewFailure, type ProgramError } from "../engine/programError.ts";
import { declaredFlows, type DeclaredFlows } from "./declaredFlows.ts";
import { computeReachability } from "./reachability.ts";
import { inScratchFolder } from "./scratchFolder.ts";

export interface PreviewRequest {
  /** Folder of any Pulumi Node.js project. */
  readonly cwd: string;
  readonly stack: string;
  /** Profile of the policy pack. @default the stack's `palisade:profile`, else prod */
  readonly profile?: string | undefined;
  /** File of waivers. @default `waivers.yaml` of the project, when there is one */
  readonly waivers?: string | undefined;
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
  const outcome = await runPreview({
    cwd: request.cwd,
    stack: request.stack,
    policyPacks: [{ path: PACK, config: await packConfig(request) }],
    packEnv: { PALISADE_RESULTS: results, ...(request.passes === true ? { PALISADE_PASSES: "1" } : {}) },
    ...(request.fixtures === undefined ? {} : { fixtures: request.fixtures }),
    ...(request.timeoutSeconds === undefined ? {} : { timeoutSeconds: request.timeoutSeconds }),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
  });
  if ("error" in outcome) return outcome;
  const policy = JSON.parse(await readFile(results, "utf8")) as Report;
  return { preview: concluded(outcome.record, redactReport(policy, outcome.redact)) };
}

function redactReport(report: Report, redact: Redact): Report {
  const results = report.results.map((result) => ({
    ...result,
    message: redact(result.message),
    ...(result.path === undefined ? {} : { path: redact(result.path) }),
  }));
  return { ...report, results };
}

function concluded(record: PreviewRecord, policy: Report): Preview {
  const flows = declaredFlows(record);
  const valuesToSet = record.stackOutputs["valuesToSet"];
  return {
    record,
    policy,
    objects: kubernetesObjects(record),
    flows,
    reachability: computeReachability(record, flows.graph),
    valuesToSet: Array.isArray(valuesToSet) ? valuesToSet.map(String) : [],
  };
}

/** The configuration of the pack's two policies, the same for both: the profile and the project's waivers. */
export async function packConfig({ cwd, stack, profile, waivers }: PreviewRequest): Promise<Readonly<Record<string, unknown>>> {
  const file = waivers ?? join(cwd, "waivers.yaml");
  const named = readStackConfig(readProject(cwd), stack).values["palisade:profile"];
  const config = {
    // A stack of this program names its profile; a foreign program has none, and is held to prod. So is a misspelt one, until
    // the program refuses it together with all other problems of the stack.
    profile: profile ?? PROFILES.find((known) => known === named) ?? "prod",
    waivers: waivers !== undefined || existsSync(file) ? await readWaivers(file) : [],
  };
  return { palisade: config, "palisade-stack": config };
}
