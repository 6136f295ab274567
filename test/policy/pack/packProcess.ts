import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";

const require = createRequire(import.meta.url);
const proto = require("@pulumi/pulumi/proto/analyzer_pb.js");
const { AnalyzerClient, AnalyzerService } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
// Two versions of google-protobuf in one process share globals and corrupt each other: take the one the messages were made for.
const { Struct } = createRequire(require.resolve("@pulumi/pulumi"))("google-protobuf/google/protobuf/struct_pb.js");

/** What the engine passes where a string is not known yet. */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value marked as a secret, as it travels. */
export function secretValue(value: unknown): unknown {
  return { [SIGNATURE]: SECRET, value };
}

export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly props: Record<string, unknown>;
  /** Components have none. */
  readonly component?: boolean;
}

export interface Violation {
  readonly policy: string;
  readonly message: string;
  readonly level: string;
  readonly severity: number;
  readonly urn: string;
}

const LEVELS = ["advisory", "mandatory", "disabled", "remediate"];

export function urnOf({ type, name }: Registration, stack = "test"): string {
  return `urn:pulumi:${stack}::project::${type}::${name}`;
}

/** A policy pack in its own process, started as the language host starts it and spoken to as the engine does. */
export interface PackProcess {
  readonly info: () => Promise<{ readonly name: string; readonly policies: readonly string[] }>;
  readonly configure: (config: Record<string, object>) => Promise<void>;
  readonly analyze: (registration: Registration) => Promise<readonly Violation[]>;
  readonly analyzeStack: (registrations: readonly Registration[]) => Promise<readonly Violation[]>;
  readonly stop: () => void;
}

export async function startPack(environment: Record<string, string> = {}): Promise<PackProcess> {
  const folder = resolve("policy");
  const child = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:0", folder], {
    cwd: folder,
    env: {
      ...process.env,
      PULUMI_NODEJS_PROJECT: "project",
      PULUMI_NODEJS_STACK: "test",
      PULUMI_NODEJS_DRY_RUN: "true",
      ...environment,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).once("line", found);
    child.once("exit", (code) => failed(new Error(`the pack ended with ${code} before it was ready`)));
  });
  const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const call = <T>(method: string, request: unknown): Promise<T> =>
    new Promise((done, failed) =>
      client[method](request, (error: Error | null, response: T) => (error === null ? done(response) : failed(error))),
    );
  return {
    info: async () => {
      const info = await call<{ getName: () => string; getPoliciesList: () => { getName: () => string }[] }>(
        "getAnalyzerInfo",
        new AnalyzerService.getAnalyzerInfo.requestType(),
      );
      return { name: info.getName(), policies: info.getPoliciesList().map((policy) => policy.getName()) };
    },
    configure: async (config) => void (await call("configure", configureRequest(config))),
    analyze: async (registration) => violationsOf(await call("analyze", analyzeRequest(registration))),
    analyzeStack: async (registrations) => {
      const request = new proto.AnalyzeStackRequest();
      request.setResourcesList(registrations.map(stackResource));
      return violationsOf(await call("analyzeStack", request));
    },
    stop: () => {
      client.close();
      child.removeAllListeners("exit");
      child.kill();
    },
  };
}

function configureRequest(config: Record<string, object>): unknown {
  const request = new proto.ConfigureAnalyzerRequest();
  for (const [policy, properties] of Object.entries(config)) {
    const entry = new proto.PolicyConfig();
    const { enforcementLevel = "mandatory", ...rest } = properties as { enforcementLevel?: string };
    entry.setEnforcementlevel(LEVELS.indexOf(enforcementLevel));
    entry.setProperties(Struct.fromJavaScript(rest));
    request.getPolicyconfigMap().set(policy, entry);
  }
  return request;
}

interface ResourceMessage {
  setType: (type: string) => void;
  setUrn: (urn: string) => void;
  setName: (name: string) => void;
  setProperties: (properties: unknown) => void;
  setOptions: (options: unknown) => void;
  setProvider: (provider: unknown) => void;
}

function analyzeRequest(registration: Registration): unknown {
  return filled(new proto.AnalyzeRequest(), registration);
}

function stackResource(registration: Registration): unknown {
  return filled(new proto.AnalyzerResource(), registration);
}

function filled(message: ResourceMessage, registration: Registration): unknown {
  message.setType(registration.type);
  message.setUrn(urnOf(registration));
  message.setName(registration.name);
  message.setProperties(Struct.fromJavaScript(registration.props));
  message.setOptions(new proto.AnalyzerResourceOptions());
  if (registration.component !== true) {
    const provider = new proto.AnalyzerProviderResource();
    provider.setType("pulumi:providers:kubernetes");
    provider.setProperties(Struct.fromJavaScript({}));
    message.setProvider(provider);
  }
  return message;
}

interface Diagnostic {
  getPolicyname: () => string;
  getMessage: () => string;
  getEnforcementlevel: () => number;
  getSeverity: () => number;
  getUrn: () => string;
}

function violationsOf(response: { getDiagnosticsList: () => Diagnostic[] }): readonly Violation[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    message: diagnostic.getMessage(),
    level: LEVELS[diagnostic.getEnforcementlevel()] ?? "?",
    severity: diagnostic.getSeverity(),
    urn: diagnostic.getUrn(),
  }));
}
