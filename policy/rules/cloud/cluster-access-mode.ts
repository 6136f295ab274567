import { demanding, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const clusterAccessMode: ResourceRule = {
  name: "cluster-access-mode",
  title: "People log in to clusters as themselves",
  description:
    "EKS must take access entries only (authenticationMode API) and give its creator no hidden admin rights; GKE must issue no client certificate and have no attribute-based access; AKS must have local accounts and run-command off, Entra ID and Azure RBAC on. Certificates and local accounts name nobody and cannot be withdrawn. Who has which role is judged where it is bound.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "CIS-EKS 5.5.1",
    "CIS-GKE 5.8.1",
    "CIS-GKE 5.8.3",
    "CIS-AKS 5.5.1",
    "CIS-AKS 5.5.2",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 8.2.1",
    "SOC2 CC6.1",
    "ISO27001 A.5.16",
  ],
  remediation: "Use access entries (EKS), IAM and groups (GKE), Entra ID with Azure RBAC (AKS).",
  ...demanding({
    [TYPES.eksCluster]: [
      mustEqual("accessConfig.authenticationMode", "API"),
      mustEqual("accessConfig.bootstrapClusterCreatorAdminPermissions", false),
    ],
    [TYPES.gkeCluster]: [
      mustNotBe("masterAuth.clientCertificateConfig.issueClientCertificate", true),
      mustNotBe("enableLegacyAbac", true),
    ],
    [TYPES.aksCluster]: [
      mustEqual("disableLocalAccounts", true),
      mustNotBe("enableRBAC", false),
      mustEqual("aadProfile.managed", true),
      mustEqual("aadProfile.enableAzureRBAC", true),
      mustEqual("apiServerAccessProfile.disableRunCommand", true),
    ],
  }),
};
