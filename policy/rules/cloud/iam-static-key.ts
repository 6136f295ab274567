import { TYPES } from "../../lib/cloud/types.ts";
import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const KEYS: readonly string[] = [
  TYPES.iamAccessKey,
  TYPES.gcpServiceAccountKey,
  "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  "aws:iam/userLoginProfile:UserLoginProfile",
  "gcp:storage/hmacKey:HmacKey",
];

export const iamStaticKey: ResourceRule = {
  name: "iam-static-key",
  title: "No keys that never expire",
  description:
    "No access key, password or credential of one service of AWS, and no key of a service account of Google Cloud (JSON or HMAC), may be created: it works until somebody remembers it, from anywhere, and its secret stands in the state. Pods and pipelines get short-lived credentials by federation.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-81", "NSA-CISA authentication and authorization", "PCI-DSS 8.6.3", "SOC2 CC6.1", "ISO27001 A.5.17"],
  remediation: "Use EKS Pod Identity, workload identity or OIDC federation of the pipeline.",
  scope: "resource",
  appliesTo: ({ type }) => KEYS.includes(type),
  check: (resource) => [fail(`${describeResource(resource)} is a key that does not expire; allowed: short-lived credentials`)],
};
