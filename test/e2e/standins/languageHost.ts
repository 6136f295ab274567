/**
 * Stand-in for pulumi-language-nodejs, where the real one cannot be had. Starts the SDK's own unmodified entry points
 * as the real host does; everything that matters happens there and in the CLI.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import languageService from "@pulumi/pulumi/proto/language_grpc_pb.js";
import languageMessages from "@pulumi/pulumi/proto/language_pb.js";
import type { RunPluginRequest, RunPluginResponse, RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb.js";
import { fromStruct } from "../../../tools/engine/protocol.ts";
import { empty, pluginInfo, servePlugin, unary } from "./pluginServer.ts";

/** The program has explained its failure itself; the CLI adds nothing. */
const EXPLAINED = 32;

const engineAddress = process.argv.at(-1) ?? "";
const service = languageService.LanguageRuntimeService;

await servePlugin(service, {
  getPluginInfo: pluginInfo("0.0.1"),
  about: empty(service, "about"),
  cancel: empty(service, "cancel"),
  getRequiredPackages: empty(service, "getRequiredPackages"),
  getRequiredPlugins: empty(service, "getRequiredPlugins"),
  getProgramDependencies: empty(service, "getProgramDependencies"),
  run: unary(run),
  runPlugin,
});

async function run(request: RunRequest): Promise<RunResponse> {
  const info = request.getInfo();
  const root = info?.getRootDirectory() ?? request.getPwd();
  const options = fromStruct(info?.getOptions());
  const child = spawn(
    process.execPath,
    [
      ...(typeof options["nodeargs"] === "string" ? options["nodeargs"].split(" ") : []),
      join(sdkOf(root), "cmd/run"),
      `--monitor=${request.getMonitorAddress()}`,
      `--engine=${engineAddress}`,
      `--organization=${request.getOrganization()}`,
      `--project=${request.getProject()}`,
      `--root-directory=${root}`,
      `--stack=${request.getStack()}`,
      `--pwd=${request.getPwd()}`,
      `--parallel=${request.getParallel()}`,
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() ?? ".",
      ...request.getArgsList(),
    ],
    {
      cwd: request.getPwd(),
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
        PULUMI_NODEJS_TYPESCRIPT: String(options["typescript"] !== false),
      },
    },
  );
  const code = await ended(child);
  const response = new languageMessages.RunResponse();
  if (code === EXPLAINED) return response.setBail(true);
  return code === 0 ? response : response.setError(`Program exited with non-zero exit code: ${String(code)}`);
}

/** Policy packs: their output goes to the CLI byte by byte, because the first line is their port. */
function runPlugin(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>): void {
  const request = call.request;
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const child = spawn(process.execPath, [join(sdkOf(folder), "cmd/run-policy-pack"), ...request.getArgsList(), "."], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...Object.fromEntries(request.getEnvList().map(splitAssignment)) },
  });
  child.stdout.on("data", (chunk: Buffer) => call.write(new languageMessages.RunPluginResponse().setStdout(chunk)));
  child.stderr.on("data", (chunk: Buffer) => call.write(new languageMessages.RunPluginResponse().setStderr(chunk)));
  call.on("cancelled", () => child.kill());
  void ended(child).then((code) => {
    call.write(new languageMessages.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
}

function splitAssignment(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The SDK of the program or pack, not ours. */
function sdkOf(folder: string): string {
  return dirname(createRequire(join(folder, "resolve-from-here.js")).resolve("@pulumi/pulumi/package.json"));
}

const children = new Set<ChildProcess>();
process.on("exit", () => children.forEach((child) => child.kill("SIGKILL")));

async function ended(child: ChildProcess): Promise<number | null> {
  children.add(child);
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      children.delete(child);
      resolve(code);
    });
  });
}
