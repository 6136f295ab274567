import type { Profile } from "../../config/profiles.ts";
import type { Layer } from "../../config/scope.ts";
import type { Problem } from "../../shared/problem.ts";
import type { CloudConfig } from "../config.ts";
import type { AuditConfig, StoreConfig } from "./config.ts";
import { confirmationProblems, pendingLock } from "./confirmation.ts";
import { accountOf, placeStore, STORE_CLOUD } from "./location.ts";
import { retentionOf, retentionProblems } from "./retention.ts";

const PATH = "palisade:audit";

/** How each cloud names somebody who may break the glass. */
const PRINCIPAL = {
  s3: { pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, is: "the ARN of a role" },
  gcs: {
    pattern: /^principal(Set)?:\/\/(goog\/(subject|group)\/[^\s*]+|iam\.googleapis\.com\/[^\s*]+)$/,
    is: "a name like principal://goog/subject/jane@example.com",
  },
  azureBlob: { pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, is: "the object id of a user or group" },
} as const;

/** What the checks of a store look at beside it and its cloud. */
export interface AuditSurroundings {
  readonly profile: Profile;
  /** Layers that this run registers. */
  readonly layers: readonly Layer[];
}

/** Everything about `palisade:audit` that the schema cannot say. */
export function auditProblems(
  audit: AuditConfig,
  cloud: CloudConfig | undefined,
  { profile, layers }: AuditSurroundings,
): readonly Problem[] {
  if (audit.store === "none") return [];
  if (placeStore(audit, cloud) === undefined) return [otherCloud(audit, cloud)];
  return [
    ...retentionProblems(profile, audit),
    ...confirmationProblems(audit, pendingLock(audit, cloud, profile)),
    ...breakGlassProblems(audit),
    ...(retentionOf(profile, audit).mode === "none" ? [] : unattendedProblems(audit)),
    ...accountProblems(audit, cloud),
    ...phaseProblems(audit, { profile, layers }),
    ...replicationProblems(audit),
  ];
}

function otherCloud({ store }: StoreConfig, cloud: CloudConfig | undefined): Problem {
  return {
    path: `${PATH}.store`,
    given: `was ${store} ${cloud === undefined ? "without palisade:cloud" : `in ${cloud.provider}`}`,
    allowed: `${store} is a store of ${STORE_CLOUD[store]}`,
    change: `set palisade:cloud to ${STORE_CLOUD[store]}, or choose the store of your cloud`,
  };
}

function breakGlassProblems({ store, breakGlass }: StoreConfig): readonly Problem[] {
  const { pattern, is } = PRINCIPAL[store];
  return breakGlass
    .filter((principal) => !pattern.test(principal))
    .map((principal) => ({
      path: `${PATH}.breakGlass`,
      given: `was "${principal}"`,
      allowed: `${store} knows a principal by ${is}, without wildcards`,
      change: "name the principal exactly",
    }));
}

/** A locked store that nobody may change and nobody watches is a store that nobody answers for. */
function unattendedProblems({ breakGlass, alertEmails }: StoreConfig): readonly Problem[] {
  const lists = {
    breakGlass: [breakGlass, "a locked store names who may change its settings, because everybody else is denied"],
    alertEmails: [alertEmails, "somebody is told of every attempt to delete or unlock"],
  } as const;
  return Object.entries(lists)
    .filter(([, [list]]) => list.length === 0)
    .map(([key, [, allowed]]) => ({ path: `${PATH}.${key}`, given: "was empty", allowed, change: "name at least one" }));
}

/** Naming the stack's own account as another one would look like separation and be none. */
function accountProblems(audit: StoreConfig, cloud: CloudConfig | undefined): readonly Problem[] {
  if (audit.account === undefined || cloud === undefined) return [];
  const placed = placeStore(audit, cloud);
  if (placed === undefined || accountOf(placed.cloud) !== accountOf(cloud))
    return [...roleProblems(audit), ...numberProblems(audit, cloud)];
  return [
    {
      path: `${PATH}.account`,
      given: `was ${accountOf(cloud)}, the account of the workloads`,
      allowed: "an account of its own is another one",
      change: "name the other account, or remove the key",
    },
  ];
}

function roleProblems(audit: StoreConfig): readonly Problem[] {
  if (audit.store !== "s3" || audit.account === undefined) return [];
  const { accountId, assumeRole } = audit.account;
  if (assumeRole.split(":")[4] === accountId) return [];
  const given = `was ${assumeRole}`;
  return [
    {
      path: `${PATH}.account.assumeRole`,
      given,
      allowed: `a role of account ${accountId}`,
      change: "name a role of that account",
    },
  ];
}

/** Principals and service agents are named by the number: with the wrong one the store would trust another project. */
function numberProblems(audit: StoreConfig, cloud: CloudConfig): readonly Problem[] {
  if (audit.store !== "gcs" || cloud.provider !== "gcp" || audit.account?.projectNumber !== cloud.projectNumber) return [];
  const { projectId, projectNumber } = audit.account;
  return [
    {
      path: `${PATH}.account.projectNumber`,
      given: `was ${projectNumber}, the number of ${cloud.projectId} too`,
      allowed: "every project has a number of its own",
      change: `set the number that gcloud projects describe ${projectId} shows`,
    },
  ];
}

/** A lock that break-glass can lift is the unlocked state of Azure; a final one is unlocked for as long as nobody writes. */
function phaseProblems(audit: StoreConfig, { profile, layers }: AuditSurroundings): readonly Problem[] {
  if (audit.store !== "azureBlob") return [];
  const { mode } = retentionOf(profile, audit);
  if (audit.phase === "unlocked") return mode === "COMPLIANCE" && layers.includes("services") ? [unlockedInUse()] : [];
  if (mode === "COMPLIANCE") return [];
  return [
    {
      path: `${PATH}.phase`,
      given: `was locked with ${mode === "none" ? "no retention" : mode}`,
      allowed: "only COMPLIANCE is locked for good",
      change: mode === "none" ? "set phase to unlocked" : "set phase to unlocked, or retention.mode to COMPLIANCE",
    },
  ];
}

function unlockedInUse(): Problem {
  return {
    path: `${PATH}.phase`,
    given: "was unlocked in a stack with services",
    allowed: "they write evidence only where nobody can lift its lock",
    change: "deploy it with palisade:scope.layers [audit, cloud], then set it to locked",
  };
}

function replicationProblems(audit: StoreConfig): readonly Problem[] {
  if (audit.store !== "s3" || audit.replication?.bucket !== audit.bucket) return [];
  const path = `${PATH}.replication.bucket`;
  return [{ path, given: `was ${audit.bucket}`, allowed: "a copy is in another bucket", change: "name the other bucket" }];
}
