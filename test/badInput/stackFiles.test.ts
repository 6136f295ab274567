import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guarded } from "../../policy/cli/outcome.ts";
import { configCheck, configExplain } from "../../tools/commands/config.ts";
import { captured } from "../policy/cli/streams.ts";
import { brokenProject, laptopStack, NEVER_SHOWN, type BrokenProject, type Content } from "./project.ts";

const GOOD = laptopStack("laptop", `  palisade:phoenixSecret:\n    secure: v1:${NEVER_SHOWN}\n`);

const MISSING = [
  "palisade:profile: is missing; one of local, dev, staging, prod; choose one of them",
  "palisade:trustDomain: is missing; needs text; add it",
  "palisade:cluster: is missing; needs an object; add it",
];
const NOT_A_MAP = "not a map; `config:` and its keys; write `config:` with one key a line";
const ALIASES =
  "Pulumi.bad.yaml: names an alias that does not exist, or expands its aliases without end; at most 100 aliases; write the values out";
const UNKNOWN_KEY = "is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it";
const ENCRYPTED =
  "is encrypted; configuration is plain and holds no secrets; the secret keys are approvalSigningKey, phoenixSecret, phoenixAdminSecret, phoenixAdminPassword, guardApiKey, spireDatabasePassword; set it without --secret";

const replaced = (before: string, after: string): string => {
  expect(GOOD).toContain(before);
  return GOOD.replace(before, after);
};
const broken = (line: string, fault: string): string => `Pulumi.bad.yaml:${line}: not valid YAML; ${fault}; correct the file`;
const bomb = [
  "  palisade:data:",
  "    a: &a [x, x, x, x, x, x, x, x, x, x]",
  "    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]",
  "    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]",
  "    d: [*c, *c, *c, *c]\n",
].join("\n");

