import { describe, expect, it } from "vitest";
import {
  diagnosticArgs,
  logAccountArgs,
  logLifecycleArgs,
  workspaceArgs,
} from "../../../../../components/cloud/cluster/aks/logs.ts";
import { aksParts } from "./fixture.ts";

const parts = aksParts();
const keptFor = (logDays: number) => workspaceArgs({ ...parts, hardening: { ...parts.hardening, logDays } }).retentionInDays;

describe("[S-96] logs of an AKS cluster", () => {
  it("hold every request and every sign-in, and go to be searched and to be kept", () => {
    const { logs, ...to } = diagnosticArgs(parts);
    expect(to).toEqual({
      name: "control-plane",
      resourceUri: parts.names.clusterId,
      workspaceId: parts.names.workspaceId,
      storageAccountId: parts.names.logAccountId,
      logAnalyticsDestinationType: "Dedicated",
    });
    expect(logs).toEqual(
      [
        "kube-apiserver",
        "kube-audit",
        "kube-audit-admin",
        "guard",
        "kube-controller-manager",
        "kube-scheduler",
        "cloud-controller-manager",
        "cluster-autoscaler",
      ].map((category) => ({ category, enabled: true })),
    );
  });

  it("are kept in an account that Azure's own services may write to, and nobody else reaches", () => {
    expect(logAccountArgs(parts)).toMatchObject({
      accountName: "acmeprodlogs",
      minimumTlsVersion: "TLS1_2",
      enableHttpsTrafficOnly: true,
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowCrossTenantReplication: false,
      isLocalUserEnabled: false,
      isSftpEnabled: false,
      publicNetworkAccess: "Enabled",
      networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
      encryption: { requireInfrastructureEncryption: true },
    });
  });

  it("are deleted when their time is over, and not before", () => {
    expect(logLifecycleArgs(parts).policy).toMatchObject({
      rules: [{ enabled: true, definition: { actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 365 } } } } }],
    });
  });

  it.each([
    [7, 30],
    [365, 365],
    [2000, 730],
  ])("of %d days stay %d days in a workspace, which knows no fewer and no more", (asked, kept) => {
    expect(keptFor(asked)).toBe(kept);
  });

  it("are read by name, never by a shared key", () => {
    expect(workspaceArgs(parts).features).toEqual({
      disableLocalAuth: true,
      enableLogAccessUsingOnlyResourcePermissions: true,
    });
  });
});
