import { judgePlace } from "../../lib/cloud/settings.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, isUnknown, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, objectOf, refused } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "kms with apiVersion v2 as the first provider";

export const encryptionConfigKms: ResourceRule = {
  name: "encryption-config-kms",
  title: "A self-run API server encrypts Secrets with a KMS",
  description:
    "In an EncryptionConfiguration of the API server, the first provider for secrets must be kms with apiVersion v2: identity writes plain text, the others keep their key in the same file. Providers after the first only read what was written before. Managed clusters are judged by cluster-secrets-encryption.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["NSA-CISA hardening container environments", "PCI-DSS 3.5.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: "Put a kms provider (v2) first, and rewrite existing Secrets.",
  scope: "resource",
  appliesTo: ofKind("apiserver.config.k8s.io/EncryptionConfiguration"),
  check: (resource) => {
    const entries = each(objectOf(resource), "resources");
    const ofSecrets = entries.filter(({ value }) => coversSecrets(read(value, "resources")));
    if (ofSecrets.length === 0) return [refused(below(objectOf(resource), "resources"), "an entry for secrets")];
    return ofSecrets.flatMap((entry) => {
      const [first] = each(entry, "providers");
      return first === undefined ? [refused(below(entry, "providers"), ALLOWED)] : judgePlace(first, isKms, ALLOWED);
    });
  },
};

function coversSecrets(resources: Plain): boolean {
  return items(resources).some((one) => isUnknown(one) || ["secrets", "*.", "*.*"].includes(text(one) ?? ""));
}

function isKms(provider: Plain): boolean {
  return read(provider, "kms", "apiVersion") === "v2";
}
