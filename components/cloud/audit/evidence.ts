import type { Profile } from "../../config/profiles.ts";
import type { CloudConfig } from "../config.ts";
import type { AuditConfig } from "./config.ts";
import { inOwnAccount, placeStore, type PlacedStore } from "./location.ts";
import { LOSS_WINDOW_SECONDS } from "./shipper/vectorConfig.ts";
import { retentionOf, type Retention } from "./retention.ts";

/** Somebody who could destroy evidence, and how far that is prevented. */
export interface EvidenceThreat {
  readonly who: string;
  readonly could: string;
  readonly prevented: string;
  /** What is left of it; undefined where nothing is. */
  readonly remains: string | undefined;
}

export interface EvidenceInput {
  readonly audit: AuditConfig;
  readonly cloud: CloudConfig | undefined;
  readonly profile: Profile;
}

/** Who could still destroy audit events, and what stands against it: the whole list, also where nothing does. Pure. */
export function evidenceThreats({ audit, cloud, profile }: EvidenceInput): readonly EvidenceThreat[] {
  const placed = audit.store === "none" ? undefined : placeStore(audit, cloud);
  if (placed === undefined || cloud === undefined) return [UNKEPT];
  const stance: Stance = { placed, retention: retentionOf(profile, placed.store), ownAccount: inOwnAccount(placed.store, cloud) };
  return [...BEFORE_UPLOAD, SHIPPER, deployer(stance), breakGlass(stance), keyOwner(stance), owner(stance), CLOSURE];
}

/** What the answers depend on. */
interface Stance {
  readonly placed: PlacedStore;
  readonly retention: Retention;
  readonly ownAccount: boolean;
}

const UNKEPT: EvidenceThreat = {
  who: "anyone who can delete a gateway pod",
  could: "delete its audit volume",
  prevented: "nothing: palisade:audit keeps no copy",
  remains: "every event of that pod",
};

const BEFORE_UPLOAD: readonly EvidenceThreat[] = [
  {
    who: "the gateway, or whoever took it over",
    could: "write nothing, or rewrite what is not uploaded yet",
    prevented: "events form a hash chain, so a rewritten one does not fit what was uploaded before it",
    remains: `events of the last ${Math.ceil(LOSS_WINDOW_SECONDS)} seconds, and a false end of the chain`,
  },
  {
    who: "an administrator of the cluster or of its nodes",
    could: "stop the shipper, delete the pod, change its volume",
    prevented: "the shipper starts before the gateway and stops after it; immutability begins with the upload",
    remains: "events that were not uploaded yet",
  },
];

const SHIPPER: EvidenceThreat = {
  who: "the shipper's cloud identity",
  could: "overwrite, delete or unlock objects",
  prevented: "it may create objects below one prefix, and nothing else: not read, list, delete or set retention",
  remains: "it may add objects; the hash chain shows which belong",
};

const CLOSURE: EvidenceThreat = {
  who: "whoever can close the account or the contract, and the cloud itself",
  could: "let everything in it be deleted when the account's grace period ends",
  prevented: "nothing in the account; policies of the organisation, and a copy in another account, do",
  remains: "all events",
};

function deployer({ placed, retention }: Stance): EvidenceThreat {
  return {
    who: "the deploy role",
    could: "shorten retention for new objects, delete objects, delete the store",
    prevented: `${DENIES[placed.store.store]}; the store is protected and retained in Pulumi`,
    remains: lockedForGood(placed, retention) ? undefined : "objects whose lock can be lifted or does not exist",
  };
}

/** What denies the deployer, in each cloud's way. */
const DENIES = {
  s3: "the bucket's policy denies it to everybody but break-glass, and so it denies changes of itself",
  gcs: "a deny policy of the project, where the store has one of its own, and the locked retention policy",
  azureBlob: "a CanNotDelete lock, version-level immutability, and no shared keys",
} as const;

function breakGlass({ placed, retention }: Stance): EvidenceThreat {
  const locked = lockedForGood(placed, retention);
  return {
    who: `break-glass (${placed.store.breakGlass.join(", ") || "nobody"})`,
    could: "change the store's settings and end locks that can be ended",
    prevented: locked
      ? "the lock: nobody ends it before its day; alarms tell of every attempt"
      : "alarms tell of every attempt; nothing stops it",
    remains: locked ? "settings for objects to come" : "all events",
  };
}

/** Unreadable evidence is destroyed evidence. */
function keyOwner({ placed, ownAccount }: Stance): EvidenceThreat {
  return {
    who: ownAccount
      ? "whoever may change the key's policy in the audit account"
      : "whoever may change the key's policy in the account that the workloads run in",
    could: "delete the key, so that no object can be read again",
    prevented: KEY_GUARD[placed.store.store],
    remains: ownAccount
      ? "the key, by somebody who ignores the alarms for the whole waiting time"
      : "the key, by the same administrators who run the workloads: give the store an account of its own",
  };
}

const KEY_GUARD = {
  s3: "the key's policy denies deletion and disabling to everybody but break-glass; 30 days of waiting time, alarms",
  gcs: "30 days between destruction and loss, alarms; in a project of its own a deny policy",
  azureBlob: "purge protection: a deleted key comes back for 90 days; alarms",
} as const;

function owner({ placed, retention }: Stance): EvidenceThreat {
  const locked = lockedForGood(placed, retention);
  return {
    who: OWNER[placed.store.store],
    could: "remove policies and locks of administration, then objects",
    prevented: locked ? "the lock: it binds the owner too" : "nothing",
    remains: locked ? "the key, after its waiting time, and settings for objects to come" : "all events",
  };
}

const OWNER = {
  s3: "the account's root user",
  gcs: "an owner of the project",
  azureBlob: "an owner of the subscription",
} as const;

function lockedForGood({ store }: PlacedStore, { mode }: Retention): boolean {
  return mode === "COMPLIANCE" && (store.store !== "azureBlob" || store.phase === "locked");
}
