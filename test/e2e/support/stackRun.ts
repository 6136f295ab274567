/** A stack of the project, or a small program, deployed to the cluster of a sandbox. */
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { prepareEmbeddedStack, succeeded } from "../../../tools/cluster/pulumi/embeddedStack.ts";
import { runPulumi, type PulumiResult, type PulumiRun } from "../../../tools/cluster/pulumi/run.ts";
import type { PulumiHome } from "../../../tools/cluster/pulumi/home.ts";
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
}

/** Stack files of the tests: the profiles of shipped stacks that make their own cluster, on one that is there. */
const STACKS = "test/e2e/stacks";

/** A stack of the project: its shipped file, or the one of the tests. */
export async function projectStack(box: Sandbox, stack: string): Promise<StackRun> {
  const name = `Pulumi.${stack}.yaml`;
  const ofTests = resolve(STACKS, name);
  const cwd = await projectView(box, stack, existsSync(ofTests) ? ofTests : resolve(name));
  const run = await prepareEmbeddedStack({ home: box.home, cwd, stack, kubeconfig: box.cluster.kubeconfig });
  if (existsSync(ofTests)) await withoutCloudRules(run.packArguments.at(-1) ?? "");
  return { ...run, cwd: resolve(".") };
}

/** A locked audit store is made in a cloud: on a cluster that is there, the rule about it has nothing to judge. */
async function withoutCloudRules(packConfig: string): Promise<void> {
  const config = JSON.parse(await readFile(packConfig, "utf8")) as Readonly<Record<string, object>>;
  const levels = { "audit-store-locked": "disabled" };
  const policies = Object.entries(config).map(([policy, settings]) => [policy, { ...settings, levels }]);
  await writeFile(packConfig, JSON.stringify(Object.fromEntries(policies)));
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
  return await runPulumi(run.home, args, { cwd: run.cwd, env: { ...run.env, ...options.env }, onStart: options.onStart });
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
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly provider?: string;
}

/** Which operation each resource would see, those that stay the same left out: `update baseline-quota`. */
export async function plannedSteps(run: StackRun): Promise<readonly string[]> {
  const { stdout } = succeeded(await pulumi(run, "preview", "--json"));
  const { steps } = JSON.parse(stdout) as { steps: readonly { op: string; urn: string }[] };
  return steps.flatMap(({ op, urn }) => (op === "same" ? [] : [`${op} ${urn.split("::").at(-1) ?? urn}`])).sort();
}

/** The project with another stack file: offline and real engine then read the same configuration. */
export async function projectView({ folder }: Sandbox, stack: string, file: string): Promise<string> {
  const view = join(folder, "views", stack);
  await mkdir(view, { recursive: true });
  for (const name of ["index.ts", "components", "policy", "node_modules", "package.json", "Pulumi.yaml", "waivers.yaml"])
    await symlink(resolve(name), join(view, name)).catch(ignoreExisting);
  await writeFile(join(view, `Pulumi.${stack}.yaml`), await readFile(file));
  return view;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
