import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const externalSecretRefresh: ResourceRule = {
  name: "external-secret-refresh",
  title: "External secrets are refreshed",
  description:
    "refreshInterval of an ExternalSecret must be set and above zero: with 0 a rotated or revoked secret stays in the cluster for ever. Not set means an hour in current versions, and should be said.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["G-31", "G-39", "PCI-DSS 8.6.2", "SOC2 CC6.1", "ISO27001 A.5.17", "NSA-CISA hardening container environments"],
  remediation: "Set refreshInterval: 1h, shorter for secrets that rotate faster.",
  scope: "resource",
  appliesTo: ofKind("external-secrets.io/ExternalSecret", "external-secrets.io/ClusterExternalSecret"),
  check: (resource) => {
    const spec = resource.kubernetes?.kind === "ExternalSecret" ? ["spec"] : ["spec", "externalSecretSpec"];
    const isDuration = (value: Plain): boolean => /[1-9]/.test(text(value) ?? "");
    return mustBe(below(objectOf(resource), ...spec, "refreshInterval"), isDuration, "a duration above 0");
  },
};
