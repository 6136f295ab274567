import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { defaultSecurityGroup } from "../../../../policy/rules/cloud/default-security-group.ts";
import { closedSecurityGroup } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(defaultSecurityGroup, closedSecurityGroup, [
  [
    "a rule",
    { "ingress[0]": { protocol: "-1", fromPort: 0, toPort: 0, self: true } },
    'main sets ingress to [{"protocol":"-1","fromPort":0,"toPort":0,"self":true}]; allowed: no rules',
  ],
  [
    "a way out",
    { egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
    'main sets egress to [{"protocol":"-1","fromPort":0,"toPort":0,"cidrBlocks":["0.0.0.0/0"]}]; allowed: no rules',
  ],
  ["unknown", { egress: UNKNOWN }, "unknown: main: egress is not known before deployment; allowed: no rules"],
]);
