/** One unmodified policy pack in a process of its own, started by the SDK's entry point. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";

import { credentials } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import analyzerService from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzerMessages from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeRequest, AnalyzeStackRequest, AnalyzerInfo } from "@pulumi/pulumi/proto/analyzer_pb.js";

import { startNode } from "./child.ts";
import type { Child } from "./child.ts";
import { missingProperties, parsePackConfig, reconcile } from "./packConfig.ts";
import type { EffectiveSettings, PolicyDescription, PolicySettings } from "./packConfig.ts";
import { levelName, levelNumber } from "./policyMessages.ts";
import { baseEnvironment, ORGANIZATION } from "./program.ts";
import { configFailure, PreviewFailure } from "./programError.ts";
import { findFile, problem } from "./project.ts";
import type { Project } from "./project.ts";
import { fromStruct, LOCAL_CHANNEL, toStruct } from "./protocol.ts";
import type { StackConfig } from "./stackConfig.ts";
import type { WireObject } from "./values.ts";
import { readYamlFile } from "./yamlFile.ts";

type Client = InstanceType<typeof analyzerService.AnalyzerClient>;

export interface PackOptions {
  readonly path: string;
  readonly config?: unknown;
  readonly project: Project;
  readonly stack: string;
  readonly stackConfig: StackConfig;
  readonly env: Readonly<Record<string, string>>;
}

export class PolicyPack {
  readonly name: string;
  /** False when no policy is set to remediate: asking would change nothing. */
  readonly remediates: boolean;
  readonly #client: Client;
  readonly #child: Child;

  private constructor(name: string, remediates: boolean, client: Client, child: Child) {
    this.name = name;
    this.remediates = remediates;
    this.#client = client;
    this.#child = child;
  }

  static async start(options: PackOptions): Promise<PolicyPack> {
    const folder = resolve(options.path);
    const { child, port } = launch(folder, options);
    const client = new analyzerService.AnalyzerClient(`127.0.0.1:${await port}`, credentials.createInsecure(), LOCAL_CHANNEL);
    try {
      const info = await call<AnalyzerInfo>((done) => client.getAnalyzerInfo(new EMPTY(), done));
      const settings = settingsFor(info, options.config);
      await configure(client, settings, options);
      const remediates = [...settings.values()].some(({ level }) => level === "remediate");
      return new PolicyPack(info.getName(), remediates, client, child);
    } catch (error) {
      client.close();
      child.stop();
      throw error instanceof PreviewFailure ? error : packFailure(basename(folder), error);
    }
  }

  async analyze(request: AnalyzeRequest): Promise<InstanceType<typeof analyzerMessages.AnalyzeResponse>> {
    return await this.#ask((done) => this.#client.analyze(request, done));
  }

  async remediate(request: AnalyzeRequest): Promise<InstanceType<typeof analyzerMessages.RemediateResponse>> {
    return await this.#ask((done) => this.#client.remediate(request, done));
  }

  async analyzeStack(request: AnalyzeStackRequest): Promise<InstanceType<typeof analyzerMessages.AnalyzeResponse>> {
    return await this.#ask((done) => this.#client.analyzeStack(request, done));
  }

  async #ask<Response>(ask: (done: Done<Response>) => unknown): Promise<Response> {
    try {
      return await call(ask);
    } catch (error) {
      throw packFailure(this.name, error);
    }
  }

  stop(): void {
    this.#client.close();
    this.#child.stop();
  }
}

type Done<Response> = (error: ServiceError | null, response: Response) => void;

async function call<Response>(ask: (done: Done<Response>) => unknown): Promise<Response> {
  return await new Promise((resolveCall, reject) => {
    ask((error, response) => (error === null ? resolveCall(response) : reject(error)));
  });
}

const EMPTY = (analyzerService.AnalyzerService as unknown as { getAnalyzerInfo: { requestType: new () => never } })
  .getAnalyzerInfo.requestType;

function packFailure(pack: string, error: unknown): PreviewFailure {
  const text = (error as Partial<ServiceError>).details ?? (error instanceof Error ? error.message : String(error));
  const [message = text, ...stack] = text.split(/\n(?= +at )/u);
  return new PreviewFailure({
    kind: "pack",
    message: `policy pack ${pack}: ${message.replaceAll("\n", " ")}`,
    stack: stack.join("\n"),
  });
}

