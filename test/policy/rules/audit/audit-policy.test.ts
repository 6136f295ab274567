import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { auditPolicy } from "../../../../policy/rules/audit/audit-policy.ts";
import { requestAudit } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(auditPolicy, requestAudit, [
  ["a limited None", { "rules[0]": { level: "None", users: ["system:kube-proxy"], verbs: ["watch"] } }],
  [
    "everything hidden first",
    { "rules[0]": { level: "None" } },
    'Policy test sets rules[0] to {"level":"None"}; allowed: level None with users, verbs or resources',
  ],
  [
    "the rest is left out",
    { rules: [{ level: "RequestResponse", resources: [{ group: "", resources: ["secrets"] }] }] },
    'Policy test sets rules[0] to {"level":"RequestResponse","resources":[{"group":"","resources":["secrets"]}]}; allowed: a last rule for everything, at level Metadata or above',
  ],
  ["no rules", { rules: [] }, "Policy test sets rules to []; allowed: a last rule for everything, at level Metadata or above"],
  [
    "the rest is not recorded",
    { "rules[1]": { level: "None" } },
    'Policy test sets rules[1] to {"level":"None"}; allowed: level None with users, verbs or resources',
  ],
  [
    "an unknown level",
    { "rules[1].level": UNKNOWN },
    "unknown: Policy test: rules[1].level is not known before deployment; allowed: a last rule for everything, at level Metadata or above",
  ],
  [
    "unknown",
    { rules: UNKNOWN },
    "unknown: Policy test: rules is not known before deployment; allowed: a last rule for everything, at level Metadata or above",
  ],
]);
