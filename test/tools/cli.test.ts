import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function palisade(...args: string[]): Promise<Ended> {
  const command = ["--disable-warning=ExperimentalWarning", "tools/palisade.mjs", ...args];
  return promisify(execFile)(process.execPath, command, { env: { ...process.env, NO_COLOR: "1" } }).then(
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

it.each(["rules", "preview --help"])("%s says nothing when its reader has seen enough", async (args) => {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "tools/palisade.mjs", ...args.split(" ")]);
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
