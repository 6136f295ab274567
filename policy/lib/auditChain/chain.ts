import { describeResource, fail, unknown } from "../finding.ts";
import { NO_LOCK, type ObjectLock } from "../objectLock.ts";
import { isUnknown } from "../plain.ts";
import { reaches } from "../replication.ts";
import type { World } from "../rule.ts";
import type { Finding, Plain, PolicyResource } from "../verdict.ts";
import { destroying, destroyingKeys, mayCreate } from "./actions.ts";
import { leadOf } from "./identities.ts";
import type { Doubt, Identity } from "./identity.ts";
import { evidenceStoresIn, type EvidenceStore } from "./stores.ts";
import { writersByStore, type Writer } from "./writers.ts";

/** What a profile demands of the lock at the end of the chain. */
export interface LockDemand {
  readonly days: number;
  /** Nobody may lift it, an administrator included. */
  readonly final: boolean;
  /** Somebody writes evidence already. */
  readonly written: boolean;
}

/** Follows evidence from the workloads that write it to the locks that keep it; what breaks the chain. */
export function judgeChains(world: World, demand: LockDemand): readonly Finding[] {
  const stores = evidenceStoresIn(world);
  const writers = writersByStore(
    world,
    stores.map(({ name }) => name),
  );
  return stores.flatMap((store) => judgeChain(world, store, { demand, writers: writers.get(store.name) ?? [] }));
}

interface Chain {
  readonly demand: LockDemand;
  readonly writers: readonly Writer[];
}

function judgeChain(world: World, store: EvidenceStore, { demand, writers }: Chain): readonly Finding[] {
  const nobody =
    writers.length === 0 && demand.written
      ? [fail(`no workload ships to ${named(store)}; allowed: one that does`, at(store.resource))]
      : [];
  return [...judgeStore(store, demand), ...nobody, ...writers.flatMap((writer) => judgeWriter(world, store, writer))];
}

function judgeStore(store: EvidenceStore, demand: LockDemand): readonly Finding[] {
  const { locks, versioned, closed } = store;
  const name = named(store);
  const place = at(store.resource);
  return [
    ...(locks.length === 0 ? [NO_LOCK] : locks).flatMap((lock) => judgeLock(store, lock, demand)),
    ...when(answer(versioned), `${name} keeps no versions; allowed: versioning, for a lock holds a version`, place),
    ...when(answer(closed), `${name} can be opened to the public; allowed: public access blocked in every way`, place),
  ];
}

function judgeLock(store: EvidenceStore, lock: ObjectLock, demand: LockDemand): readonly Finding[] {
  const name = named(store);
  const place = at(store.resource);
  const days = isUnknown(lock.days) ? "an unknown number of" : String(lock.days);
  return [
    ...when(!demand.final || answer(lock.final), `the lock of ${name} can be lifted; allowed: one that nobody can lift`, place),
    ...when(
      reaches(lock.days, demand.days) ?? "unknown",
      `${name} keeps objects for ${days} days; allowed: ${demand.days} or more`,
      place,
    ),
  ];
}

function judgeWriter(world: World, store: EvidenceStore, writer: Writer): readonly Finding[] {
  const { identities, doubts } = leadOf(world, store, writer);
  const account = `${writer.namespace}/${writer.serviceAccount}`;
  const [first, second] = identities;
  const who = `${describeResource(writer.resource)} ships to ${named(store)}`;
  const uncertain = doubts.map((doubt) => uncertainty(doubt, account));
  if (first === undefined && uncertain.length > 0) return uncertain;
  if (first === undefined)
    return [
      fail(`${who} as ServiceAccount ${account}, which leads to no identity; allowed: one of its own`, at(writer.resource)),
    ];
  if (second !== undefined)
    return [fail(`${who} with ${first.name} and ${second.name}; allowed: one identity`, at(writer.resource)), ...uncertain];
  return [...trustFindings(first, account), ...rightFindings(first, store), ...uncertain];
}

function uncertainty({ resource, what }: Doubt, account: string): Finding {
  return unknown(
    `${what} is not known before deployment, and may be that of ServiceAccount ${account}; allowed: one known identity for it`,
    at(resource),
  );
}

function trustFindings({ resource, name, trustFaults }: Identity, account: string): readonly Finding[] {
  return trustFaults.map((fault) =>
    isUnknown(fault)
      ? unknown(`who may take on ${name} is not known before deployment; allowed: ServiceAccount ${account} alone`, at(resource))
      : fail(`${name} trusts ${String(fault)}; allowed: ServiceAccount ${account} alone`, at(resource)),
  );
}

function rightFindings({ resource, name, rights }: Identity, store: EvidenceStore): readonly Finding[] {
  const creates = rights.map((right) => mayCreate(right, store));
  const destroys = rights.flatMap((right) => destroying(right, store.cloud));
  const keys = rights.flatMap((right) => destroyingKeys(right, store.cloud));
  const place = at(resource);
  return [
    ...when(
      creates.includes(true) ? true : creates.some(isUnknown) ? "unknown" : false,
      `${name} may not make objects in ${named(store)}; allowed: that and nothing else`,
      place,
    ),
    ...forbidden(destroys, `${name} may ACTION; allowed: nothing that removes evidence`, place),
    ...forbidden(keys, `${name} may ACTION; allowed: nothing that makes evidence unreadable`, place),
  ];
}

function forbidden(actions: readonly Plain[], message: string, place: Place): readonly Finding[] {
  return actions.map((action) =>
    isUnknown(action)
      ? unknown(message.replace("ACTION", "do what is not known before deployment"), place)
      : fail(message.replace("ACTION", String(action)), place),
  );
}

interface Place {
  readonly subject: PolicyResource;
}

function at(subject: PolicyResource): Place {
  return { subject };
}

function answer(value: Plain): boolean | "unknown" {
  return isUnknown(value) ? "unknown" : value === true;
}

function when(holds: boolean | "unknown", message: string, place: Place): readonly Finding[] {
  if (holds === "unknown") return [unknown(`not known before deployment, so this cannot be ruled out: ${message}`, place)];
  return holds ? [] : [fail(message, place)];
}

function named({ cloud, name }: EvidenceStore): string {
  return `${cloud === "azure" ? "storage account" : "bucket"} ${name}`;
}
