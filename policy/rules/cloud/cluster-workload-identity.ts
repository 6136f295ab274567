import { demanding, must, mustEqual, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const clusterWorkloadIdentity: ResourceRule = {
  name: "cluster-workload-identity",
  title: "Pods get cloud identities of their own",
  description:
    "GKE must have a workload pool, AKS an OIDC issuer and workload identity: otherwise pods use the identity of their node, or a key in a Secret. EKS needs no switch: Pod Identity and IRSA are judged where they are bound.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-91",
    "P-94",
    "P-81",
    "CIS-GKE 5.2.2",
    "CIS-AKS 5.2.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.16",
  ],
  remediation:
    "Set workloadIdentityConfig.workloadPool (GKE), or oidcIssuerProfile.enabled and securityProfile.workloadIdentity.enabled (AKS).",
  ...demanding({
    [TYPES.gkeCluster]: [
      exempt(
        must(
          "workloadIdentityConfig.workloadPool",
          (pool) => /^[^.]+\.svc\.id\.goog$/.test(text(pool) ?? ""),
          "<project>.svc.id.goog",
        ),
        when("enableAutopilot", true),
      ),
    ],
    [TYPES.aksCluster]: [
      mustEqual("oidcIssuerProfile.enabled", true),
      mustEqual("securityProfile.workloadIdentity.enabled", true),
    ],
  }),
};
