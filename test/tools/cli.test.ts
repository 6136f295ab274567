import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const FLAGS = ["--disable-warning=ExperimentalWarning"];

async function palisade(...args: string[]): Promise<Ended> {
  return ofPalisade(["tools/palisade.mjs", ...args]);
}

async function ofPalisade(args: readonly string[]): Promise<Ended> {
  return promisify(execFile)(process.execPath, [...FLAGS, ...args], { env: { ...process.env, NO_COLOR: "1" } }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
  );
}

it("leads from every wrong call to the right one, as bad input", async () => {
  const [nothing, misspelt, option, inner] = await Promise.all([
    palisade(),
    palisade("prevew"),
    palisade("images", "lock", "--wirte"),
    palisade("config", "chek"),
  ]);
  expect([nothing.code, misspelt.code, option.code, inner.code]).toEqual([2, 2, 2, 2]);
  expect([nothing.stdout, misspelt.stdout, option.stdout, inner.stdout]).toEqual(["", "", "", ""]);
  expect(nothing.stderr).toContain("A first look:\n  npm run -s palisade -- preview --stack local\n");
  expect(misspelt.stderr).toBe(
    "error: unknown command 'prevew'\n(Did you mean preview?)\n(palisade --help lists the commands)\n",
  );
  expect(option.stderr).toBe(
    "error: unknown option '--wirte'\n(Did you mean --write?)\n(palisade images lock --help shows its options)\n",
  );
  expect(inner.stderr).toBe("error: unknown command 'chek'\n(Did you mean check?)\n(palisade config --help shows its options)\n");
});

it.each(["rules", "rules --json", "preview --help"])("%s says nothing when its reader has seen enough", async (args) => {
  const child = spawn(process.execPath, [...FLAGS, "tools/palisade.mjs", ...args.split(" ")]);
  child.stdout.destroy();
  const said: string[] = [];
  child.stderr.on("data", (part: Buffer) => said.push(part.toString()));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect([code, said.join("")]).toEqual([0, ""]);
});

it("prints JSON alone on standard output, and its version", async () => {
  const [images, version] = await Promise.all([palisade("images", "list", "--json"), palisade("--version")]);
  expect([images.code, images.stderr, Object.keys(JSON.parse(images.stdout) as object)]).toEqual([0, "", ["images"]]);
  expect(version).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, stderr: "" });
});

it("says that the packages are not installed", async () => {
  const empty = await mkdtemp(join(tmpdir(), "palisade-cli-"));
  await Promise.all(
    ["tools", "policy", "components", "package.json"].map((path) => cp(path, join(empty, path), { recursive: true })),
  );
  const ended = await ofPalisade([join(empty, "tools/palisade.mjs"), "rules"]);
  await rm(empty, { recursive: true });
  expect([ended.code, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr).toMatch(
    /^palisade: Cannot find package '[^']+'; the pinned packages; install them with `make install`\n$/,
  );
});

it.runIf(existsSync("/dev/full"))("takes a full disk for bad input, without a stack trace", async () => {
  const full = await open("/dev/full", "w");
  const child = spawn(process.execPath, [...FLAGS, "tools/palisade.mjs", "rules"], { stdio: ["ignore", full.fd, "pipe"] });
  const said: string[] = [];
  child.stderr?.on("data", (part: Buffer) => said.push(part.toString()));
  const code = await new Promise((resolve) => child.on("close", resolve));
  await full.close();
  expect([code, said.join("")]).toEqual([
    2,
    "standard output: cannot be written (ENOSPC); a place with room; write it elsewhere\n",
  ]);
});

it("shows examples in the help of the commands for waivers too", async () => {
  const { code, stdout } = await palisade("waivers", "add", "--help");
  expect([code, stdout]).toEqual([0, expect.stringContaining("Examples:\n  npm run -s palisade -- waivers list\n")]);
});