/** [what is wrong, the stack file, every problem]. */
const FILES: readonly (readonly [string, Content, readonly (string | RegExp)[]])[] = [
  ["empty", "", MISSING],
  ["only a comment", `# ${NEVER_SHOWN}\n`, MISSING],
  ["null", "~\n", MISSING],
  ["config without keys", "config:\n", MISSING],
  ["a list", `- ${NEVER_SHOWN}\n`, [`Pulumi.bad.yaml: ${NOT_A_MAP}`]],
  ["text", `${NEVER_SHOWN}\n`, [`Pulumi.bad.yaml: ${NOT_A_MAP}`]],
  [
    "config a list",
    `config: [${NEVER_SHOWN}]\n`,
    ["Pulumi.bad.yaml: config: not a map; keys and values; write `config:` with one key a line"],
  ],
  [
    "config text",
    `config: ${NEVER_SHOWN}\n`,
    ["Pulumi.bad.yaml: config: not a map; keys and values; write `config:` with one key a line"],
  ],
  ["indented by a tab", `config:\n\tpalisade:profile: ${NEVER_SHOWN}\n`, [broken("2:1", "Tabs are not allowed as indentation")]],
  ["a key twice", `${GOOD}  palisade:profile: ${NEVER_SHOWN}\n`, [broken("20:3", "Map keys must be unique")]],
  ["config twice", `${GOOD}config: {}\n`, [broken("20:1", "Map keys must be unique")]],
  [
    "a brace left open",
    `config: {palisade:profile: ${NEVER_SHOWN}\n`,
    [broken("2:1", "Flow map in block collection must be sufficiently indented and end with a }")],
  ],
  [
    "a key at another column",
    "config:\n  palisade:profile: local\n palisade:trustDomain: x\n",
    [broken("3:1", "All mapping items must start at the same column")],
  ],
  ["an escape that is none", `config: "\\q${NEVER_SHOWN}"\n`, [broken("1:10", "Invalid escape sequence")]],
  ["a NUL at the end", `${GOOD}\0`, [broken("20:1", "Implicit map keys need to be followed by map values")]],
  ["an alias of nothing", `${GOOD}  palisade:data: *${NEVER_SHOWN}\n`, [ALIASES]],
  ["a YAML bomb", GOOD + bomb, [ALIASES]],
  [
    "nested 30,000 deep",
    `config: ${"[".repeat(30_000)}`,
    // How deep the parser comes depends on the stack it is called on.
    [/^ {2}Pulumi\.bad\.yaml:1:\d+: nested too deeply; a few hundred levels; flatten it$/],
  ],
  [
    "several documents",
    `${GOOD}---\n${GOOD}`,
    ["Pulumi.bad.yaml:20:1: holds several YAML documents; one document; remove the line `---` and what follows it"],
  ],
  ["Latin-1", Buffer.from(`${GOOD}# ä`, "latin1"), ["Pulumi.bad.yaml: not UTF-8 text; UTF-8; convert the file to UTF-8"]],
  ["UTF-16", Buffer.from(`\ufeff${GOOD}`, "utf16le"), ["Pulumi.bad.yaml: not UTF-8 text; UTF-8; convert the file to UTF-8"]],
  ["50 MB", new Uint8Array(50 * 1024 * 1024), ["Pulumi.bad.yaml: larger than 5 MB; at most 5 MB; name the right file"]],
  [
    "a map as a key",
    `${GOOD}  ? {${NEVER_SHOWN}: a}\n  : x\n`,
    ["Pulumi.bad.yaml: config: a key is not text; keys such as palisade:profile; write `config:` with one key a line"],
  ],
  ["an unknown key", `${GOOD}  palisade:tenant: ${NEVER_SHOWN}\n`, [`palisade:tenant: ${UNKNOWN_KEY}`]],
  ["a key without the namespace", `${GOOD}  tenant: a\n`, [`palisade:tenant: ${UNKNOWN_KEY}`]],
  ["a misspelt key", replaced("palisade:tools", "palisade:tool"), [`palisade:tool: ${UNKNOWN_KEY}`]],
  ["a misspelt inner key", replaced("spiffeMode", "spifeMode"), [`palisade:gateway.spifeMode: ${UNKNOWN_KEY}`]],
  ["__proto__ as a key", `${GOOD}  palisade:__proto__: {profile: prod}\n`, [`palisade:__proto__: ${UNKNOWN_KEY}`]],
  [
    "null for text",
    replaced("profile: local", "profile:"),
    ['palisade:profile: was ""; one of local, dev, staging, prod; choose one of them'],
  ],
  [
    "true for a choice",
    replaced("profile: local", "profile: true"),
    ['palisade:profile: was "true"; one of local, dev, staging, prod; choose one of them'],
  ],
  [
    "a number for text",
    replaced('"1.36"', "1.36"),
    ["palisade:cluster.kubernetesVersion: was a number; needs text; change its type"],
  ],
  [
    "a list for a map",
    replaced('{ allowedBuckets: ["agent-documents"] }', `[${NEVER_SHOWN}]`),
    ["palisade:tools.s3: was a list; needs an object; change its type"],
  ],
  [
    "text for a map",
    replaced('\n    s3: { allowedBuckets: ["agent-documents"] }', ` ${NEVER_SHOWN}`),
    ["palisade:tools: was text; needs an object; change its type"],
  ],
  [
    "a map for a list",
    replaced('["agent-documents"]', "{ a: b }"),
    ["palisade:tools.s3.allowedBuckets: was an object; needs a list; change its type"],
  ],
  [
    "a plain value where a secret is needed",
    `${GOOD}  palisade:approvalSigningKey: ${NEVER_SHOWN}\n`,
    [
      "palisade:approvalSigningKey: is a plain value; a secret is only accepted encrypted; set it with `pulumi config set --secret palisade:approvalSigningKey` and change the value, which must count as disclosed",
    ],
  ],
  ["a secret where a plain value is needed", `${GOOD}  palisade:data: {secure: v1:x}\n`, [`palisade:data: ${ENCRYPTED}`]],
  [
    "a secret inside an object",
    replaced('["agent-documents"]', `[{secure: v1:${NEVER_SHOWN}}]`),
    [`palisade:tools: ${ENCRYPTED}`],
  ],
  [
    "choices that conflict",
    replaced("spiffeMode: dev", "spiffeMode: dev\n    expose: {kind: none, gateway: 30090}"),
    [`palisade:gateway.expose.gateway: ${UNKNOWN_KEY}`],
  ],
  [
    "a control lowered without waiver",
    `${GOOD.replace("profile: local", "profile: prod")}  palisade:controls: {digestsRequired: false}\n`,
    [
      "palisade:controls.digestsRequired: was false; profile prod demands true or harder; raise it, or give {value, waiver} with owner, reason, ticket and expiry",
    ],
  ],
  [
    "a policy bundle that is not there",
    replaced("spiffeMode: dev", "spiffeMode: dev\n    policyBundle: nowhere"),
    [
      "palisade:gateway.policyBundle: nowhere: the folder is missing or empty; a complete bundle signed by one Ed25519 key; point it at a signed bundle folder",
    ],
  ],
];

