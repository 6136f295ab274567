import { demanding, mustEqual, mustNotBe, exempt, when } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const registryAccess: ResourceRule = {
  name: "registry-access",
  title: "Registries know who pulls and pushes",
  description:
    "An Azure registry must have its admin user and anonymous pull off, and must not be open to every network: the admin user is one password for everything. Who may pull from ECR is judged by iam-public-principal.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["CIS-AKS 5.1.2", "PCI-DSS 8.2.2", "SOC2 CC6.1", "ISO27001 A.5.16"],
  remediation: "Set adminUserEnabled and anonymousPullEnabled to false and publicNetworkAccess to Disabled.",
  ...demanding({
    [TYPES.azureRegistry]: [
      mustNotBe("adminUserEnabled", true),
      mustNotBe("anonymousPullEnabled", true),
      exempt(mustEqual("networkRuleSet.defaultAction", "Deny"), when("publicNetworkAccess", "Disabled")),
    ],
  }),
};
