import { parseJson } from "../cloud/json.ts";
import { valuesOf } from "../cloud/policyDocument.ts";
import { isAbsent, isRecord, isUnknown, read } from "../plain.ts";
import { UNKNOWN, type Plain } from "../verdict.ts";
import type { Right } from "./identity.ts";

/** Statements of a policy of AWS that allow, in text or as an object; UNKNOWN for what is not known yet or says nothing. */
export function allowancesIn(document: Plain): readonly Plain[] {
  if (isUnknown(document)) return [UNKNOWN];
  if (isAbsent(document)) return [];
  const parsed = parseJson(document);
  if (!isRecord(parsed)) return [UNKNOWN];
  return valuesOf(parsed["Statement"]).filter((statement) => read(statement, "Effect") !== "Deny");
}

/** What the statements of a policy allow. */
export function rightsIn(document: Plain): readonly Right[] {
  return allowancesIn(document).map(rightOf);
}

/** What is written as everything but something counts as everything. */
export function rightOf(statement: Plain): Right {
  return { actions: named(statement, "Action"), resources: named(statement, "Resource") };
}

function named(statement: Plain, element: string): readonly Plain[] {
  const negated = read(statement, `Not${element}`);
  return isAbsent(negated) || isUnknown(negated) ? valuesOf(read(statement, element)) : ["*"];
}
