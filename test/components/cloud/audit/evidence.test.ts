import { describe, expect, it } from "vitest";
import { evidenceThreats } from "../../../../components/cloud/audit/evidence.ts";
import { auditConfig } from "../../../../components/cloud/audit/config.ts";
import type { Profile } from "../../../../components/config/profiles.ts";
import { cloudOf, storeWith, type StoreName } from "./fixture.ts";

const threats = (name: StoreName, change: Readonly<Record<string, unknown>> = {}, profile: Profile = "prod") =>
  evidenceThreats({ audit: storeWith(name, change), cloud: cloudOf(name), profile });

const remains = (name: StoreName, change: Readonly<Record<string, unknown>> = {}, profile: Profile = "prod") =>
  Object.fromEntries(threats(name, change, profile).map((threat) => [threat.who, threat.remains]));

const OWNER = { s3: "the account's root user", gcs: "an owner of the project", azureBlob: "an owner of the subscription" };

describe("who could still destroy evidence", () => {
  it.each(["s3", "gcs", "azureBlob"] as const)("[P-78] %s locked: no event for the deployer, no event for the owner", (name) => {
    expect(remains(name)).toMatchObject({
      "the deploy role": undefined,
      [OWNER[name]]: "the key, after its waiting time, and settings for objects to come",
    });
  });

  it.each(["s3", "gcs", "azureBlob"] as const)("%s names everybody for whom something is left", (name) => {
    const left = threats(name).filter((threat) => threat.remains !== undefined);
    expect(left.map((threat) => threat.who)).toEqual([
      "the gateway, or whoever took it over",
      "an administrator of the cluster or of its nodes",
      "the shipper's cloud identity",
      expect.stringMatching(/^break-glass \(.+\)$/),
      "whoever may change the key's policy in the audit account",
      OWNER[name],
      "whoever can close the account or the contract, and the cloud itself",
    ]);
  });

  it("a key beside its writers is left to those who run the workloads", () => {
    const change = { account: undefined };
    expect(remains("s3", change)["whoever may change the key's policy in the account that the workloads run in"]).toBe(
      "the key, by the same administrators who run the workloads: give the store an account of its own",
    );
  });

  it("a lock that can be lifted binds neither break-glass nor the owner", () => {
    expect(remains("gcs", {}, "staging")).toMatchObject({ "an owner of the project": "all events" });
    expect(remains("azureBlob", { phase: "unlocked" })).toMatchObject({ "an owner of the subscription": "all events" });
  });

  it("without a store nothing stands between an event and its deletion", () => {
    const audit = auditConfig.parse({ store: "none" });
    expect(evidenceThreats({ audit, cloud: undefined, profile: "local" })).toEqual([
      {
        who: "anyone who can delete a gateway pod",
        could: "delete its audit volume",
        prevented: "nothing: palisade:audit keeps no copy",
        remains: "every event of that pod",
      },
    ]);
  });
});
