import { isAbsent } from "../plain.ts";
import type { Plain } from "../verdict.ts";
import type { Reader } from "./reader.ts";
import type { Requirement, Selector } from "./selector.ts";

/** A label selector; a part that cannot be read becomes a requirement whose outcome is unknown. */
export function readSelector(reader: Reader, value: Plain, path: string): Selector {
  const selector = reader.object(value, path);
  if (selector === undefined) return [unknownRequirement(path)];
  const { matchLabels, matchExpressions } = selector;
  const labels = isAbsent(matchLabels) ? {} : reader.object(matchLabels, `${path}.matchLabels`);
  const exact = Object.entries(labels ?? {}).map(([key, label]): Requirement => {
    const text = isAbsent(label)
      ? reader.refuse(label, `${path}.matchLabels["${key}"]`, "a string")
      : reader.text(label, `${path}.matchLabels["${key}"]`);
    return text === undefined ? unknownRequirement(key) : { key, operator: "In", values: [text] };
  });
  const before = reader.issues.length;
  const expressions = reader.list(matchExpressions, `${path}.matchExpressions`);
  const unreadable = labels === undefined || reader.issues.length > before ? [unknownRequirement(path)] : [];
  return [
    ...exact,
    ...expressions.map((item, at) => readExpression(reader, item, `${path}.matchExpressions[${at}]`)),
    ...unreadable,
  ];
}

function readExpression(reader: Reader, value: Plain, path: string): Requirement {
  const before = reader.issues.length;
  const { key, operator, values } = reader.object(value, path) ?? {};
  const given = reader.list(values, `${path}.values`).map((item, at) => reader.text(item, `${path}.values[${at}]`) ?? "");
  if (typeof key !== "string") reader.refuse(key, `${path}.key`, "a label key");
  const known = (["In", "NotIn", "Exists", "DoesNotExist"] as const).find((name) => name === operator);
  if (known === undefined) reader.refuse(operator, `${path}.operator`, "In, NotIn, Exists or DoesNotExist");
  else if (known.endsWith("In") !== given.length > 0 && reader.issues.length === before)
    reader.refuse(values, `${path}.values`, valuesAllowed(known));
  if (typeof key !== "string" || known === undefined || reader.issues.length > before) return unknownRequirement(path);
  return { key, operator: known, values: given };
}

function valuesAllowed(operator: string): string {
  return operator.endsWith("In") ? `a list of at least one value with ${operator}` : `no value with ${operator}`;
}

function unknownRequirement(key: string): Requirement {
  return { key, operator: "Unknown", values: [] };
}
