import { demanding, mustEqual, exempt } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const keyVaultAccess: ResourceRule = {
  name: "key-vault-access",
  title: "Key vaults are reached by role and from named networks",
  description:
    "An Azure Key Vault must use Azure RBAC instead of access policies, and must not be open to every network: an access policy gives rights on every key at once and is not seen by reviews of roles. Trusted services of Azure may still pass.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["PCI-DSS 3.6.1", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.8.24", "ISO27001 A.5.15"],
  remediation: "Set enableRbacAuthorization: true and publicNetworkAccess: Disabled, or networkAcls.defaultAction: Deny.",
  ...demanding({
    [TYPES.azureVault]: [
      mustEqual("properties.enableRbacAuthorization", true),
      exempt(mustEqual("properties.networkAcls.defaultAction", "Deny"), {
        field: "properties.publicNetworkAccess",
        holds: (access) => text(access)?.toLowerCase() === "disabled",
      }),
    ],
  }),
};
