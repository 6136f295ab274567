import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../../policy/lib/report.ts";
import { RULES } from "../../../policy/rules/index.ts";
import { runPreview } from "../../../tools/engine/preview.ts";
import { WAIVER_RULES } from "../../../policy/lib/waiverHygiene.ts";

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
class Pod extends pulumi.CustomResource {
  constructor(name, inputs) { super("kubernetes:core/v1:Pod", name, inputs); }
}
new Pod("web", {
  apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "shop" },
  spec: { hostNetwork: true, containers: [{ name: "web", image: "example.com/web:1" }] },
});
`;
const MANIFEST =
  "{apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {hostPID: true, containers: [{name: web, image: a}]}}";

/** An empty Pulumi project outside the clone, with the package in its node_modules. */
const project = mkdtempSync(join(realpathSync(tmpdir()), "palisade-packed-"));
const pack = join(project, "node_modules/@palisade/policy");

beforeAll(() => {
  // A copy, so that compiling leaves nothing in the clone.
  const copy = join(project, "copy");
  for (const name of ["policy", "tsconfig.json", "LICENSE"])
    cpSync(name, join(copy, name), { recursive: true, filter: isSource });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  run("npm", ["pack", "--silent", "--pack-destination", project], join(copy, "policy"));
  mkdirSync(pack, { recursive: true });
  const tarball = readdirSync(project).find((name) => name.endsWith(".tgz")) ?? "";
  run("tar", ["-xzf", join(project, tarball), "--strip-components=1", "-C", pack], project);
  const { dependencies } = JSON.parse(readFileSync(join(pack, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(dependencies), "@pulumi/pulumi"])
    link(resolve("node_modules", name), join(project, "node_modules", name));
  link(join(pack, "bin/palisade-policy.mjs"), join(project, "node_modules/.bin/palisade-policy"));
  writeFileSync(join(project, "package.json"), `{"name": "empty", "private": true, "main": "index.js"}`);
  writeFileSync(join(project, "Pulumi.yaml"), "name: empty\nruntime: nodejs\n");
  writeFileSync(join(project, "Pulumi.dev.yaml"), "config: {}\n");
  writeFileSync(join(project, "index.js"), PROGRAM);
  writeFileSync(join(project, "pod.yaml"), MANIFEST);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function isSource(path: string): boolean {
  return !/(^|\/)(dist|node_modules)(\/|$)/.test(path);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** The command, as npm installs it. */
function command(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, [join(project, "node_modules/.bin/palisade-policy"), ...args], {
    cwd: project,
    encoding: "utf8",
  });
}

describe("the package, installed outside the clone", () => {
  it("carries JavaScript and no sources", () => {
    expect(readdirSync(pack).sort()).toEqual([
      "PulumiPolicy.yaml",
      "README.md",
      "bin",
      "blast.schema.json",
      "dist",
      "index.cjs",
      "package.json",
      "reach.schema.json",
      "report.schema.json",
      "rules.schema.json",
      "waivers-change.schema.json",
      "waivers.schema.json",
    ]);
    const files = readdirSync(join(pack, "dist"), { recursive: true, encoding: "utf8" });
    expect(files.filter((name) => name.endsWith(".ts"))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(["index.js", "LICENSE", "cli/main.js"]));
  });

  it("judges a Pulumi program by --policy-pack", async () => {
    const results = join(project, "results.json");
    const outcome = await runPreview({
      cwd: project,
      stack: "dev",
      policyPacks: [{ path: pack }],
      env: { PALISADE_RESULTS: results },
    });
    if ("error" in outcome) throw new Error(outcome.error.message);
    const found = outcome.record.diagnostics.filter(({ policy }) => policy === "host-namespaces");
    expect(found.map(({ level, message, urn }) => [level, message, urn])).toEqual([
      [
        "mandatory",
        "Pod shop/web sets hostNetwork to true; allowed: false or not set",
        "urn:pulumi:dev::empty::kubernetes:core/v1:Pod::web",
      ],
    ]);
    const report = JSON.parse(readFileSync(results, "utf8")) as Report;
    expect(Object.keys(report.summary.rules).length).toBe(RULES.length);
  });

  it("judges manifests by its own command", () => {
    const { status, stdout, stderr } = command("check", "-f", "pod.yaml", "--json");
    expect([status, stderr]).toEqual([1, ""]);
    const { results } = JSON.parse(stdout) as Report;
    expect(
      results.filter(({ rule }) => rule === "host-namespaces").map(({ message, file, line }) => [message, file, line]),
    ).toEqual([["Pod shop/web sets hostPID to true; allowed: false or not set", "pod.yaml", 1]]);
  });

  it("explains its rules, its version and what it cannot read", () => {
    const { rules } = JSON.parse(command("rules", "--json").stdout) as { rules: readonly object[] };
    expect(rules).toHaveLength(RULES.length + WAIVER_RULES.length);
    const { version } = JSON.parse(readFileSync("policy/package.json", "utf8")) as { version: string };
    expect(command("--version").stdout).toBe(`${version}\n`);
    expect(command("blast", "-f", "pod.yaml", "--lines").status).toBe(0);
    expect(command("check", "-f", "absent.yaml").status).toBe(2);
  });
});
