/** Runs a stack of this project on an embedded cluster, without a change to the project's own files. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ExampleValue } from "../../../components/config/examples.ts";
import type { PalisadeConfig } from "../../../components/config/schema.ts";
import { neededSecrets, type SecretName } from "../../../components/config/secrets.ts";
import { loadBundle, signBundle } from "../../../components/services/gateway/bundle.ts";
import { InputError } from "../../../policy/lib/problem.ts";
import { checkStack, today } from "../../commands/stackPlan.ts";
import { packConfig } from "../../preview/preview.ts";
import type { PulumiHome } from "./home.ts";
import { runPulumi, type PulumiResult } from "./run.ts";
import { embeddedStackFile, withEncryptedKeysOf } from "./stackFile.ts";

export interface EmbeddedStackOptions {
  readonly home: PulumiHome;
  /** Folder of the project. */
  readonly cwd: string;
  readonly stack: string;
  readonly kubeconfig: string;
  /** What encrypts its secrets. @default a passphrase */
  readonly secretsProvider?: string;
}

export interface EmbeddedStack {
  readonly home: PulumiHome;
  readonly cwd: string;
  readonly stack: string;
  /** The stack file in use. */
  readonly file: string;
  /** `--stack` and `--config-file`, which every command needs. */
  readonly arguments: readonly string[];
  /** The policy pack with the stack's profile and the project's waivers. */
  readonly packArguments: readonly string[];
}

/** Makes the stack, its file and the secrets it needs; what is there already stays. */
export async function prepareEmbeddedStack(options: EmbeddedStackOptions): Promise<EmbeddedStack> {
  const { home, cwd, stack, kubeconfig, secretsProvider = "passphrase" } = options;
  const folder = join(home.folder, "stacks", stack);
  const file = join(folder, `Pulumi.${stack}.yaml`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Pulumi writes the salt beside the project file it finds: here, not in the clone.
  await copyFile(join(cwd, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
  const { config, examples } = checked(options);
  const policyBundle = join(folder, "policy-bundle");
  if (!existsSync(policyBundle)) await signAnew(resolve(cwd, config.gateway.policyBundle), policyBundle);
  const declared = embeddedStackFile(await readFile(join(cwd, `Pulumi.${stack}.yaml`), "utf8"), {
    kubeconfig,
    policyBundle,
    examples,
  });
  if (existsSync(file)) await writeFile(file, withEncryptedKeysOf(await readFile(file, "utf8"), declared), { mode: 0o600 });
  else {
    await writeFile(file, declared, { mode: 0o600 });
    const command = ["stack", "init", "--stack", stack, "--secrets-provider", secretsProvider];
    succeeded(await runPulumi(home, command, { cwd: folder }));
  }
  await generateSecrets(options, file, neededSecrets(config));
  const packFile = join(folder, "policy-pack-config.json");
  await writeFile(packFile, JSON.stringify(await packConfig({ cwd, stack })));
  return {
    home,
    cwd,
    stack,
    file,
    arguments: ["--stack", stack, "--config-file", file],
    packArguments: ["--policy-pack", join(cwd, "policy"), "--policy-pack-config", packFile],
  };
}

function checked({ cwd, stack }: EmbeddedStackOptions): { config: PalisadeConfig; examples: readonly ExampleValue[] } {
  const { parsed, problems, examples } = checkStack(cwd, stack, today());
  if (!parsed.ok || problems.length > 0) throw new InputError(problems);
  return { config: parsed.config, examples };
}

/** A copy of the policy bundle with signatures of a key that is forgotten at once. */
async function signAnew(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  const signed = signBundle(loadBundle(from), generateKeyPairSync("ed25519").privateKey);
  for (const [name, content] of signed) await writeFile(join(to, name), content);
}

/** Random and of this cluster only. They go through standard input: arguments are seen by everybody on the machine. */
async function generateSecrets({ home, stack }: EmbeddedStackOptions, file: string, names: readonly SecretName[]): Promise<void> {
  const written = await readFile(file, "utf8");
  for (const name of names.filter((secret) => !written.includes(`palisade:${secret}:`))) {
    const command = ["config", "set", "--stack", stack, "--secret", `palisade:${name}`];
    succeeded(await runPulumi(home, command, { cwd: dirname(file), input: generatedSecret() }));
  }
}

/** Long enough, and with the letters and digits that some services ask for. */
function generatedSecret(): string {
  return `aA1${randomBytes(24).toString("hex")}`;
}

/** What the CLI answered; an error when it failed. */
export function succeeded(result: PulumiResult): PulumiResult {
  if (result.code !== 0) throw new Error(`pulumi ended with ${String(result.code)}:\n${result.stdout}${result.stderr}`);
  return result;
}
