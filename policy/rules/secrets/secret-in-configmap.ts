import { fail } from "../../lib/finding.ts";
import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { isUnknown, text, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isSecretByName, secretKind } from "../../lib/secretPatterns.ts";
import { secretInFile } from "../../lib/secretsInText.ts";
import { below, notKnown, placeOf, objectOf, type Subject } from "../../lib/subject.ts";
import type { Finding, Plain } from "../../lib/verdict.ts";

export const secretInConfigmap: ResourceRule = {
  name: "secret-in-configmap",
  title: "ConfigMaps hold no secrets",
  description:
    "No key of a ConfigMap may look like a secret by its name, no value by its format or its randomness, and no line of a file in it may set a password or a key: ConfigMaps are readable by far more people than Secrets and are not encrypted apart. See policy/lib/secretPatterns.ts for what counts.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "P-51",
    "G-29",
    "G-37",
    "CIS-K8S 5.4.2",
    "PCI-DSS 8.6.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
    "NSA-CISA hardening container environments",
  ],
  remediation: "Move the value into a secret store; rotate what was written down.",
  scope: "resource",
  appliesTo: ofKind("/ConfigMap"),
  check: (resource) => {
    const map = objectOf(resource);
    return [...judgeData(below(map, "data"), (value) => value), ...judgeData(below(map, "binaryData"), decoded)];
  },
};

function judgeData(data: Subject, read: (value: Plain) => Plain): readonly Finding[] {
  if (isUnknown(data.value)) return [notKnown(data, ALLOWED)];
  return entries(data.value).flatMap(([key, value]) => judge({ ...below(data, key), value: read(value) }, key));
}

/** `binaryData` is Base64. */
function decoded(value: Plain): Plain {
  const written = text(value);
  return written === undefined ? value : Buffer.from(written, "base64").toString("utf8");
}

function judge(place: Subject, key: string): readonly Finding[] {
  const value = text(place.value);
  if (value === undefined) return isUnknown(place.value) && isSecretByName(key, "?") ? [notKnown(place, ALLOWED)] : [];
  // A whole file under a name like token-policy.yaml is a document, not a secret.
  const format = value.includes("\n") ? secretInFile(value) : secretKind(key, value);
  return format === undefined
    ? []
    : [fail(`${place.owner} holds in ${place.field} what looks like ${format}; allowed: ${ALLOWED}`, placeOf(place))];
}

const ALLOWED = "a reference to a Secret";
