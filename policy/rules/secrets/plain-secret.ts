import { fail } from "../../lib/finding.ts";
import { isKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, placeOf, objectOf } from "../../lib/subject.ts";
import { REDACTED } from "../../lib/verdict.ts";

export const plainSecret: ResourceRule = {
  name: "plain-secret",
  title: "No Secret with its values in a file",
  description:
    "A Secret in a manifest file must have no data and no stringData: base64 is no encryption, and files end in git. Secrets of a Pulumi program are not judged, because they come from its encrypted configuration; neither are sealed or external secrets, which are other kinds.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "P-51",
    "G-29",
    "G-37",
    "G-38",
    "G-40",
    "CIS-K8S 5.4.2",
    "PCI-DSS 8.6.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
    "NSA-CISA hardening container environments",
  ],
  remediation: "Replace the manifest by an ExternalSecret; rotate the values.",
  scope: "resource",
  appliesTo: (resource) => isKind(resource, "/Secret") && resource.file !== undefined,
  check: (resource) =>
    ["data", "stringData"]
      .map((field) => below(objectOf(resource), field))
      .filter(({ value }) => entries(value).some(([, inner]) => inner !== REDACTED))
      .map((place) => fail(`${place.owner} holds values in ${place.field}; allowed: none in a file`, placeOf(place))),
};
