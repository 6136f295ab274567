import { describe, expect, it } from "vitest";
import { parseStack } from "../../../components/config/parse.ts";
import { plan } from "../../../components/plan.ts";
import { loadBundle } from "../../../components/services/gateway/bundle.ts";
import { describeProblem } from "../../../components/shared/problem.ts";
import { goodStack, rawStack } from "../../support/stacks.ts";
import { CLOUDS, STORES, type StoreName } from "./audit/fixture.ts";
import { databaseChoice } from "./database/fixture.ts";

const bundle = loadBundle("components/services/gateway/bundle");

/** What a whole stack file is refused for, but for the cloud identities that a cluster of somebody else cannot give. */
function refusals(values: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = parseStack(rawStack(values), "2026-11-21");
  const problems = parsed.ok ? plan({ ...parsed, bundle }).problems : parsed.problems;
  return problems.filter(({ path }) => !path.startsWith("cloud edge")).map(describeProblem);
}

/** A good stack with a good store, and some keys of `palisade:audit` changed; undefined removes one. */
function withStore(name: StoreName, change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const audit = Object.fromEntries(Object.entries({ ...STORES[name], ...change }).filter(([, value]) => value !== undefined));
  return { ...goodStack, cloud: CLOUDS[name], audit };
}

function withDatabase(change: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const identity = { ...(goodStack["identity"] as object), datastore: databaseChoice("aws", change) };
  return { ...goodStack, cloud: CLOUDS.s3, identity };
}

describe("a good stack file", () => {
  it.each(["s3", "gcs", "azureBlob"] as const)("with a store in %s is accepted", (name) => {
    expect(refusals(withStore(name))).toEqual([]);
  });

  it("with a managed database is accepted", () => {
    expect(refusals(withDatabase({}))).toEqual([]);
  });
});

const confirmed = (name: StoreName, change: object): Readonly<Record<string, unknown>> => ({
  confirmIrreversible: { ...STORES[name].confirmIrreversible, ...change },
});

const LONG = { retention: { days: 3650 } };
const LOCKED_TOO_LITTLE = { retention: { days: 90, mode: "GOVERNANCE" }, confirmIrreversible: undefined };

