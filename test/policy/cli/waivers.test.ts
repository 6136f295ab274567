import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guarded, type ExitCode } from "../../../policy/cli/outcome.ts";
import { addWaiver, listWaivers, pruneWaivers, type AddOptions } from "../../../policy/cli/waivers.ts";
import { expectSchema } from "../../tools/commands/schema.ts";
import { captured } from "./streams.ts";

const today = "2026-11-21";
const text = `# Exceptions, reviewed on Mondays.
waivers:
  # The driver talks to the kubelet.
  - rule: host-path
    resource: DaemonSet/spire-system/spiffe-csi-driver
    owner: platform
    reason: the kubelet's folder is the interface of CSI
    ticket: OPS-1
    expires: 2026-12-31
  - rule: probes
    resource: Deployment/shop/web
    stacks: [prod]
    kind: not-built-yet
    owner: shop
    reason: health route comes with release 2
    ticket: SHOP-7
    expires: 2026-11-01
`;

const added: Omit<AddOptions, "file"> = {
  rule: "probes",
  resource: "Deployment/shop/api",
  owner: "shop",
  reason: "health route comes with release 2",
  ticket: "SHOP-8",
  expires: "2026-12-01",
};

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-waivers-"));
  file = join(folder, "waivers.yaml");
  writeFileSync(file, text);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(command: (streams: ReturnType<typeof captured>) => Promise<ExitCode>) {
  const streams = captured();
  const code = await guarded(streams, false, () => command(streams));
  return { code, output: streams.output().replaceAll(`${folder}/`, ""), errors: streams.errors().replaceAll(`${folder}/`, "") };
}

const add = (changes: Partial<AddOptions> = {}) => run((streams) => addWaiver({ ...added, file, ...changes }, streams, today));
const prune = (write: boolean, json = false) => run((streams) => pruneWaivers({ file, write, json }, streams, today));

describe("list", () => {
  it("shows each with what is left of it", async () => {
    const { output } = await run((streams) => listWaivers({ file }, streams, today));
    expect(output).toBe(`rule       ends                              resource
host-path  2026-12-31 (40 days left)         DaemonSet/spire-system/spiffe-csi-driver
  every stack; risk-accepted by platform, OPS-1
  the kubelet's folder is the interface of CSI
probes     2026-11-01 (expired 20 days ago)  Deployment/shop/web
  prod; not-built-yet by shop, SHOP-7
  health route comes with release 2

2 waivers in waivers.yaml
`);
  });

  it("says when the file is not there", async () => {
    const { code, output } = await run((streams) => listWaivers({ file: join(folder, "waiver.yaml") }, streams, today));
    expect([code, output]).toEqual([0, "0 waivers in waiver.yaml, which does not exist\n"]);
  });

  it("refuses a file that the user named and that is not there, and so does prune", async () => {
    const missing = { file: join(folder, "waiver.yaml"), named: true };
    const refused = {
      code: 2,
      output: "",
      errors: "waiver.yaml: no such file; a file of waivers is allowed; correct the path\n",
    };
    expect(await run((streams) => listWaivers(missing, streams, today))).toEqual(refused);
    expect(await run((streams) => pruneWaivers(missing, streams, today))).toEqual(refused);
  });

  it("as JSON", async () => {
    const { output } = await run((streams) => listWaivers({ file, json: true }, streams, today));
    expect(expectSchema("policy/waivers.schema.json", output)).toMatchObject({
      waivers: [
        { rule: "host-path", expired: false, daysLeft: 40 },
        { rule: "probes", expired: true, daysLeft: -20 },
      ],
    });
  });
});

describe("add", () => {
  it("shows the file it would write, comments kept, and writes nothing", async () => {
    const { code, output, errors } = await add();
    expect([code, errors]).toEqual([0, "--write would make waivers.yaml:\n"]);
    expect(output.startsWith(text)).toBe(true);
    expect(output.slice(text.length)).toBe(`  - rule: probes
    resource: Deployment/shop/api
    kind: risk-accepted
    owner: shop
    reason: health route comes with release 2
    ticket: SHOP-8
    expires: 2026-12-01
`);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("writes with --write, and leaves nothing else behind", async () => {
    expect(await add({ write: true })).toEqual({ code: 0, output: "waivers.yaml written\n", errors: "" });
    expect(readFileSync(file, "utf8")).toContain("resource: Deployment/shop/api");
    expect(readdirSync(folder)).toEqual(["waivers.yaml"]);
  });

  it("begins a file that does not exist", async () => {
    const fresh = join(folder, "new.yaml");
    await add({ file: fresh, write: true });
    expect(readFileSync(fresh, "utf8").split("\n").slice(0, 2)).toEqual(["waivers:", "  - rule: probes"]);
  });

  it("reports every problem of a waiver at once, and writes nothing", async () => {
    const { code, errors } = await add({ rule: "probe", reason: "later", resource: "*", expires: "2026-11-20", write: true });
    expect([code, errors]).toEqual([
      2,
      [
        "resource: '*'; a pattern must name something: wildcards alone are not allowed; correct the value",
        "reason: 'later'; a reason of at least 20 characters is required; correct the value",
        "rule: there is no rule 'probe'; the name of a rule is allowed; did you mean probes? `palisade rules` lists them all",
        "expires: 2026-11-20 is in the past; 2026-11-21 or later is allowed; choose a later day",
        "",
      ].join("\n"),
    ]);
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("refuses a second waiver for the same exception", async () => {
    const { code, errors } = await add({ resource: "Deployment/shop/web" });
    expect([code, errors]).toEqual([
      2,
      "resource: waivers.yaml already has a waiver of probes for 'Deployment/shop/web'; one waiver for one exception is allowed; change that one\n",
    ]);
  });

  it("says where it cannot write", async () => {
    const { code, errors } = await add({ file: join(folder, "none", "waivers.yaml"), write: true });
    expect([code, errors]).toEqual([
      2,
      "none/waivers.yaml: cannot be written (ENOENT); a writable file is allowed; correct the path or its permissions\n",
    ]);
  });
});

describe("prune", () => {
  const pruned = text.slice(0, text.indexOf("  - rule: probes"));

  it("shows the file without expired waivers", async () => {
    expect(await prune(false)).toEqual({ code: 0, output: pruned, errors: "--write would make waivers.yaml:\n" });
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("writes it, and then has nothing more to do", async () => {
    expect(expectSchema("policy/waivers-change.schema.json", (await prune(true, true)).output)).toMatchObject({
      removed: [{ ticket: "SHOP-7" }],
      written: true,
    });
    expect(readFileSync(file, "utf8")).toBe(pruned);
    expect((await prune(true)).output).toBe("no waiver of waivers.yaml has expired\n");
  });
});

it.each<[string, string, RegExp]>([
  ["not YAML", "waivers: [", /^waivers\.yaml:1: not valid YAML: .*; YAML or JSON is allowed; correct the syntax\n$/],
  ["another shape", "- rule: x\n", /^waivers\.yaml: a value of type list; .*; correct the value\n$/],
  ["unknown key", "waivers: []\nexceptions: []\n", /^waivers\.yaml\.exceptions: unknown key; /],
])("refuses a file that is %s", async (_name, content, message) => {
  writeFileSync(file, content);
  const { code, errors } = await prune(true);
  expect([code, errors]).toEqual([2, expect.stringMatching(message)]);
  expect(readFileSync(file, "utf8")).toBe(content);
});
