import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isUnknown, read, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, notKnown, unless, objectOf, type Subject } from "../../lib/subject.ts";
import type { Finding, Plain, PolicyResource } from "../../lib/verdict.ts";

const PREFIX = "pod-security.kubernetes.io/";
const REASONS = ["palisade.dev/pod-security-reason", "palisade.dev/pod-security-reference"];
const LEVELS: readonly Plain[] = ["restricted", "baseline", "privileged"];

/** Restricted is complete since v1.25: an older version demands less. */
const OLDEST = 25;

export const psaNamespaceLabel: ResourceRule = {
  name: "psa-namespace-label",
  title: "Namespaces enforce Pod Security",
  description:
    "A Namespace must carry the labels enforce, audit and warn of Pod Security and the version of each; enforce must be restricted unless the annotations palisade.dev/pod-security-reason and -reference say why, audit and warn always. Without a version a cluster upgrade changes what is admitted; latest counts as none, and one before v1.25 demands less. The labels bind nobody who may edit the namespace.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-52",
    "P-102",
    "G-23",
    "G-25",
    "G-26",
    "CIS-K8S 5.2.1",
    "NSA-CISA pod security",
    "PCI-DSS 2.2.1",
    "SOC2 CC6.8",
    "ISO27001 A.8.9",
  ],
  remediation:
    "Label the namespace restricted with the cluster's version. Where pods need more, set enforce to what they need and give the reason and its reference in the two annotations.",
  scope: "resource",
  appliesTo: ofKind("/Namespace"),
  check: (resource) => {
    const labels = below(objectOf(resource), "metadata", "labels");
    if (isUnknown(labels.value)) return [notKnown(labels, "enforce, audit and warn: restricted, with versions")];
    return ["enforce", "audit", "warn"].flatMap((mode) => [
      ...judgeLevel(resource, below(labels, `${PREFIX}${mode}`), mode === "enforce"),
      ...mustBe(
        below(labels, `${PREFIX}${mode}-version`),
        (version) => Number(/^v1\.(\d+)$/.exec(text(version) ?? "")?.[1] ?? 0) >= OLDEST,
        "a version such as v1.37",
      ),
    ]);
  },
};

function judgeLevel(resource: PolicyResource, label: Subject, excusable: boolean): readonly Finding[] {
  const reason = excusable ? `, or lower with the annotations ${REASONS.join(" and ")}` : "";
  const findings = mustBe(label, (level) => level === "restricted", `restricted${reason}`);
  if (!excusable || !LEVELS.includes(label.value)) return findings;
  const annotations = below(objectOf(resource), "metadata", "annotations");
  return unless(annotations, (all) => REASONS.every((key) => (text(read(all, key)) ?? "") !== ""), findings);
}
