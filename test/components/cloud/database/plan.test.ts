import { describe, expect, it } from "vitest";
import { databaseName, databaseProblems } from "../../../../components/cloud/database/plan.ts";
import { azureServerArgs, cloudSqlArgs, rdsArgs } from "../../../../components/cloud/database/settings.ts";
import { resolveControls, type Profile } from "../../../../components/config/profiles.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { databasePlan, type Provider } from "./fixture.ts";

const path = "palisade:identity.datastore";

function problems(
  provider: Provider,
  change: Readonly<Record<string, unknown>> = {},
  profile: Profile = "prod",
): readonly string[] {
  const { config, cloud } = databasePlan(provider, change);
  return databaseProblems(config, cloud, { path, controls: resolveControls(profile, {}, "2026-11-21").controls }).map(
    describeProblem,
  );
}

describe("a managed database", () => {
  it.each(["aws", "gcp", "azure"] as const)("is fine in its own cloud: %s", (provider) => {
    expect(problems(provider)).toEqual([]);
  });

  it("is in the stack's own cloud", () => {
    const { config } = databasePlan("aws");
    const controls = resolveControls("prod", {}, "2026-11-21").controls;
    expect(databaseProblems(config, databasePlan("gcp").cloud, { path, controls }).map(describeProblem)).toEqual([
      "palisade:identity.datastore.network.provider: was aws in gcp; a managed database is in the stack's own cloud; name a network of gcp",
    ]);
    expect(databaseProblems(config, undefined, { path, controls }).map(describeProblem)).toEqual([
      "palisade:identity.datastore.network.provider: was aws without palisade:cloud; a managed database is in the stack's own cloud; set palisade:cloud, or kind to postgres",
    ]);
  });

  it("is in two zones in prod", () => {
    expect(problems("azure", { highAvailability: false })).toEqual([
      "palisade:identity.datastore.highAvailability: was false; profile prod keeps the datastore in two zones; set it to true",
    ]);
    expect(problems("azure", { highAvailability: false }, "staging")).toEqual([]);
  });

  it.each(["8.8.8.0/24", "0.0.0.0/0", "10.0.0.0/99"])("has private addresses only: %s", (cidr) => {
    expect(problems("aws", { cidrs: [cidr] })).toEqual([
      `palisade:identity.datastore.cidrs: was ${cidr}; a database has private addresses only (RFC 1918, RFC 6598, RFC 4193); name the addresses of its subnets`,
    ]);
  });

  it("is named after its cluster, in a length that every cloud takes", () => {
    expect(databaseName("prod", "spire")).toBe("prod-spire");
    expect(databaseName("c".repeat(63), "spire")).toBe(`${"c".repeat(54)}-spire`);
  });
});

describe("the server", () => {
  it("in RDS is private, encrypted, in two zones, backed up, and not deleted by accident", () => {
    expect(rdsArgs(databasePlan("aws"))).toMatchObject({
      identifier: "prod-spire",
      publiclyAccessible: false,
      storageEncrypted: true,
      multiAz: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "prod-spire-final",
    });
    expect(rdsArgs(databasePlan("aws", { highAvailability: false }, { protect: false }))).toMatchObject({
      multiAz: false,
      deletionProtection: false,
      skipFinalSnapshot: true,
    });
  });

  it("in Cloud SQL has no public address and refuses connections without TLS", () => {
    const network = "projects/agents-prod/global/networks/prod";
    expect(cloudSqlArgs(databasePlan("gcp"), network, {}).settings).toMatchObject({
      availabilityType: "REGIONAL",
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: network,
        sslMode: "ENCRYPTED_ONLY",
        serverCaMode: "GOOGLE_MANAGED_CAS_CA",
      },
      backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true, backupRetentionSettings: { retainedBackups: 14 } },
    });
  });

  it.each([
    [20, 32],
    [32, 32],
    [100, 128],
    [16_384, 16_384],
  ])("in Azure has a disk of a size that exists: %i GB wanted, %i GB", (storageGb, storageSizeGB) => {
    expect(azureServerArgs(databasePlan("azure", { storageGb }))).toMatchObject({
      storage: { storageSizeGB },
      highAvailability: { mode: "ZoneRedundant" },
      backup: { backupRetentionDays: 14, geoRedundantBackup: "Enabled" },
    });
  });
});
