import { narrowsResources, unlessNarrowed } from "../../lib/cloud/conditions.ts";
import * as escalations from "../../lib/cloud/escalations.ts";
import { IDENTITY_POLICIES, judgingAllowances } from "../../lib/cloud/policyDocument.ts";
import { anyOf, demanding, judgePlace, must } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below } from "../../lib/subject.ts";

const ALLOWED = "actions that give no rights, or a permissions boundary";

export const iamEscalation: ResourceRule = {
  name: "iam-escalation",
  title: "No identity of a program gives itself more rights",
  description:
    "No policy of AWS may let its holder attach, write or swap policies, trust or credentials, unless a condition demands a permissions boundary, nor pass or take on roles that it does not name; no custom role of Google Cloud may set policies of projects or act as service accounts; none of Azure may write role assignments or definitions. Each of these is every right there is. All actions of a service are judged by iam-wildcard-action, and what NotAction leaves by iam-negation.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["P-80", "NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.8.2"],
  remediation: "Leave rights to the deployer, or demand iam:PermissionsBoundary; name the roles in Resource.",
  ...anyOf(
    judgingAllowances(IDENTITY_POLICIES, ALLOWED, (statement) => {
      const [actions, condition] = [below(statement, "Action"), below(statement, "Condition")];
      const giving = judgePlace(actions, escalations.givesNoRights, ALLOWED);
      const becoming = escalations.becomesRoles(actions.value)
        ? judgePlace(below(statement, "Resource"), escalations.namesRoles, "roles by name, or a condition")
        : [];
      return [
        ...unlessNarrowed(condition, escalations.isBounded, giving),
        ...unlessNarrowed(condition, narrowsResources, becoming),
      ];
    }),
    demanding({
      [TYPES.gcpCustomRole]: [must("permissions", escalations.givesNoRightsInGcp, "permissions that give no rights")],
      [TYPES.azureRoleDefinition]: [
        must("permissions[].actions", escalations.givesNoRightsInAzure, "actions that give no rights"),
      ],
    }),
  ),
};