describe("a stack file with a bad audit store is refused", () => {
  it.each([
    [
      "unknown store",
      withStore("s3", { store: "minio" }),
      ['palisade:audit.store: was "minio"; one of none, s3, gcs, azureBlob; choose a store from the list'],
    ],
    [
      "key of another store",
      withStore("gcs", { phase: "locked" }),
      ["palisade:audit.phase: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it"],
    ],
    [
      "store of another cloud",
      { ...withStore("s3"), cloud: CLOUDS.gcs },
      ["palisade:audit.store: was s3 in gcp; s3 is a store of aws; set palisade:cloud to aws, or choose the store of your cloud"],
    ],
    [
      "store without a cloud",
      { ...goodStack, audit: STORES.azureBlob },
      [
        "palisade:audit.store: was azureBlob without palisade:cloud; azureBlob is a store of azure; set palisade:cloud to azure, or choose the store of your cloud",
      ],
    ],
    [
      "bucket in capitals",
      withStore("s3", { bucket: "Agents-Audit" }),
      ['palisade:audit.bucket: was "Agents-Audit"; must match /^[a-z0-9][a-z0-9-]{1,49}[a-z0-9]$/; correct it'],
    ],
    [
      "bucket with dots",
      withStore("gcs", { bucket: "audit.agents.internal" }),
      ['palisade:audit.bucket: was "audit.agents.internal"; must match /^[a-z0-9][a-z0-9-]{1,49}[a-z0-9]$/; correct it'],
    ],
    [
      "storage account too long",
      withStore("azureBlob", { storageAccount: "agentsauditagentsaudit" }),
      ['palisade:audit.storageAccount: was "agentsauditagentsaudit"; must match /^[a-z0-9]{3,20}$/; correct it'],
    ],
    [
      "prefix with a slash at its end",
      withStore("s3", { prefix: "audit/" }),
      ['palisade:audit.prefix: was "audit/"; must match /^[a-z0-9-]+(\\/[a-z0-9-]+)*$/; correct it'],
    ],
    [
      "no address of the store",
      withStore("s3", { endpointCidrs: [] }),
      ["palisade:audit.endpointCidrs: was 0 entries; at least 1 entry; make it larger"],
    ],
    [
      "every address as the store's",
      withStore("s3", { endpointCidrs: ["0.0.0.0/0"] }),
      [
        "flow gateway/precinct-gateway -> cloudService audit store agents-audit at s3.eu-central-1.amazonaws.com: reaches 169.254.169.254, 169.254.169.252, 169.254.170.2, 169.254.170.23, 168.63.129.16, which can hand out cloud credentials; only a flow made from a cloud edge leads there; name narrower CIDRs",
        "flow gateway/precinct-control -> cloudService audit store agents-audit at s3.eu-central-1.amazonaws.com: reaches 169.254.169.254, 169.254.169.252, 169.254.170.2, 169.254.170.23, 168.63.129.16, which can hand out cloud credentials; only a flow made from a cloud edge leads there; name narrower CIDRs",
      ],
    ],
    [
      "retention of no days",
      withStore("s3", { retention: { days: 0 } }),
      ["palisade:audit.retention.days: was 0; at least 1; make it larger"],
    ],
    [
      "retention beyond what S3 takes",
      withStore("s3", { retention: { days: 36_501 } }),
      ["palisade:audit.retention.days: was 36501; at most 36500; make it smaller"],
    ],
    [
      "lock that is too short and too soft",
      withStore("s3", LOCKED_TOO_LITTLE),
      [
        "palisade:audit.retention.mode: was GOVERNANCE; profile prod needs COMPLIANCE: nobody may lift the lock; set it to COMPLIANCE",
        "palisade:audit.retention.days: was 90; profile prod needs at least 365; raise it",
      ],
    ],
    [
      "lock in dev",
      { ...withStore("gcs", { retention: { days: 30 }, confirmIrreversible: undefined }), profile: "dev" },
      [
        "palisade:audit.retention: was 30 days; profile dev locks nothing, because a lock cannot be undone; remove it, or use profile staging or prod",
      ],
    ],
    [
      "confirmation of another account",
      withStore("s3", confirmed("s3", { account: "222233334444" })),
      [
        "palisade:audit.confirmIrreversible.account: was 222233334444; the stack locks 444455556666, and a confirmation counts only for what it names; set it to 444455556666 if that is meant",
      ],
    ],
    [
      "confirmation of another bucket",
      withStore("gcs", confirmed("gcs", { bucket: "agents-logs" })),
      [
        "palisade:audit.confirmIrreversible.bucket: was agents-logs; the stack locks agents-audit, and a confirmation counts only for what it names; set it to agents-audit if that is meant",
      ],
    ],
    [
      "confirmation of other days",
      withStore("azureBlob", confirmed("azureBlob", { retentionDays: 90 })),
      [
        "palisade:audit.confirmIrreversible.retentionDays: was 90; the stack locks 365, and a confirmation counts only for what it names; set it to 365 if that is meant",
      ],
    ],
    [
      "confirmation of another mode",
      withStore("s3", confirmed("s3", { mode: "GOVERNANCE" })),
      [
        "palisade:audit.confirmIrreversible.mode: was GOVERNANCE; the stack locks COMPLIANCE, and a confirmation counts only for what it names; set it to COMPLIANCE if that is meant",
      ],
    ],
    [
      "confirmation without days",
      withStore("s3", confirmed("s3", { retentionDays: undefined })),
      ["palisade:audit.confirmIrreversible.retentionDays: is missing; needs a number; add it"],
    ],
    [
      "ten years, confirmed once",
      withStore("s3", { ...LONG, ...confirmed("s3", { retentionDays: 3650 }) }),
      [
        "palisade:audit.confirmIrreversible.beyondSevenYears: was false; 3650 days are more than 2557, seven years, and are paid for until they end; set it to true if that is meant",
      ],
    ],
    [
      "lifecycle shorter than the lock",
      withStore("gcs", { deleteAfterDays: 30 }),
      [
        "palisade:audit.deleteAfterDays: was 30; objects are locked for 365 days, and a lifecycle never cuts that short; raise it above 365, or remove it",
      ],
    ],
    [
      "nobody to break the glass",
      withStore("s3", { breakGlass: [] }),
      [
        "palisade:audit.breakGlass: was empty; a locked store names who may change its settings, because everybody else is denied; name at least one",
      ],
    ],
    [
      "everybody to break the glass",
      withStore("s3", { breakGlass: ["arn:aws:iam::444455556666:root"] }),
      [
        'palisade:audit.breakGlass: was "arn:aws:iam::444455556666:root"; s3 knows a principal by the ARN of a role, without wildcards; name the principal exactly',
      ],
    ],
    [
      "nobody to tell",
      withStore("azureBlob", { alertEmails: [] }),
      ["palisade:audit.alertEmails: was empty; somebody is told of every attempt to delete or unlock; name at least one"],
    ],
    [
      "no address to tell",
      withStore("gcs", { alertEmails: ["security"] }),
      ['palisade:audit.alertEmails[0]: was "security"; must be a valid email; correct it'],
    ],
    [
      "role of another account",
      withStore("s3", { account: { accountId: "444455556666", assumeRole: "arn:aws:iam::111122223333:role/audit" } }),
      [
        "palisade:audit.account.assumeRole: was arn:aws:iam::111122223333:role/audit; a role of account 444455556666; name a role of that account",
      ],
    ],
    [
      "no private endpoint",
      withStore("azureBlob", { privateEndpoint: undefined }),
      ["palisade:audit.privateEndpoint: is missing; needs an object; add it"],
    ],
    [
      "unknown redundancy",
      withStore("azureBlob", { redundancy: "Premium_LRS" }),
      [
        'palisade:audit.redundancy: was "Premium_LRS"; one of Standard_LRS, Standard_ZRS, Standard_GRS, Standard_GZRS; choose one of them',
      ],
    ],
  ] as const)("%s", (_, values, messages) => {
    expect(refusals(values)).toEqual(messages);
  });
});

