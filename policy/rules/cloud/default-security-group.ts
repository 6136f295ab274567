import { demanding, must } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const isEmpty = (rules: Plain): boolean => isAbsent(rules) || items(rules).length === 0;

export const defaultSecurityGroup: ResourceRule = {
  name: "default-security-group",
  title: "The default security group lets nothing through",
  description:
    "A default security group that is managed must have no ingress and no egress: whatever is created without a group gets it. One that is not managed keeps AWS's default, which lets its members talk to each other and out.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["PCI-DSS 1.2.1", "SOC2 CC6.6", "ISO27001 A.8.20", "NSA-CISA network separation"],
  remediation: "Register aws.ec2.DefaultSecurityGroup with the VPC and without rules.",
  ...demanding({
    [TYPES.defaultSecurityGroup]: [must("ingress", isEmpty, "no rules"), must("egress", isEmpty, "no rules")],
  }),
};
