/** A stack of the project, or a small program, deployed to the cluster of a sandbox. */
import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { clusterAccess } from "../../../tools/cluster/kubeApi.ts";
import { prepareEmbeddedStack, succeeded } from "../../../tools/cluster/pulumi/embeddedStack.ts";
import { runPulumi, type PulumiResult, type PulumiRun } from "../../../tools/cluster/pulumi/run.ts";
import type { PulumiHome } from "../../../tools/cluster/pulumi/home.ts";
import { readProject } from "../../../tools/engine/project.ts";
import { readStackConfig } from "../../../tools/engine/stackConfig.ts";
import { loginPrograms } from "../standins/cloud/loginPrograms.ts";
import type { Sandbox } from "./sandbox.ts";

export interface StackRun {
  readonly home: PulumiHome;
  readonly stack: string;
  /** Where the CLI runs. */
  readonly cwd: string;
  readonly file: string;
  readonly arguments: readonly string[];
  readonly packArguments: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Everything that the CLI has printed. */
  readonly printed: string[];
}

/** What of this project a folder needs to look like it. */
export const PROJECT = ["index.ts", "components", "policy", "node_modules", "package.json", "waivers.yaml"] as const;

/** A shipped stack, in a folder that looks like the project and holds the stack's file for this cluster. */
export async function projectStack(box: Sandbox, stack: string): Promise<StackRun> {
  const inProduction = stackProfile(stack) === "prod";
  const environment = { ...box.home.environment, ...(inProduction ? box.bucket.environment : {}) };
  const home = { ...box.home, environment };
  const { kubeconfig } = box.cluster;
  const { secretsProvider } = box.bucket;
  const prepared = await prepareEmbeddedStack({
    ...{ home, cwd: resolve("."), stack, kubeconfig },
    ...(inProduction ? { secretsProvider } : {}),
  });
  const cwd = dirname(prepared.file);
  for (const name of PROJECT) await symlink(resolve(name), join(cwd, name)).catch(ignoreExisting);
  const tunnel = /\b(iapTunnel|bastion|ssmTunnel)\b/.test(await readFile(prepared.file, "utf8"));
  const env = { ...(await cloudEnvironment(box)), PALISADE_E2E_TUNNEL: String(tunnel) };
  const run = { ...prepared, cwd, arguments: ["--stack", stack], env, printed: [] };
  // The local end of the tunnel is the API server itself.
  const { port } = new URL(clusterAccess(kubeconfig).server);
  if (tunnel) await configure(run, ["palisade:cluster", "access", "localPort"], Number(port));
  return run;
}

function stackProfile(stack: string): unknown {
  return readStackConfig(readProject(resolve(".")), stack).values["palisade:profile"];
}

/** What the stand-in of the clouds is told, and on PATH the programs that log in to the clusters that it makes. */
async function cloudEnvironment({ folder, home, cluster }: Sandbox): Promise<Readonly<Record<string, string>>> {
  const programs = await loginPrograms(join(folder, "login"), cluster.files);
  return {
    PATH: [programs, home.environment["PATH"] ?? ""].join(delimiter),
    PALISADE_E2E_CLOUD: join(folder, "cloud"),
    PALISADE_E2E_KUBECONFIG: cluster.kubeconfig,
  };
}

/** A program of `test/e2e/programs`, judged as a local stack. */
export async function smallProgram({ home, cluster, folder }: Sandbox, name: string): Promise<StackRun> {
  const cwd = resolve("test/e2e/programs", name);
  const work = join(folder, "programs", name);
  const file = join(work, "Pulumi.test.yaml");
  await mkdir(work, { recursive: true });
  await writeFile(join(work, "Pulumi.yaml"), await readFile(join(cwd, "Pulumi.yaml")));
  await writeFile(file, "config: {}\n");
  succeeded(await runPulumi(home, ["stack", "init", "--stack", "test"], { cwd: work }));
  const packConfig = join(work, "pack.json");
  const settings = { profile: "local" };
  await writeFile(packConfig, JSON.stringify({ palisade: settings, "palisade-stack": "disabled" }));
  return {
    home,
    stack: "test",
    cwd,
    file,
    arguments: ["--stack", "test", "--config-file", file],
    packArguments: ["--policy-pack", resolve("policy"), "--policy-pack-config", packConfig],
    env: { KUBECONFIG: cluster.kubeconfig },
    printed: [],
  };
}

/** Sets plain values of the stack's own file: `["palisade:gateway", "replicas"]`. */
export async function configure({ file }: StackRun, path: readonly (string | number)[], value: unknown): Promise<void> {
  const document = parseDocument(await readFile(file, "utf8"));
  document.setIn(["config", ...path], value);
  await writeFile(file, document.toString({ lineWidth: 0 }));
}

export async function pulumi(run: StackRun, command: string, ...more: readonly string[]): Promise<PulumiResult> {
  return await pulumiWith(run, {}, command, ...more);
}

export async function pulumiWith(
  run: StackRun,
  options: Partial<PulumiRun>,
  command: string,
  ...more: readonly string[]
): Promise<PulumiResult> {
  const args = [...command.split(" "), ...run.arguments, ...more];
  const env = { ...run.env, ...options.env };
  const result = await runPulumi(run.home, args, { cwd: run.cwd, env, onStart: options.onStart });
  run.printed.push(result.stdout, result.stderr);
  return result;
}

/** The state, in which secrets are encrypted. */
export async function exportedState(run: StackRun, ...more: readonly string[]): Promise<State> {
  const { stdout } = succeeded(
    await runPulumi(run.home, ["stack", "export", "--stack", run.stack, ...more], { cwd: join(run.file, "..") }),
  );
  return JSON.parse(stdout) as State;
}

export interface State {
  readonly deployment: { readonly resources?: readonly StateResource[] };
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deletedWith?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly provider?: string;
}

/** Which operation each resource saw, those that stay the same left out: `update baseline-quota`. From events in JSON. */
export function stepsOf(events: string): readonly string[] {
  const steps = events.split("\n").flatMap((line) => {
    const event = (line.startsWith("{") ? JSON.parse(line) : {}) as EngineEvent;
    return event.resourcePreEvent === undefined ? [] : [event.resourcePreEvent.metadata];
  });
  return steps.flatMap(({ op, urn }) => (op === "same" ? [] : [`${op} ${urn.split("::").at(-1) ?? urn}`])).sort();
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
}

/** This project's command line on a stack, with the CLI of the sandbox as the one that is installed. */
export async function palisade(run: StackRun, ...args: readonly string[]): Promise<PulumiResult> {
  const cli = ["--disable-warning=ExperimentalWarning", resolve("tools/palisade.mjs")];
  const env = { ...run.home.environment, ...run.env };
  return await new Promise((resolveRun) => {
    execFile(process.execPath, [...cli, ...args], { cwd: run.cwd, env }, (error, stdout, stderr) =>
      resolveRun({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
