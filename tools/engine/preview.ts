/** Runs a Pulumi program and its policy packs with no cloud, no state and no network, and records what they say. */
import { resolve } from "node:path";

import { Analysis } from "./analysis.ts";
import { assembleRecord, inTreeOrder } from "./assemble.ts";
import { assetDigest } from "./assets.ts";
import { Callbacks } from "./callbacks.ts";
import { Deployment } from "./deployment.ts";
import type { Registered } from "./deployment.ts";
import { findTools } from "./expand/tools.ts";
import { explainFailure, explainTimeout, explainUnfinished } from "./explain.ts";
import { readFixtures } from "./fixtures.ts";
import type { Fixtures } from "./fixtures.ts";
import { Invokes } from "./invokes.ts";
import { Monitor } from "./monitor.ts";
import { PolicyPack } from "./policyPack.ts";
import { runProgram } from "./program.ts";
import type { ProgramRun } from "./program.ts";
import { PreviewFailure } from "./programError.ts";
import type { ProgramError } from "./programError.ts";
import { logLines } from "./programLog.ts";
import { readProject } from "./project.ts";
import type { Project } from "./project.ts";
import type { PreviewRecord } from "./record.ts";
import { redactor, secretTextsOf } from "./redact.ts";
import type { Redact } from "./redact.ts";
import { Registrar } from "./registrar.ts";
import { readStackConfig, stackNameOf } from "./stackConfig.ts";
import type { StackConfig } from "./stackConfig.ts";
import { stackUrn } from "./urn.ts";

export type { ProgramError } from "./programError.ts";

export interface PreviewOptions {
  /** Folder of the Pulumi project. */
  readonly cwd: string;
  /** `dev`, or `organization/project/dev` of which only the last part counts. */
  readonly stack: string;
  /** `config` as in Pulumi's `--policy-pack-config`. */
  readonly policyPacks?: readonly { readonly path: string; readonly config?: unknown }[];
  /** Added to the environment of the program and of the packs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Added to that of the packs alone: where they write their verdicts is not for the program to know. */
  readonly packEnv?: Readonly<Record<string, string>>;
  /** A YAML or JSON file; see `fixtures.ts`. */
  readonly fixtures?: string | undefined;
  /** Default 120. */
  readonly timeoutSeconds?: number | undefined;
  /** The helm binary; default: `helm` on PATH. */
  readonly helm?: string | undefined;
  readonly onProgress?: ((event: PreviewEvent) => void) | undefined;
}

export type PreviewEvent =
  | { readonly kind: "program-started" }
  | { readonly kind: "registered"; readonly urn: string; readonly count: number }
  | { readonly kind: "packs-ready"; readonly names: readonly string[] }
  | { readonly kind: "program-ended" }
  | { readonly kind: "explaining-failure" };

/** A record, with what cleans other texts of the run's secrets: packs see values as they are, and quote them. */
export type PreviewResult = { readonly record: PreviewRecord; readonly redact: Redact } | { readonly error: ProgramError };

const DEFAULT_LIMIT = 120;

/** Everything known before the program runs. */
interface Session {
  readonly options: PreviewOptions;
  readonly stack: string;
  readonly project: Project;
  readonly config: StackConfig;
  readonly fixtures: Fixtures;
}

export async function runPreview(options: PreviewOptions): Promise<PreviewResult> {
  try {
    const session = prepare(options);
    const outcome = await attempt(session, { traces: false });
    if ("record" in outcome || outcome.error.kind !== "program") {
      return outcome;
    }
    options.onProgress?.({ kind: "explaining-failure" });
    const explained = await attempt({ ...session, options: { ...options, policyPacks: [] } }, { traces: true });
    return "error" in explained ? explained : outcome;
  } catch (error) {
    if (error instanceof PreviewFailure) {
      return { error: error.error };
    }
    throw error;
  }
}

function prepare(options: PreviewOptions): Session {
  const project = readProject(options.cwd);
  const stack = stackNameOf(options.stack);
  const fixtures = readFixtures(options.fixtures);
  return { options, stack, project, fixtures, config: readStackConfig(project, stack, fixtures.config) };
}

