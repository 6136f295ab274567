import { fail } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { isUnknown, read, text } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isSecretByName, secretKind } from "../../lib/secretPatterns.ts";
import { below, each, notKnown, placeOf, containersOf, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

export const secretEnvLiteral: ResourceRule = {
  name: "secret-env-literal",
  title: "Environment variables hold no literal secrets",
  description:
    "A variable whose name or value looks like a secret must come from a Secret (valueFrom), not stand in the manifest. What counts as looking like a secret is written in policy/lib/secretPatterns.ts: words in the name unless it names a reference, formats that only secrets have, and random-looking values of names such as KEY or SALT. Random-looking values of harmless names pass, and so do values of harmless names that other resources compute.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "P-51",
    "G-29",
    "G-37",
    "G-40",
    "CIS-K8S 5.4.2",
    "PCI-DSS 8.6.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
    "NSA-CISA hardening container environments",
  ],
  remediation:
    "Put the value into a secret store, sync it with an ExternalSecret and mount it as a file; rotate what was written down.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) => containersOf(resource).flatMap((container) => each(container, "env").flatMap(judge)),
};

function judge(variable: Subject): readonly Finding[] {
  if (isUnknown(variable.value)) return [notKnown(variable, ALLOWED)];
  const name = text(read(variable.value, "name")) ?? "";
  const place = below(variable, "value");
  const value = text(place.value);
  // An unknown value of a harmless name may be anything, an address mostly.
  if (value === undefined) return isUnknown(place.value) && isSecretByName(name, "?") ? [notKnown(place, ALLOWED)] : [];
  const format = secretKind(name, value);
  return format === undefined
    ? []
    : [fail(`${place.owner} sets ${name} to a literal that looks like ${format}; allowed: ${ALLOWED}`, placeOf(place))];
}

const ALLOWED = "valueFrom.secretKeyRef, or a mounted Secret";
