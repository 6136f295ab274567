import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";

export const clusterSecretStoreScope: ResourceRule = {
  name: "cluster-secret-store-scope",
  title: "Secret stores serve named namespaces",
  description:
    "A ClusterSecretStore must list conditions: without them an ExternalSecret in any namespace reads every path the store's identity may read. The conditions limit namespaces, not paths: scope the store's own policy too.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["G-49", "G-50", "PCI-DSS 8.6.2", "SOC2 CC6.1", "ISO27001 A.5.17", "NSA-CISA hardening container environments"],
  remediation: "Add spec.conditions with namespaces or a namespaceSelector, or use a SecretStore per namespace.",
  scope: "resource",
  appliesTo: ofKind("external-secrets.io/ClusterSecretStore"),
  check: (resource) =>
    mustBe(below(objectOf(resource), "spec", "conditions"), (list) => items(list).length > 0, "at least one condition"),
};
