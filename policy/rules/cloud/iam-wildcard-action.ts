import { judgingAllowances, IDENTITY_POLICIES, valuesOf, isAnything } from "../../lib/cloud/policyDocument.ts";
import { demanding, must, judgePlace, anyOf } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "actions by name";
const areNamed = (actions: Plain): boolean => !valuesOf(actions).some(isAnything);

export const iamWildcardAction: ResourceRule = {
  name: "iam-wildcard-action",
  title: "Identities get named actions, not all of a service",
  description:
    "No statement that allows something may have an action that is all wildcard (*, s3:*), alone or in a list, nor may a role definition of Azure (*, Microsoft.Storage/*, */write): whoever takes the identity has the service, with everything it learns to do later. Prefixes such as s3:Get* are allowed.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation: "List the actions that are used.",
  ...anyOf(
    judgingAllowances(IDENTITY_POLICIES, ALLOWED, (statement) => judgePlace(below(statement, "Action"), areNamed, ALLOWED)),
    demanding({
      [TYPES.azureRoleDefinition]: [
        must("permissions[].actions", areNamedInAzure, ALLOWED),
        must("permissions[].dataActions", areNamedInAzure, ALLOWED),
      ],
    }),
  ),
};

// Microsoft.Storage/* is all of a service and */write all of them; */read only looks.
function areNamedInAzure(actions: Plain): boolean {
  return areNamed(actions) && !valuesOf(actions).some((action) => /^([^/]+\/\*|\*\/(?!read$).*)$/i.test(text(action) ?? ""));
}