describe("a broken stack file", () => {
  let project: BrokenProject;
  beforeAll(() => {
    project = brokenProject();
  });
  afterAll(() => project.remove());

  async function check(content: Content, json = false) {
    project.write("Pulumi.bad.yaml", content);
    const streams = captured();
    const code = await guarded(streams, false, () => configCheck({ stack: "bad", cwd: project.folder, json }, streams));
    return { code, output: streams.output(), errors: streams.errors() };
  }

  it("begins as a good one", async () => {
    expect(await check(GOOD)).toEqual({
      code: 0,
      output: "bad: fine; 3 values to set before a deployment (config explain lists them)\n",
      errors: "",
    });
  });

  it.each(FILES)("%s", async (_title, content, problems) => {
    const { code, output, errors } = await check(content);
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    expect([code, errors]).toEqual([2, ""]);
    expect(output.split("\n")).toEqual([`bad: ${count}`, ...problems.map(shown), ""]);
    expect(output).not.toContain(NEVER_SHOWN);
    // Nothing is changed, and nothing is left behind.
    expect(Buffer.from(content).equals(readFileSync(`${project.folder}/Pulumi.bad.yaml`))).toBe(true);
  });

  it("is described in JSON alone on standard output", async () => {
    const { code, output, errors } = await check(replaced("profile: local", "profile: lokal"), true);
    expect([code, errors]).toEqual([2, ""]);
    expect(JSON.parse(output)).toEqual({
      stacks: [
        {
          stack: "bad",
          problems: [
            {
              path: "palisade:profile",
              given: 'was "lokal"',
              allowed: "one of local, dev, staging, prod",
              change: "choose one of them",
            },
          ],
          examples: [],
          missingSecrets: [],
        },
      ],
    });
  });

  it("is not explained: every problem is told instead", async () => {
    project.write("Pulumi.bad.yaml", "config: {}\n");
    const streams = captured();
    const code = await guarded(streams, false, () =>
      configExplain(undefined, { stack: "bad", cwd: project.folder, json: true }, streams),
    );
    expect([code, streams.output(), streams.errors()]).toEqual([2, "", `${MISSING.join("\n")}\n`]);
  });

  it("may use aliases, anchors and merge keys: they are resolved", async () => {
    const aliased = replaced(
      'apiServer: { cidrs: ["192.168.65.0/24"], ports: [6443] }\n    nodeCidrs: ["192.168.65.0/24"]',
      'apiServer: { cidrs: &nodes ["192.168.65.0/24"], ports: [6443] }\n    nodeCidrs: *nodes',
    ).replace("profile: local", "profile: &mode local");
    expect((await check(`${aliased}x-name: *mode\n`)).code).toBe(0);
    const streams = captured();
    await configExplain("cluster.nodeCidrs", { stack: "bad", cwd: project.folder }, streams);
    expect(streams.output().split("\n")[0]).toBe('palisade:cluster[existing].nodeCidrs = ["192.168.65.0/24"]  (stack file)');
  });

  it("may name a whole value by an alias, scalars as they are written", async () => {
    const aliased = GOOD.replace("config:\n", "x-domain: &domain 1.50\nconfig:\n").replace("palisade.local", "*domain");
    expect((await check(aliased)).code).toBe(0);
    const streams = captured();
    await configExplain("trustDomain", { stack: "bad", cwd: project.folder }, streams);
    expect(streams.output().split("\n")[0]).toBe('palisade:trustDomain = "1.50"  (stack file)');
  });
});

function shown(problem: string | RegExp): string {
  return typeof problem === "string" ? `  ${problem}` : (expect.stringMatching(problem) as string);
}
