import type { Resource } from "@pulumi/pulumi";
import { ActionGroup } from "@pulumi/azure-native/monitor/actionGroup.js";
import { ActivityLogAlert } from "@pulumi/azure-native/monitor/activityLogAlert.js";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import { ScheduledQueryRule } from "@pulumi/azure-native/monitor/scheduledQueryRule.js";
import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import { childName } from "../../../shared/names.ts";
import type { StoreChild } from "../kept.ts";
import { accountId, alerts, BLOB_QUERY, LOGS_KEPT, logsAccount, logsArgs, type AzurePlan } from "./settings.ts";

/** Who reads and who tries to change: logs in an account that is not locked and in a workspace that alarms ask. */
export function createLogs(
  child: StoreChild,
  plan: AzurePlan,
  made: { readonly group: Resource; readonly account: Resource },
): Resource[] {
  const { name, parent, tags, kept } = child;
  const resourceGroupName = plan.store.resourceGroup;
  const opts = { parent, dependsOn: [made.group] };
  const logs = new StorageAccount(childName(name, "logs"), { ...logsArgs(plan), resourceGroupName, tags }, { ...opts, ...kept });
  const workspace = new Workspace(
    childName(name, "workspace"),
    {
      resourceGroupName,
      workspaceName: `${plan.store.storageAccount}-logs`,
      location: plan.cloud.region,
      sku: { name: "PerGB2018" },
      retentionInDays: LOGS_KEPT,
      features: { disableLocalAuth: true },
      tags,
    },
    opts,
  );
  const diagnostics = new DiagnosticSetting(
    childName(name, "diagnostics"),
    {
      name: "audit",
      resourceUri: `${accountId(plan)}/blobServices/default`,
      storageAccountId: accountId(plan, logsAccount(plan)),
      workspaceId: workspace.id,
      logs: ["StorageRead", "StorageWrite", "StorageDelete"].map((category) => ({ category, enabled: true })),
    },
    { parent, dependsOn: [made.account, logs, workspace] },
  );
  return [diagnostics, ...createAlarms(child, plan, { workspace, dependsOn: [diagnostics] })];
}

function createAlarms(
  { name, parent, tags }: StoreChild,
  plan: AzurePlan,
  { workspace, dependsOn }: { readonly workspace: Workspace; readonly dependsOn: Resource[] },
): Resource[] {
  const { alertEmails, resourceGroup, storageAccount } = plan.store;
  if (alertEmails.length === 0) return [];
  const at = { resourceGroupName: resourceGroup, tags };
  const receivers = alertEmails.map((emailAddress) => ({ name: emailAddress, emailAddress, useCommonAlertSchema: true }));
  const people = new ActionGroup(
    childName(name, "alarms"),
    {
      ...at,
      actionGroupName: `${storageAccount}-alarms`,
      groupShortName: "audit",
      location: "global",
      enabled: true,
      emailReceivers: receivers,
    },
    { parent, dependsOn },
  );
  const actions = { actionGroups: [{ actionGroupId: people.id }] };
  const administrative = Object.entries(alerts(plan)).map(([what, alert]) => {
    const args = {
      ...at,
      ...alert,
      activityLogAlertName: `${storageAccount}-${what}`,
      location: "global",
      enabled: true,
      actions,
    };
    return new ActivityLogAlert(childName(name, `alarm-${what}`), args, { parent });
  });
  const blobs = new ScheduledQueryRule(
    childName(name, "alarm-blobs"),
    {
      ...at,
      ruleName: `${storageAccount}-blobs`,
      location: plan.cloud.region,
      description: `Attempts to delete or unlock evidence in ${storageAccount}`,
      enabled: true,
      severity: 0,
      scopes: [workspace.id],
      evaluationFrequency: "PT5M",
      windowSize: "PT5M",
      criteria: { allOf: [{ query: BLOB_QUERY, timeAggregation: "Count", operator: "GreaterThan", threshold: 0 }] },
      actions: { actionGroups: [people.id] },
    },
    { parent },
  );
  return [...administrative, blobs];
}