/** A good stack of Google Cloud whose store's project has another number. */
const withProject = (projectId: string, projectNumber: string): Readonly<Record<string, unknown>> =>
  withStore("gcs", {
    account: { projectId, projectNumber },
    ...confirmed("gcs", { account: projectId }),
  });

describe("a stack file whose store is in a bad place or a bad phase is refused", () => {
  it.each([
    [
      "two projects with one number",
      withProject("agents-audit", "123456789012"),
      [
        "palisade:audit.account.projectNumber: was 123456789012, the number of agents-prod too; every project has a number of its own; set the number that gcloud projects describe agents-audit shows",
      ],
    ],
    [
      "a project of its own that is the stack's",
      withProject("agents-prod", "444455556666"),
      [
        "palisade:audit.account: was agents-prod, the account of the workloads; an account of its own is another one; name the other account, or remove the key",
      ],
    ],
    [
      "a number that is none",
      withProject("agents-audit", "agents"),
      ['palisade:audit.account.projectNumber: was "agents"; must match /^\\d{6,14}$/; correct it'],
    ],
    [
      "services over a store that is not locked yet",
      withStore("azureBlob", { phase: "unlocked" }),
      [
        "palisade:audit.phase: was unlocked in a stack with services; they write evidence only where nobody can lift its lock; deploy it with palisade:scope.layers [audit, cloud], then set it to locked",
      ],
    ],
    [
      "a phase between the two",
      withStore("azureBlob", { phase: "locking" }),
      ['palisade:audit.phase: was "locking"; one of unlocked, locked; choose one of them'],
    ],
    [
      "a copy in the store's own bucket",
      withStore("s3", {
        replication: { bucket: "agents-audit", accountId: "777788889999", keyArn: "arn:aws:kms:eu-west-1:777788889999:key/1234" },
      }),
      ["palisade:audit.replication.bucket: was agents-audit; a copy is in another bucket; name the other bucket"],
    ],
    [
      "a copy without a key",
      withStore("s3", { replication: { bucket: "agents-copy", accountId: "777788889999" } }),
      ["palisade:audit.replication.keyArn: is missing; needs text; add it"],
    ],
    [
      "one region as several",
      withStore("gcs", { location: "EUROPE-WEST3" }),
      ['palisade:audit.location: was "EUROPE-WEST3"; one of EU, US, ASIA, EUR4, NAM4, ASIA1; choose one of them'],
    ],
  ] as const)("%s", (_, values, messages) => {
    expect(refusals(values)).toEqual(messages);
  });
});

