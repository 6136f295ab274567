import { demanding, must, mustEqual, includesAll } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const clusterSecretsEncryption: ResourceRule = {
  name: "cluster-secrets-encryption",
  title: "Secrets are encrypted in etcd with a key of your own",
  description:
    "EKS must name secrets in encryptionConfig.resources, GKE set databaseEncryption.state to ENCRYPTED, AKS enable azureKeyVaultKms: then a backup of etcd is unreadable without a key whose use is logged and can be withdrawn. Whoever may read Secrets through the API still can.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "CIS-EKS 5.3.1",
    "CIS-GKE 5.3.1",
    "CIS-AKS 5.3.1",
    "NSA-CISA hardening container environments",
    "PCI-DSS 3.5.1",
    "SOC2 CC6.1",
    "ISO27001 A.8.24",
  ],
  remediation: "Create a key for the cluster and name it in the encryption settings.",
  ...demanding({
    [TYPES.eksCluster]: [must("encryptionConfig.resources", includesAll("secrets"), `["secrets"]`)],
    [TYPES.gkeCluster]: [mustEqual("databaseEncryption.state", "ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED")],
    [TYPES.aksCluster]: [mustEqual("securityProfile.azureKeyVaultKms.enabled", true)],
  }),
};
