import { fail } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { isUnknown, text } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isSecretByName, secretFormat } from "../../lib/secretPatterns.ts";
import { each, notKnown, placeOf, containersOf, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

export const secretInArgs: ResourceRule = {
  name: "secret-in-args",
  title: "Command lines hold no secrets",
  description:
    "command and args of a container must not contain what looks like a secret by its format, or a --password=value: command lines are readable by everyone on the node and in every audit log. See policy/lib/secretPatterns.ts for what counts.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "P-51",
    "G-29",
    "G-37",
    "PCI-DSS 8.6.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
    "NSA-CISA hardening container environments",
  ],
  remediation: "Mount the secret as a file and pass its path.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    containersOf(resource).flatMap((container) => ["command", "args"].flatMap((list) => each(container, list).flatMap(judge))),
};

function judge(argument: Subject): readonly Finding[] {
  // An unknown argument is computed from other resources, so it is no literal; an unknown list may be anything.
  if (isUnknown(argument.value) && !argument.field.endsWith("]")) return [notKnown(argument, ALLOWED)];
  const value = text(argument.value) ?? "";
  const [, flag = "", given = ""] = /^--?([\w.-]+)[=:](.+)$/s.exec(value) ?? [];
  const format = secretFormat(value) ?? (isSecretByName(flag, given) ? `a secret by its name (${flag})` : undefined);
  if (format === undefined) return [];
  return [fail(`${argument.owner} has in ${argument.field} what looks like ${format}; allowed: ${ALLOWED}`, placeOf(argument))];
}

const ALLOWED = "the path of a mounted Secret";
