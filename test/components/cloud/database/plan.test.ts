import { describe, expect, it } from "vitest";
import { managedDatabase } from "../../../../components/cloud/database/config.ts";
import {
  databaseCidrs,
  databaseName,
  databaseNetwork,
  databaseProblems,
  type DatabaseSurroundings,
} from "../../../../components/cloud/database/plan.ts";
import { azureServerArgs, cloudSqlArgs, rdsArgs } from "../../../../components/cloud/database/settings.ts";
import { resolveControls, type Profile } from "../../../../components/config/profiles.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { databaseChoice, databasePlan, type Provider } from "./fixture.ts";

const path = "palisade:identity.datastore";

const NO_DATA = { name: "prod", dataCidrs: [] };
const WITH_DATA = { name: "prod", dataCidrs: ["10.0.64.0/24"] };

function problems(
  provider: Provider,
  change: Readonly<Record<string, unknown>> = {},
  surroundings: Partial<DatabaseSurroundings> & { readonly profile?: Profile } = {},
): readonly string[] {
  const { profile = "prod", ...given } = surroundings;
  const controls = resolveControls(profile, {}, "2026-11-21").controls;
  const config = managedDatabase.parse(databaseChoice(provider, change));
  return databaseProblems(config, { path, cloud: databasePlan(provider).cloud, cluster: NO_DATA, controls, ...given }).map(
    describeProblem,
  );
}

const FROM_CLUSTER = { network: undefined, cidrs: undefined };

describe("a managed database", () => {
  it.each(["aws", "gcp", "azure"] as const)("is fine in its own cloud: %s", (provider) => {
    expect(problems(provider)).toEqual([]);
  });

  it("is in the network of a cluster that keeps addresses for it", () => {
    expect(problems("aws", FROM_CLUSTER, { cluster: WITH_DATA })).toEqual([]);
  });

  it("names a network where the cluster's keeps none", () => {
    expect(problems("aws", FROM_CLUSTER)).toEqual([
      "palisade:identity.datastore.network: is not set; the network of cluster prod keeps no addresses for databases; give both",
      "palisade:identity.datastore.cidrs: is not set; the network of cluster prod keeps no addresses for databases; give both",
    ]);
  });

  it.each(["network", "cidrs"])("does not leave out %s alone", (key) => {
    expect(problems("gcp", { [key]: undefined }, { cluster: WITH_DATA })).toEqual([
      `palisade:identity.datastore.${key}: is not set; network and cidrs are given together, or both are the cluster's; give both, or neither`,
    ]);
  });

  it("is in the stack's own cloud", () => {
    expect(problems("aws", {}, { cloud: databasePlan("gcp").cloud })).toEqual([
      "palisade:identity.datastore.network.provider: was aws in gcp; a managed database is in the stack's own cloud; name a network of gcp",
    ]);
    expect(problems("aws", {}, { cloud: undefined })).toEqual([
      "palisade:identity.datastore.network.provider: was aws without palisade:cloud; a managed database is in the stack's own cloud; set palisade:cloud, or kind to postgres",
    ]);
    expect(problems("aws", FROM_CLUSTER, { cloud: undefined, cluster: WITH_DATA })).toEqual([
      "palisade:identity.datastore.kind: was managed without palisade:cloud; a managed database is in the stack's own cloud; set palisade:cloud, or kind to postgres",
    ]);
  });

  it("is in two zones in prod", () => {
    expect(problems("azure", { highAvailability: false })).toEqual([
      "palisade:identity.datastore.highAvailability: was false; profile prod keeps the datastore in two zones; set it to true",
    ]);
    expect(problems("azure", { highAvailability: false }, { profile: "staging" })).toEqual([]);
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

describe("the network of a managed database", () => {
  const chosen = managedDatabase.parse(databaseChoice("aws"));
  const left = managedDatabase.parse(databaseChoice("aws", FROM_CLUSTER));

  it("is the one that the stack names, before the cluster's", () => {
    const cluster = { provider: "aws", vpcId: "vpc-1", dataSubnetIds: ["subnet-1"], clientSecurityGroupId: "sg-1" } as const;
    expect(databaseNetwork(chosen, cluster)).toEqual(chosen.network);
    expect(databaseNetwork(left, cluster)).toMatchObject({
      vpcId: "vpc-1",
      subnetIds: ["subnet-1"],
      clientSecurityGroupId: "sg-1",
    });
    expect(databaseCidrs(left, WITH_DATA)).toEqual(["10.0.64.0/24"]);
  });

  it("is the cluster's, with what the cluster has made of it", () => {
    const azure = { provider: "azure", virtualNetworkId: "/vnet", dataSubnetId: "/vnet/subnets/data" } as const;
    expect(databaseNetwork(left, azure)).toMatchObject({ virtualNetworkId: "/vnet", subnetId: "/vnet/subnets/data" });
    const gcp = { provider: "gcp", network: "projects/p/global/networks/n", servicesConnected: true } as const;
    expect(databaseNetwork(left, gcp)).toEqual(gcp);
    expect(databaseNetwork(left, undefined)).toBeUndefined();
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
