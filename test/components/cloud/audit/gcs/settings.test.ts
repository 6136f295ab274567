import { describe, expect, it } from "vitest";
import { alertFilter, bucketArgs, denyPolicy, type GcsPlan } from "../../../../../components/cloud/audit/gcs/settings.ts";
import { auditStoreFacts, placeStore } from "../../../../../components/cloud/audit/location.ts";
import { cloudOf, storeWith } from "../fixture.ts";

function planOf(change: Readonly<Record<string, unknown>> = {}, plan: Partial<GcsPlan> = {}): GcsPlan {
  const placed = placeStore(storeWith("gcs", change), cloudOf("gcs"));
  if (placed?.kind !== "gcs") throw new Error("not in Google Cloud");
  return { ...placed, ownProject: true, retention: { mode: "COMPLIANCE", days: 365 }, ...plan };
}

describe("the bucket", () => {
  it.each([
    [{ mode: "none" }, undefined, "DELETE"],
    [{ mode: "GOVERNANCE", days: 7 }, { retentionPeriod: "604800", isLocked: false }, "ABANDON"],
    [{ mode: "COMPLIANCE", days: 365 }, { retentionPeriod: "31536000", isLocked: true }, "ABANDON"],
  ] as const)("locks by %j", (retention, policy, deletionPolicy) => {
    const args = bucketArgs(planOf({}, { retention }));
    expect([args.retentionPolicy, args.deletionPolicy, args.versioning]).toEqual([policy, deletionPolicy, undefined]);
  });

  it("deletes nothing unless the stack says so", () => {
    const actions = (change: object) => JSON.stringify(bucketArgs(planOf(change as Record<string, unknown>)).lifecycleRules);
    expect(actions({})).not.toContain("Delete");
    expect(actions({ deleteAfterDays: 400 })).toContain('{"action":{"type":"Delete"},"condition":{"age":400}}');
  });

  it.each([
    [undefined, "EUROPE-WEST3", "europe-west3"],
    ["EU", "EU", "europe"],
    ["NAM4", "NAM4", "nam4"],
  ] as const)("and its key are in the same place: %s", (location, region, key) => {
    expect(auditStoreFacts(storeWith("gcs", { location }), cloudOf("gcs"))).toEqual({
      store: "gcs",
      bucket: "agents-audit",
      projectId: "agents-audit",
      prefix: "audit/gateway",
      region,
      endpoint: "storage.googleapis.com",
      key: `projects/agents-audit/locations/${key}/keyRings/agents-audit/cryptoKeys/audit`,
    });
  });
});

describe("denials", () => {
  it("are for a project of its own, because they hold for all of it", () => {
    expect(denyPolicy(planOf({}, { ownProject: false }))).toBeUndefined();
    expect(denyPolicy(planOf({ breakGlass: [] }))).toBeUndefined();
    expect(denyPolicy(planOf())?.parent).toBe("cloudresourcemanager.googleapis.com%2Fprojects%2Fagents-audit");
  });
});

it("the alarm names the project and every method that ends evidence", () => {
  expect(alertFilter(planOf())).toBe(
    'logName:"projects/agents-audit/logs/cloudaudit.googleapis.com" AND (protoPayload.methodName:"AlertPolicyService.DeleteAlertPolicy" OR protoPayload.methodName:"AlertPolicyService.UpdateAlertPolicy" OR protoPayload.methodName:"DestroyCryptoKeyVersion" OR protoPayload.methodName:"NotificationChannelService.DeleteNotificationChannel" OR protoPayload.methodName:"NotificationChannelService.UpdateNotificationChannel" OR protoPayload.methodName:"SetIamPolicy" OR protoPayload.methodName:"UpdateCryptoKey" OR protoPayload.methodName:"UpdateCryptoKeyVersion" OR protoPayload.methodName:"google.cloud.resourcemanager.v3.Liens.DeleteLien" OR protoPayload.methodName:"storage.buckets.delete" OR protoPayload.methodName:"storage.buckets.update" OR protoPayload.methodName:"storage.objects.delete" OR protoPayload.methodName:"storage.setIamPermissions")',
  );
});
