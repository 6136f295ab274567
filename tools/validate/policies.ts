import { deployerPolicies } from "../deployer/deployerPolicy.ts";
import type { PreviewRecord, RecordedResource } from "../engine/record.ts";

/** A policy as IAM reads it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: string;
}

/** Where each type keeps its policy. Trust and key policies name principals; the linter reads them as resource policies. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/policy:Policy": "policy",
};

/** Identity policies of a preview that are known, and the one its deployer would get. Pure. */
export function policiesIn(record: PreviewRecord): readonly NamedPolicy[] {
  const own = record.resources.flatMap((resource) => policyOf(resource));
  const deployer = deployerPolicies(record).filter(({ cloud }) => cloud === "aws");
  return [...own, ...deployer.map(({ document }) => ({ name: "deployer", document: JSON.stringify(document) }))];
}

function policyOf({ type, name, inputs }: RecordedResource): readonly NamedPolicy[] {
  const document = inputs[POLICIES[type] ?? ""];
  return typeof document === "string" ? [{ name, document }] : [];
}
