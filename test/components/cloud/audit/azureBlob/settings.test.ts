import { describe, expect, it } from "vitest";
import { accountArgs, alerts, lifecycle, type AzurePlan } from "../../../../../components/cloud/audit/azureBlob/settings.ts";
import { auditStoreFacts, placeStore } from "../../../../../components/cloud/audit/location.ts";
import { cloudOf, storeWith } from "../fixture.ts";

function planOf(change: Readonly<Record<string, unknown>> = {}, plan: Partial<AzurePlan> = {}): AzurePlan {
  const placed = placeStore(storeWith("azureBlob", change), cloudOf("azureBlob"));
  if (placed?.kind !== "azureBlob") throw new Error("not in Azure");
  return { ...placed, retention: { mode: "COMPLIANCE", days: 365 }, ...plan };
}

describe("the account", () => {
  const policy = (days: number, state: string) => ({
    enabled: true,
    immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: days, allowProtectedAppendWrites: false, state },
  });

  it.each([
    ["unlocked", { mode: "COMPLIANCE", days: 365 }, policy(365, "Unlocked")],
    ["locked", { mode: "COMPLIANCE", days: 365 }, policy(365, "Locked")],
    ["unlocked", { mode: "GOVERNANCE", days: 7 }, policy(7, "Unlocked")],
    ["unlocked", { mode: "none" }, { enabled: true }],
  ] as const)("[P-95] locks in two deployments: phase %s of %j", (phase, retention, expected) => {
    expect(accountArgs(planOf({ phase }, { retention })).immutableStorageWithVersioning).toEqual(expected);
  });

  it("is known by names that exist before it does", () => {
    expect(auditStoreFacts(storeWith("azureBlob"), cloudOf("azureBlob"))).toEqual({
      store: "azureBlob",
      bucket: "agentsaudit/gateway",
      resourceId:
        "/subscriptions/5b6f7a1e-0000-4000-8000-00000000000a/resourceGroups/audit/providers/Microsoft.Storage/storageAccounts/agentsaudit/blobServices/default/containers/gateway",
      prefix: "audit/gateway",
      region: "germanywestcentral",
      endpoint: "agentsaudit.blob.core.windows.net",
      key: "https://agentsaudit-kv.vault.azure.net/keys/audit",
    });
  });
});

it("blobs and their versions end only where the stack says so", () => {
  expect(JSON.stringify(lifecycle(planOf()))).not.toContain("delete");
  expect(JSON.stringify(lifecycle(planOf({ deleteAfterDays: 400 })))).toContain('"delete":{"daysAfterCreationGreaterThan":400}');
});

it("alarms tell of each operation that ends evidence, its key or its guards", () => {
  expect(Object.values(alerts(planOf())).map(({ condition }) => JSON.stringify(condition).match(/Microsoft[^"]+/)?.[0])).toEqual([
    "Microsoft.Storage/storageAccounts/delete",
    "Microsoft.Storage/storageAccounts/write",
    "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
    "Microsoft.KeyVault/vaults/delete",
    "Microsoft.Authorization/locks/delete",
    "Microsoft.Insights/diagnosticSettings/delete",
    "Microsoft.Insights/activityLogAlerts/delete",
    "Microsoft.Insights/scheduledQueryRules/delete",
    "Microsoft.Insights/actionGroups/delete",
  ]);
});
