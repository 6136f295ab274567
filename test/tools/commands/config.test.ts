import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stackFileSchema } from "../../../components/config/jsonSchema.ts";
import { guarded, type ExitCode, type Streams } from "../../../policy/cli/outcome.ts";
import { configCheck, configExplain, configSchema } from "../../../tools/commands/config.ts";
import { stackNames } from "../../../tools/commands/stackPlan.ts";
import { brokenProject, laptopStack, type BrokenProject } from "../../badInput/project.ts";
import { captured } from "../../policy/cli/streams.ts";
import { expectSchema } from "./schema.ts";

const stack = (changes = ""): string => laptopStack("example-laptop", changes);

const secrets = ["approvalSigningKey", "phoenixSecret", "phoenixAdminSecret", "phoenixAdminPassword"];
const allSecrets = secrets.map((name) => `  palisade:${name}: {secure: v1:x}\n`).join("");

let project: BrokenProject;
beforeAll(() => {
  project = brokenProject({
    "Pulumi.example.yaml": stack(),
    "Pulumi.ready.yaml": stack(allSecrets).replace("example-laptop", "laptop"),
    "Pulumi.raised.yaml": stack("  palisade:controls: {networkPolicyEnforced: true}\n"),
  });
});
afterAll(() => project.remove());

async function run(command: (streams: Streams) => Promise<ExitCode>) {
  const streams = captured();
  const code = await guarded(streams, false, () => command(streams));
  return { code, output: streams.output(), errors: streams.errors() };
}

const check = (name?: string, json = false) =>
  run((streams) => configCheck({ cwd: project.folder, json, ...(name === undefined ? {} : { stack: name }) }, streams));
const explain = (key: string | undefined, name = "example", json = false) =>
  run((streams) => configExplain(key, { cwd: project.folder, stack: name, json }, streams));

describe("palisade config check", () => {
  it("plans every stack, in the order of their names", async () => {
    const { code, output, errors } = await check();
    expect([code, errors]).toEqual([2, ""]);
    expect(output).toBe(`example: fine; 5 values to set before a deployment (config explain lists them)
raised: 1 problem
  palisade:cluster.networkPolicyEngine: was "none"; profile local needs a network plug-in that enforces NetworkPolicies; install one and name it, or lower networkPolicyEnforced with a waiver
ready: fine; ready to deploy
`);
  });

  it("as JSON", async () => {
    const { code, output } = await check("example", true);
    expect([code, expectSchema("tools/commands/schemas/config-check.schema.json", output)]).toEqual([
      0,
      {
        stacks: [
          {
            stack: "example",
            problems: [],
            examples: [
              {
                path: "palisade:cluster.name",
                value: "example-laptop",
                change: "set the value of your own environment",
              },
            ],
            missingSecrets: secrets,
          },
        ],
      },
    ]);
  });

  it("checks the stacks of this project", async () => {
    const streams = captured();
    expect(await configCheck({ cwd: "." }, streams)).toBe(0);
    const lines = streams.output().trimEnd().split("\n");
    expect(lines.map((line) => line.replace(/: fine; .*$/, ""))).toEqual(stackNames("."));
  });
});

describe("palisade config explain", () => {
  it("shows a value, where it comes from and what it means", async () => {
    expect((await explain("palisade:profile")).output).toBe(
      'palisade:profile = "local"  (stack file)\n    Defaults and minimum hardening.\n',
    );
    expect((await explain("data.engine")).output.split("\n")[0]).toBe('palisade:data.engine = "valkey"  (default)');
  });

  it("finds a key without its prefix and without the option of a union", async () => {
    const asked = ["cluster.name", "palisade:cluster.name", "palisade:cluster[existing].name"];
    const outputs = await Promise.all(asked.map(async (key) => (await explain(key)).output));
    expect(new Set(outputs).size).toBe(1);
    expect(outputs[0]?.split("\n")[0]).toBe('palisade:cluster[existing].name = "example-laptop"  (stack file)');
  });

  it("suggests the key that was meant", async () => {
    expect(await explain("gatewy")).toEqual({
      code: 2,
      output: "",
      errors: "gatewy: is not a setting in force; the keys of docs/configuration.md; did you mean palisade:gateway?\n",
    });
    expect((await explain("zzz")).errors).toBe(
      "zzz: is not a setting in force; the keys of docs/configuration.md; name one of them or the beginning of one\n",
    );
  });

  it("ends with what must be set before a deployment", async () => {
    const { code, output } = await explain(undefined);
    expect(code).toBe(0);
    expect(output).toContain("\nControls of profile local:\n");
    expect(output.slice(output.indexOf("To set before"))).toBe(`To set before a deployment:
  palisade:cluster.name: example value "example-laptop"; set the value of your own environment
${secrets.map((name) => `  palisade:${name}: secret; pulumi config set --secret palisade:${name}\n`).join("")}`);
    expect((await explain(undefined, "ready")).output).not.toContain("To set before");
  });

  it("says who could still destroy audit evidence, also where nothing prevents it [P-78]", async () => {
    const { output } = await explain(undefined);
    expect(output).toContain(`
Who could still destroy audit evidence:
  anyone who can delete a gateway pod: could delete its audit volume
      against it: nothing: palisade:audit keeps no copy
      what is left: every event of that pod
`);
  });

  it("as JSON", async () => {
    const schema = "tools/commands/schemas/config-explain.schema.json";
    const whole = expectSchema(schema, (await explain(undefined, "example", true)).output);
    expect(whole).toMatchObject({ stack: "example", missingSecrets: secrets });
    expect(expectSchema(schema, (await explain("profile", "example", true)).output)).toEqual({
      stack: "example",
      settings: [
        { key: "palisade:profile", value: "local", origin: "stack file", description: "Defaults and minimum hardening." },
      ],
      controls: [],
    });
  });
});

it("palisade config schema prints the committed schema", async () => {
  const { code, output } = await run((streams) => configSchema(streams));
  expect([code, JSON.parse(output)]).toEqual([0, stackFileSchema()]);
});
