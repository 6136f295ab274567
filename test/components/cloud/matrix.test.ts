import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type { Report } from "../../../policy/lib/report.ts";
import { isStopping } from "../../../policy/lib/report.ts";
import { runPreview } from "../../../tools/engine/preview.ts";
import type { PreviewRecord } from "../../../tools/engine/record.ts";
import { goodStack } from "../../support/stacks.ts";
import { unknownDocuments } from "../../support/policyDocuments.ts";
import { judgeRecord } from "../../support/judgeRecord.ts";

const KINDS = ["eks", "gke", "aks", "existing"] as const;
const PROFILES = ["dev", "staging", "prod"] as const;

type Kind = (typeof KINDS)[number];
type Values = Readonly<Record<string, unknown>>;

/** The production stack of each kind. An existing cluster has none of ours, and no cloud that could keep its audit trail. */
const PRODUCTION: Readonly<Record<Kind, string>> = { eks: "prod", gke: "prod-gke", aks: "prod-aks", existing: "prod" };

function production(kind: Kind): Values {
  if (kind === "existing") return prefixed(goodStack);
  const { config } = parse(readFileSync(`Pulumi.${PRODUCTION[kind]}.yaml`, "utf8")) as { readonly config: Values };
  return config;
}

function prefixed(values: Values): Values {
  const own = Object.entries(values).map(([key, value]) => [`palisade:${key}`, value]);
  return { "pulumi:disable-default-providers": ["*"], ...(Object.fromEntries(own) as Values) };
}

/** The production stack under another profile. What was confirmed for production is confirmed for nothing else. */
function stackOf(kind: Kind, profile: string): Values {
  const values = production(kind);
  if (profile === "prod") return values;
  const audit = Object.entries((values["palisade:audit"] ?? { store: "none" }) as Values);
  const unlocked = audit.filter(([key]) => key !== "confirmIrreversible" && key !== "phase");
  return { ...values, "palisade:profile": profile, "palisade:audit": Object.fromEntries(unlocked) };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-matrix-"));
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  const project = parse(readFileSync("Pulumi.yaml", "utf8")) as Values;
  writeFileSync(join(folder, "Pulumi.yaml"), stringify({ ...project, main: resolve(".") }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The production stacks of the clouds are shipped: `test/stacks.test.ts` asks them the same. */
const CASES = KINDS.flatMap((kind) => PROFILES.map((profile) => ({ kind, profile }))).filter(
  ({ kind, profile }) => kind === "existing" || profile !== "prod",
);

describe.each(CASES)("a cluster of kind $kind in profile $profile", ({ kind, profile }) => {
  let record: PreviewRecord;
  let report: Report;
  beforeAll(async () => {
    // Waivers are granted to stacks by name.
    const stack = profile === "prod" ? PRODUCTION[kind] : `${profile}-${kind}`;
    writeFileSync(join(folder, `Pulumi.${stack}.yaml`), stringify({ config: stackOf(kind, profile) }));
    const outcome = await runPreview({ cwd: folder, stack });
    if ("error" in outcome) throw new Error(outcome.error.message);
    record = outcome.record;
    report = judgeRecord(record, profile);
  });

  it("[P-01] [P-02] [P-03] [P-85] previews without a credential, and hides nothing", () => {
    expect([record.opaque, record.invokes, record.leaks]).toEqual([[], [], []]);
  });

  it("[P-86] knows every policy document before anything exists", () => {
    expect(unknownDocuments(record)).toEqual([]);
  });

  it("leaves no rule without an answer", () => {
    expect(report.results.filter(({ verdict }) => verdict === "unknown").map(({ message }) => message)).toEqual([]);
  });

  it("may be deployed, but for locked storage where no cloud has any", () => {
    const stopping = report.results.filter(isStopping).map(({ rule }) => rule);
    expect(stopping).toEqual(kind === "existing" && profile === "prod" ? ["audit-store-locked"] : []);
  });
});
