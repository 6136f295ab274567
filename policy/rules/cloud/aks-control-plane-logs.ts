import { cloudResources, hasCloudResource } from "../../lib/cloud/companions.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { fail, unknown } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, isUnknown, items } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { Plain, PolicyResource } from "../../lib/verdict.ts";

const CATEGORIES = "kube-audit and guard";

export const aksControlPlaneLogs: WorldRule = {
  name: "aks-control-plane-logs",
  title: "AKS control planes write their audit log",
  description:
    "A program with an AKS cluster must have a diagnostic setting with the categories kube-audit (or kube-audit-admin, which leaves reads out) and guard, or a group that holds all logs: by default the control plane writes none. Only AKS has these categories, so with one cluster the setting is its own.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["CIS-AKS 2.1.1", "NSA-CISA audit logging", "PCI-DSS 10.2.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Register azure-native.monitor.DiagnosticSetting for the cluster with kube-audit and guard.",
  scope: "world",
  appliesTo: hasCloudResource(TYPES.aksCluster),
  check: (world) => {
    const settings = cloudResources(world, TYPES.azureDiagnostics).map(auditsControlPlane);
    const clusters = cloudResources(world, TYPES.aksCluster);
    const auditing = settings.filter((audits) => audits === true).length;
    if (auditing >= clusters.length) return [];
    const message = `the program has ${clusters.length} AKS clusters and ${auditing} diagnostic settings with ${CATEGORIES}; allowed: one for each`;
    return clusters.map((subject) => (settings.includes(undefined) ? unknown(message, { subject }) : fail(message, { subject })));
  },
};

/** Undefined where the categories are not known before deployment. */
function auditsControlPlane({ props }: PolicyResource): boolean | undefined {
  const logs = items(read(props, "logs")).filter((log) => read(log, "enabled") !== false);
  const named = logs.flatMap((log): readonly Plain[] => [read(log, "category"), read(log, "categoryGroup")]);
  const has = (pattern: RegExp): boolean => named.some((name) => pattern.test(text(name) ?? ""));
  if (has(/^(allLogs|audit)$/) || (has(/^kube-audit(-admin)?$/) && has(/^guard$/))) return true;
  return named.some(isUnknown) ? undefined : false;
}