/** One run of program and packs. The packs start first: they need no address of ours. */
async function attempt(session: Session, { traces }: { traces: boolean }): Promise<PreviewResult> {
  const { project, stack, config, options } = session;
  const deployment = new Deployment({ project: project.name, stack }, project.root);
  const digest = assetDigest(project.workingFolder);
  const callbacks = new Callbacks();
  const packs = startPacks(session);
  const analysis = new Analysis(deployment, packs.ready);
  const providerOf = (component: Registered): Registered | undefined => deployment.resources.get(component.provider ?? "");
  const expand = { folder: project.workingFolder, ...findTools(options.helm), providerOf };
  const registrar = new Registrar({ deployment, config, callbacks, analysis, digest, expand, onProgress: options.onProgress });
  const invokes = new Invokes({ deployment, fixtures: session.fixtures, callbacks, digest });
  const monitor = new Monitor({ deployment, registrar, invokes });
  try {
    const monitorAddress = await monitor.start();
    const run = runProgram({ project, stack, config, env: options.env ?? {}, monitorAddress, traces });
    options.onProgress?.({ kind: "program-started" });
    const error = await watch(run, { session, deployment, analysis });
    if (error !== undefined) {
      return {
        error: redactError(error, redactionOf(config, deployment)),
      };
    }
    options.onProgress?.({ kind: "program-ended" });
    await analysis.settled();
    await analysis.analyzeStack(inTreeOrder(deployment.resources));
    deployment.logs.push(
      ...config.warnings.map((message) => ({ severity: "warning" as const, message })),
      ...logLines(run.lines, project.root),
    );
    const record = assembleRecord(deployment, { digest, secretTexts: config.secretTexts });
    return { record, redact: redactionOf(config, deployment) };
  } catch (error) {
    if (error instanceof PreviewFailure) {
      return { error: redactError(error.error, redactionOf(config, deployment)) };
    }
    throw error;
  } finally {
    callbacks.close();
    monitor.stop();
    await packs.stop();
  }
}

/** Secrets of the configuration, and those that the program marked. */
function redactionOf({ secretTexts }: StackConfig, { resources }: Deployment): Redact {
  return redactor([...secretTexts.keys(), ...secretTextsOf(resources.values())]);
}

function redactError(error: ProgramError, redact: Redact): ProgramError {
  return { ...error, message: redact(error.message), stack: error.stack === undefined ? undefined : redact(error.stack) };
}

interface Packs {
  readonly ready: Promise<readonly PolicyPack[]>;
  readonly stop: () => Promise<void>;
}

function startPacks({ options, project, stack, config }: Session): Packs {
  const env = { ...options.env, ...options.packEnv };
  const starting = (options.policyPacks ?? []).map(
    async (pack) =>
      await PolicyPack.start({ path: resolve(pack.path), config: pack.config, project, stack, stackConfig: config, env }),
  );
  const ready = Promise.all(starting);
  ready.then(
    (packs) => options.onProgress?.({ kind: "packs-ready", names: packs.map(({ name }) => name) }),
    () => undefined,
  );
  const stop = async (): Promise<void> => {
    const settled = await Promise.allSettled(starting);
    settled.forEach((result) => (result.status === "fulfilled" ? result.value.stop() : undefined));
  };
  return { ready, stop };
}

interface Watched {
  readonly session: Session;
  readonly deployment: Deployment;
  readonly analysis: Analysis;
}

/** The SDK registers the stack's outputs, if only empty ones, when the program has run to its end. */
function isFinished(deployment: Deployment): boolean {
  return deployment.resources.get(stackUrn(deployment.scope))?.outputs !== undefined;
}

/** Waits for the end of the program, the limit, or the failure of a pack, whichever is first. */
async function watch(run: ProgramRun, { session, deployment, analysis }: Watched): Promise<ProgramError | undefined> {
  const limit = session.options.timeoutSeconds ?? DEFAULT_LIMIT;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolveLate) => {
    timer = setTimeout(() => resolveLate("late"), limit * 1000);
  });
  try {
    const exitCode = await Promise.race([run.child.ended, late, analysis.failure()]);
    if (exitCode === "late") {
      const pending = await run.askPending();
      return explainTimeout(limit, pending, [...deployment.resources.keys()].at(-1));
    }
    const { root } = session.project;
    if (exitCode !== 0) {
      return explainFailure({ root, exitCode, errors: run.errors, stderr: run.child.errors() });
    }
    return isFinished(deployment) ? undefined : explainUnfinished([...deployment.resources.keys()].at(-1));
  } finally {
    clearTimeout(timer);
    run.child.stop();
    await run.child.ended.catch(() => undefined);
  }
}