/** The entry of a pack: `main` of `PulumiPolicy.yaml`, otherwise the folder, which means package.json. */
function packEntry(folder: string): string {
  const file = findFile(folder, "PulumiPolicy");
  if (file === undefined) {
    throw configFailure([
      problem(basename(folder), "no PulumiPolicy.yaml", "a policy pack's folder", "correct the path of the policy pack"),
    ]);
  }
  const content = readYamlFile(file, basename(file)).data as { runtime?: string | { name?: string }; main?: string } | null;
  const runtime = typeof content?.runtime === "string" ? content.runtime : content?.runtime?.name;
  if (runtime !== "nodejs") {
    throw configFailure([problem("PulumiPolicy.yaml: runtime", String(runtime), "nodejs", "only Node.js packs can run offline")]);
  }
  return resolve(folder, content?.main ?? ".");
}

function launch(folder: string, options: PackOptions): { child: Child; port: Promise<string> } {
  const entry = packEntry(folder);
  let tellPort: (port: string) => void = () => undefined;
  const printed = new Promise<string>((resolvePort) => {
    tellPort = resolvePort;
  });
  const child = startNode({
    arguments: ["--disable-warning=ExperimentalWarning", packRunner(folder), "127.0.0.1:0", entry],
    cwd: folder,
    env: packEnvironment(options),
    onLine: (line, stream) => {
      if (stream === "stdout" && /^\d+$/u.test(line.trim())) {
        tellPort(line.trim());
      }
    },
  });
  const ended = child.ended.then(() => {
    const text = child.errors().trim();
    throw packFailure(basename(folder), new Error(text === "" ? "ended before it was ready" : text));
  });
  ended.catch(() => undefined);
  return { child, port: Promise.race([printed, ended]) };
}

function packRunner(folder: string): string {
  try {
    return join(
      dirname(createRequire(join(folder, "resolve-from-here.js")).resolve("@pulumi/pulumi/package.json")),
      "cmd/run-policy-pack",
    );
  } catch {
    throw configFailure([
      problem(
        `policy pack ${basename(folder)}`,
        "@pulumi/pulumi is not installed for it",
        "its packages installed",
        "run npm ci in the pack's folder",
      ),
    ]);
  }
}

function packEnvironment(options: PackOptions): Record<string, string | undefined> {
  if (!existsSync(options.path)) {
    throw configFailure([problem(options.path, "not found", "a policy pack's folder", "correct the path")]);
  }
  return {
    ...baseEnvironment(options.project, options.env),
    PULUMI_CONFIG: JSON.stringify(options.stackConfig.values),
    PULUMI_NODEJS_ORGANIZATION: ORGANIZATION,
    PULUMI_NODEJS_PROJECT: options.project.name,
    PULUMI_NODEJS_STACK: options.stack,
    PULUMI_NODEJS_DRY_RUN: "true",
  };
}

function describe(info: AnalyzerInfo): PolicyDescription[] {
  return info.getPoliciesList().map((policy) => ({
    name: policy.getName(),
    level: levelName(policy.getEnforcementlevel()),
    schema: fromStruct(policy.getConfigschema()?.getProperties()),
    required: policy.getConfigschema()?.getRequiredList() ?? [],
  }));
}

function initialSettings(info: AnalyzerInfo): Map<string, PolicySettings> {
  const entries = [...info.getInitialconfigMap().entries()];
  return new Map(
    entries.map(([name, config]) => [
      name,
      { level: levelName(config.getEnforcementlevel()), properties: fromStruct(config.getProperties()) },
    ]),
  );
}

function settingsFor(info: AnalyzerInfo, config: unknown): Map<string, EffectiveSettings> {
  const policies = describe(info);
  const [given, problems] = parsePackConfig(config, policies);
  const initial = initialSettings(info);
  const settings = new Map(policies.map((policy) => [policy.name, reconcile(policy, initial, given)]));
  const missing = policies.flatMap((policy) =>
    missingProperties(policy, settings.get(policy.name) ?? reconcile(policy, initial, given)),
  );
  if (problems.length + missing.length > 0) {
    throw configFailure([...problems, ...missing]);
  }
  return settings;
}

async function configure(client: Client, settings: ReadonlyMap<string, EffectiveSettings>, options: PackOptions): Promise<void> {
  const request = new analyzerMessages.ConfigureAnalyzerRequest();
  for (const [name, { level, properties }] of settings) {
    const config = new analyzerMessages.PolicyConfig()
      .setEnforcementlevel(levelNumber(level))
      .setProperties(toStruct(properties as WireObject));
    request.getPolicyconfigMap().set(name, config);
  }
  await call((done: Done<unknown>) => client.configure(request, done));
  const stack = new analyzerMessages.AnalyzerStackConfigureRequest()
    .setStack(options.stack)
    .setProject(options.project.name)
    .setOrganization(ORGANIZATION)
    .setDryRun(true)
    .setConfigSecretKeysList([...options.stackConfig.secretKeys]);
  for (const [key, value] of Object.entries(options.stackConfig.values)) {
    stack.getConfigMap().set(key, value);
  }
  await call((done: Done<unknown>) => client.configureStack(stack, done));
}
