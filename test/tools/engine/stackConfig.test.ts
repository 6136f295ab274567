import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { PreviewFailure } from "../../../tools/engine/programError.ts";
import { readProject, stacksOf } from "../../../tools/engine/project.ts";
import { readStackConfig } from "../../../tools/engine/stackConfig.ts";

const programs = join(import.meta.dirname, "../../fixtures/programs");
const settings = readProject(join(programs, "settings"));

function failure(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof PreviewFailure) {
      expect(error.error.kind).toBe("config");
      return error.error.message;
    }
    throw error;
  }
  throw new Error("nothing failed");
}

describe("a project", () => {
  it("is read with Pulumi's defaults", () => {
    expect(settings).toMatchObject({ name: "settings", typescript: true, nodeArguments: [], entry: "." });
    expect(stacksOf(settings)).toEqual(["dev", "list", "unreadable", "wrong"]);
  });

  it("runs in the folder that main names, and from the file that main names", () => {
    expect(readProject(join(programs, "foreign-js"))).toMatchObject({
      workingFolder: join(programs, "foreign-js/app"),
      entry: ".",
      typescript: false,
    });
  });

  it("is needed", () => {
    expect(failure(() => readProject(join(programs, "nothing-here")))).toBe(
      "Pulumi.yaml: not found; a folder with a Pulumi project; name the project's folder with --cwd",
    );
  });

  it("must be a Node.js project", () => {
    expect(failure(() => readProject(join(programs, "python")))).toBe(
      "Pulumi.yaml: runtime: python; nodejs; only Node.js programs can be previewed offline",
    );
  });
});

describe("a stack's configuration", () => {
  const config = readStackConfig(settings, "dev");

  it("keeps scalars as written and objects as JSON, over the project's defaults", () => {
    expect(config.values).toEqual({
      "settings:size": "3",
      "settings:open": "true",
      "settings:names": '["a","b"]',
      "settings:owner": "the-owner-text",
      "settings:plain": "text",
      "settings:version": "1.50",
      "settings:flag": "yes",
      "settings:number": "7",
      "aws:region": "eu-north-1",
      "gcp:project": "from-project",
      "settings:password": "offline-placeholder-for-settings-password-0",
      "settings:database": JSON.stringify({
        host: "db.example.com",
        ports: [5432, 5433],
        user: "offline-placeholder-for-settings-database-user-0",
        replicas: [{ password: "offline-placeholder-for-settings-database-replicas-0-password-0" }],
      }),
    });
  });

  it("marks encrypted and declared secrets, and remembers their texts", () => {
    expect(config.secretKeys).toEqual(["settings:database", "settings:owner", "settings:password"]);
    expect([...config.secretTexts.keys()].sort()).toEqual([
      "offline-placeholder-for-settings-database-replicas-0-password-0",
      "offline-placeholder-for-settings-database-user-0",
      "offline-placeholder-for-settings-password-0",
      "the-owner-text",
    ]);
  });

  it("takes stand-ins for encrypted values from the fixtures", () => {
    const given = readStackConfig(settings, "dev", { password: "swordfish" });
    expect(given.values["settings:password"]).toBe("swordfish");
    expect(given.secretTexts.get("swordfish")).toBe("settings:password");
  });

  it("says what only Pulumi Cloud knows", () => {
    expect(config.warnings).toEqual([
      "Pulumi.dev.yaml: the values of `environment` live in Pulumi Cloud and are missing offline",
    ]);
  });

  it("names the stacks there are when one is missing", () => {
    expect(failure(() => readStackConfig(settings, "prod"))).toBe(
      "stack prod: Pulumi.prod.yaml not found; dev, list, unreadable, wrong; name a stack that exists, or create its file",
    );
  });

  it("may be missing altogether in a project without stack files", () => {
    expect(readStackConfig(readProject(join(programs, "broken")), "any").values).toEqual({});
  });

  it("must be of the declared types, all problems at once and without the values", () => {
    expect(failure(() => readStackConfig(settings, "wrong")).split("\n")).toEqual([
      "settings:size: not of type integer in stack wrong; integer; correct the value",
      "settings:open: not of type boolean in stack wrong; boolean; correct the value",
      "settings:names: not of type array in stack wrong; array; correct the value",
    ]);
  });

  it("must be valid YAML, with the place of the mistake", () => {
    expect(failure(() => readStackConfig(settings, "unreadable"))).toMatch(
      /^Pulumi\.unreadable\.yaml:4:1: not valid YAML; .*; correct the file$/u,
    );
    expect(failure(() => readStackConfig(settings, "list"))).toBe(
      "Pulumi.list.yaml: config: not a map; keys and values; write `config:` with one key a line",
    );
  });
});
