import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../../policy/lib/report.ts";
import { isStopping } from "../../../policy/lib/report.ts";
import type { PreviewRecord } from "../../../tools/engine/record.ts";
import { goodStack, shippedStack } from "../../support/stacks.ts";
import { unknownDocuments } from "../../support/policyDocuments.ts";
import { judgeRecord } from "../../support/judgeRecord.ts";
import { temporaryStacks } from "../../support/temporaryStacks.ts";

const KINDS = ["eks", "gke", "aks", "existing"] as const;
const PROFILES = ["dev", "staging", "prod"] as const;

type Kind = (typeof KINDS)[number];

/** The production stack of each kind. An existing cluster has none of ours, and no cloud that could keep its audit trail. */
const PRODUCTION: Readonly<Record<Kind, string>> = { eks: "prod", gke: "prod-gke", aks: "prod-aks", existing: "prod" };

/** The production stack under another profile. What was confirmed for production is confirmed for nothing else. */
function stackOf(kind: Kind, profile: string): Readonly<Record<string, unknown>> {
  const values = kind === "existing" ? goodStack : shippedStack(PRODUCTION[kind]);
  if (profile === "prod") return values;
  const audit = Object.entries((values["audit"] ?? { store: "none" }) as object);
  const unlocked = audit.filter(([key]) => key !== "confirmIrreversible" && key !== "phase");
  return { ...values, profile, audit: Object.fromEntries(unlocked) };
}

const preview = temporaryStacks();

/** The production stacks of the clouds are shipped: `test/stacks.test.ts` asks them the same. */
const CASES = KINDS.flatMap((kind) => PROFILES.map((profile) => ({ kind, profile }))).filter(
  ({ kind, profile }) => kind === "existing" || profile !== "prod",
);

describe.each(CASES)("a cluster of kind $kind in profile $profile", ({ kind, profile }) => {
  let record: PreviewRecord;
  let report: Report;
  beforeAll(async () => {
    // Waivers are granted to stacks by name.
    record = await preview(profile === "prod" ? PRODUCTION[kind] : `${profile}-${kind}`, stackOf(kind, profile));
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