describe("a stack file with a bad scope is refused", () => {
  const scoped = (scope: unknown): Readonly<Record<string, unknown>> => ({ ...withStore("s3"), scope });
  const hole = (layers: string, layer: string, missing: string): string =>
    `palisade:scope.layers: was [${layers}]: ${layer} without ${missing}; a layer comes with every layer that it stands on; add ${missing}, or leave ${layer} for later`;

  it.each([
    ["pods without a cluster", scoped({ layers: ["platform"] }), [hole("platform", "platform", "cloud")]],
    [
      "a gateway without a store",
      scoped({ layers: ["cloud", "platform", "services"] }),
      [hole("cloud, platform, services", "services", "audit")],
    ],
    [
      "a gateway without identities",
      scoped({ layers: ["audit", "cloud", "services"] }),
      [hole("audit, cloud, services", "services", "platform")],
    ],
    ["tenants of nothing", scoped({ layers: ["tenants"] }), [hole("tenants", "tenants", "audit, cloud, platform, services")]],
    [
      "a layer twice",
      scoped({ layers: ["audit", "cloud", "cloud"] }),
      ["palisade:scope.layers: names cloud twice; each layer once; remove one"],
    ],
    ["no layer", scoped({ layers: [] }), ["palisade:scope.layers: was 0 entries; at least 1 entry; make it larger"]],
    [
      "a layer that there is not",
      scoped({ layers: ["audit", "network"] }),
      ['palisade:scope.layers[1]: was "network"; one of audit, cloud, platform, services, tenants; choose one of them'],
    ],
    ["a list alone", scoped(["audit"]), ["palisade:scope: was a list; needs an object; change its type"]],
    [
      "another key",
      scoped({ layers: ["audit"], skip: ["services"] }),
      ["palisade:scope.skip: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it"],
    ],
  ] as const)("%s", (_, values, messages) => {
    expect(refusals(values)).toEqual(messages);
  });
});

describe("a stack file with a bad database is refused", () => {
  it.each([
    [
      "in the network of a cluster that somebody else made",
      withDatabase({ network: undefined, cidrs: undefined }),
      [
        "palisade:identity.datastore.network: is not set; the network of cluster prod keeps no addresses for databases; give both",
        "palisade:identity.datastore.cidrs: is not set; the network of cluster prod keeps no addresses for databases; give both",
      ],
    ],
    [
      "without addresses",
      withDatabase({ cidrs: undefined }),
      ["palisade:identity.datastore.cidrs: is not set; the network of cluster prod keeps no addresses for databases; give both"],
    ],
    [
      "on a disk that is too small",
      withDatabase({ storageGb: 10 }),
      ["palisade:identity.datastore.storageGb: was 10; at least 20; make it larger"],
    ],
    [
      "in another cloud",
      { ...withDatabase({}), cloud: CLOUDS.gcs },
      [
        "palisade:identity.datastore.network.provider: was aws in gcp; a managed database is in the stack's own cloud; name a network of gcp",
      ],
    ],
    [
      "without a cloud",
      { ...withDatabase({}), cloud: undefined },
      [
        "palisade:identity.datastore.network.provider: was aws without palisade:cloud; a managed database is in the stack's own cloud; set palisade:cloud, or kind to postgres",
      ],
    ],
    [
      "with public addresses",
      withDatabase({ cidrs: ["203.0.113.0/24"] }),
      [
        "palisade:identity.datastore.cidrs: was 203.0.113.0/24; a database has private addresses only (RFC 1918, RFC 6598, RFC 4193); name the addresses of its subnets",
      ],
    ],
    [
      "in one zone in prod",
      withDatabase({ highAvailability: false }),
      ["palisade:identity.datastore.highAvailability: was false; profile prod keeps the datastore in two zones; set it to true"],
    ],
    [
      "with backups of a day",
      withDatabase({ backupDays: 1 }),
      ["palisade:identity.datastore.backupDays: was 1; at least 7; make it larger"],
    ],
    [
      "without the CAs of its certificate",
      withDatabase({ caCertificate: "system" }),
      ['palisade:identity.datastore.caCertificate: was "system"; must match /^-----BEGIN CERTIFICATE-----/; correct it'],
    ],
    [
      "in one subnet",
      withDatabase({ network: { provider: "aws", vpcId: "vpc-1", subnetIds: ["subnet-1"] } }),
      ["palisade:identity.datastore.network.subnetIds: was 1 entries; at least 2 entries; make it larger"],
    ],
    [
      "with a user that needs quoting",
      withDatabase({ user: "spire admin" }),
      ['palisade:identity.datastore.user: was "spire admin"; must match /^[a-z][a-z0-9_]{1,30}$/; correct it'],
    ],
  ] as const)("%s", (_, values, messages) => {
    expect(refusals(values)).toEqual(messages);
  });
});
