import { describe, expect, test } from "vitest";
import { protectCloudData } from "../../../../policy/rules/governance/protect-cloud-data.ts";
import { azureStorage, bucket, cloudSql, eksCluster, gcpKey } from "../../fixtures/cloud.ts";
import { judge, NOT_APPLICABLE } from "../cases.ts";
import { of } from "../cloud/cloudCases.ts";

const protect = { options: { protect: true, ignoreChanges: [] } };

describe("protect-cloud-data [P-78]", () => {
  test.each([bucket, azureStorage, cloudSql, gcpKey])("demands protect of $type", (fixture) => {
    expect(judge(protectCloudData, of(fixture))).toEqual([
      `${fixture.type} main is registered without protect; allowed: the option protect: true`,
    ]);
    expect(judge(protectCloudData, { ...of(fixture), ...protect })).toEqual([]);
  });

  test("knows older and versioned types", () => {
    const versioned = { ...of(azureStorage), type: "azure-native:storage/v20240101:StorageAccount" };
    expect(judge(protectCloudData, versioned)).toHaveLength(1);
  });

  test("says nothing of what holds no data", () => {
    expect(judge(protectCloudData, of(eksCluster))).toEqual([NOT_APPLICABLE]);
  });
});
