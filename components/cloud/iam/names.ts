import { createHash } from "node:crypto";
import type { Subject } from "./contract.ts";

/** Longest name of an IAM role on AWS; the other clouds allow more. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_NAME_LIMIT = 64;

/** Name of the identity of a ServiceAccount: the same text in every run, short enough for every cloud. Pure. */
export function identityName(cluster: string, { namespace, serviceAccount }: Subject): string {
  const name = `${cluster}-${namespace}-${serviceAccount}`;
  if (name.length <= ROLE_NAME_LIMIT) return name;
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, ROLE_NAME_LIMIT - mark.length - 1)}-${mark}`;
}

/** The ServiceAccount as issuers of Kubernetes tokens name it. */
export function tokenSubject({ namespace, serviceAccount }: Subject): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

/** A UUID that stands for a name, the same in every run (RFC 9562, version 8). Azure names assignments by UUIDs. */
export function uuidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
