import { argumentsOf, headersOf, type Argument } from "../../lib/containerCommands.ts";
import { fail } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { isUnknown, text } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { secretInCommand } from "../../lib/secretsInText.ts";
import { notKnown, placeOf, containersOf, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

export const secretInArgs: ResourceRule = {
  name: "secret-in-args",
  title: "Command lines hold no secrets",
  description:
    "What a container runs (command, args, lifecycle hooks and probes, with their HTTP headers) must not contain what looks like a secret: by its format, or assigned anywhere in the text, scripts of a shell included (--password=…, --token …, PASSWORD=…, Authorization: Bearer …). Command lines are readable by everyone on the node and in every audit log. See policy/lib/secretPatterns.ts for what counts.",
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
    containersOf(resource).flatMap((container) => [
      ...argumentsOf(container).flatMap(judge),
      ...headersOf(container).flatMap(({ name, place }) => found(place, secretInCommand(`${name}: ${text(place.value) ?? ""}`))),
    ]),
};

function judge({ place, flag }: Argument): readonly Finding[] {
  // An unknown argument is computed from other resources, so it is no literal; an unknown list may be anything.
  if (isUnknown(place.value)) return place.field.endsWith("]") ? [] : [notKnown(place, ALLOWED)];
  return found(place, secretInCommand(`${flag}${text(place.value) ?? ""}`));
}

function found(place: Subject, kind: string | undefined): readonly Finding[] {
  if (kind === undefined) return [];
  return [fail(`${place.owner} has in ${place.field} what looks like ${kind}; allowed: ${ALLOWED}`, placeOf(place))];
}

const ALLOWED = "the path of a mounted Secret";
