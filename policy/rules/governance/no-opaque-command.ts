import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

/** Resources that run a program of their own while they are made. */
const OPAQUE = /^(command:(local|remote):|pulumi-nodejs:dynamic|pulumi-python:dynamic|null:index|terraform:)/;

export const noOpaqueCommand: ResourceRule = {
  name: "no-opaque-command",
  title: "No resource runs a command that no rule can read",
  description:
    "Resources of the command provider and dynamic resources run programs with the rights of the deployment: kubectl, helm or a cloud's own tool make there what no rule judges and no plan shows. What a Job in the cluster runs is judged as a pod.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-55", "SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation:
    "Register the resources themselves; for what has no provider use a Job, or give the command a waiver that names it.",
  scope: "resource",
  appliesTo: ({ type }) => OPAQUE.test(type),
  check: (resource) => [
    fail(`${describeResource(resource)} runs a program that no rule can read; allowed: resources of a provider`),
  ],
};
