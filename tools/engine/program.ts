/** Runs the unmodified program with the SDK's own entry point. */
import { fileURLToPath } from "node:url";
import { join, resolve } from "node:path";

import { startNode } from "./child.ts";
import type { Child } from "./child.ts";
import type { Project } from "./project.ts";
import type { StackConfig } from "./stackConfig.ts";

const WITNESS = fileURLToPath(new URL("./child/witness.cjs", import.meta.url));

/** Pulumi's name for the organisation of stacks kept without Pulumi Cloud. */
export const ORGANIZATION = "organization";

export interface ProgramReport {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly resource?: string | undefined;
  /** A RunError: the program wrote its message for the user, so its lines stand as they are and no place in the code matters. */
  readonly forUser?: boolean | undefined;
}

export interface PendingRegistration {
  readonly name: string;
  readonly type: string;
  readonly phase: string;
  readonly inputProperty?: string | undefined;
}

export interface ProgramRun {
  readonly child: Child;
  /** Errors that ended the program, in order. */
  readonly errors: readonly ProgramReport[];
  /** What the program printed. */
  readonly lines: readonly { readonly text: string; readonly stream: "stdout" | "stderr" }[];
  readonly askPending: () => Promise<readonly PendingRegistration[]>;
}

export interface ProgramOptions {
  readonly project: Project;
  readonly stack: string;
  readonly config: StackConfig;
  readonly env: Readonly<Record<string, string>>;
  readonly monitorAddress: string;
  /** Full stack traces cost a third of the time; they are only wanted once the program has failed. */
  readonly traces: boolean;
}

/** Environment that both programs and packs get. */
export function baseEnvironment(project: Project, extra: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const noProxy = [process.env["no_grpc_proxy"] ?? process.env["no_proxy"], "127.0.0.1"].filter((hosts) => hosts !== undefined);
  return {
    ...process.env,
    NODE_COMPILE_CACHE: join(project.sdk, "../../.cache/palisade-compile"),
    no_grpc_proxy: noProxy.join(","),
    ...extra,
  };
}

function environment(options: ProgramOptions): Record<string, string | undefined> {
  const { project, config } = options;
  return {
    ...baseEnvironment(project, options.env),
    PULUMI_CONFIG: JSON.stringify(config.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
    // A type check takes ten seconds and more; whoever wants Pulumi's own says so.
    PULUMI_NODEJS_TRANSPILE_ONLY: process.env["PULUMI_NODEJS_TRANSPILE_ONLY"] ?? "true",
    ...(project.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: resolve(project.root, project.tsconfig) }),
    ...(options.traces ? { PULUMI_DEBUG_PROMISE_LEAKS: "true" } : {}),
  };
}

function argumentsOf(options: ProgramOptions): string[] {
  const { project } = options;
  return [
    options.traces ? "--stack-trace-limit=50" : "--stack-trace-limit=0",
    "--disable-warning=ExperimentalWarning",
    ...project.nodeArguments,
    "-r",
    WITNESS,
    join(project.sdk, "cmd/run"),
    `--monitor=${options.monitorAddress}`,
    `--organization=${ORGANIZATION}`,
    `--project=${project.name}`,
    `--root-directory=${project.root}`,
    `--stack=${options.stack}`,
    `--pwd=${project.workingFolder}`,
    "--dry-run",
    project.entry,
  ];
}

export function runProgram(options: ProgramOptions): ProgramRun {
  const errors: ProgramReport[] = [];
  const lines: { text: string; stream: "stdout" | "stderr" }[] = [];
  let tellPending: (registrations: readonly PendingRegistration[]) => void = () => undefined;
  const child = startNode({
    arguments: argumentsOf(options),
    cwd: options.project.workingFolder,
    env: environment(options),
    onLine: (text, stream) => lines.push({ text, stream }),
    onMessage: (line) => {
      const message = JSON.parse(line) as { type: "error" | "pending"; registrations?: PendingRegistration[] } & ProgramReport;
      if (message.type === "error") {
        errors.push(message);
      } else {
        tellPending(message.registrations ?? []);
      }
    },
  });
  const askPending = async (): Promise<readonly PendingRegistration[]> =>
    await new Promise((resolvePending) => {
      tellPending = resolvePending;
      setTimeout(() => resolvePending([]), 500);
      child.send("pending");
    });
  return { child, errors, lines, askPending };
}
