import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { lockOf } from "../../lib/objectLock.ts";
import { isUnknown, number } from "../../lib/plain.ts";
import { inAuditStore } from "../../lib/production.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isTrue } from "../../lib/subject.ts";
import type { Plain, Finding, PolicyResource } from "../../lib/verdict.ts";

export const objectLockRetention: ResourceRule = {
  name: "object-lock-retention",
  title: "A lock that is set is long enough",
  description:
    "Where a store is locked (S3 Object Lock with a default retention, a retention policy of Cloud Storage, immutability of an Azure account) it must keep objects for at least minimumDays in prod, seven elsewhere, and in prod so that nobody can lift it. Whether nobody can lift the lock of palisade:audit's own store is for audit-store-locked and audit-chain to say, which see whether evidence is written yet. A lock that is too short, or that an administrator lifts, protects against accidents only. A locked retention can never be shortened: see irreversible-confirmed.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-77", "P-79", "P-92", "P-95", "P-99", "PCI-DSS 10.5.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Use COMPLIANCE, isLocked or the state Locked with a retention that your obligations ask for.",
  params: { minimumDays: { type: "integer", description: "Days in prod.", default: 90 } },
  scope: "resource",
  appliesTo: (resource) => lockOf(resource) !== undefined,
  check: (resource, { profile, params }) => {
    const lock = lockOf(resource);
    if (lock === undefined) return [];
    const least = profile === "prod" ? (number(params["minimumDays"]) ?? 90) : 7;
    const findings = judgePart(resource, lock.days, (days) => (number(days) ?? 0) >= least, `for ${least} days or more`);
    return profile === "prod" && !inAuditStore(resource)
      ? [...findings, ...judgePart(resource, lock.final, isTrue, "so that nobody can lift it")]
      : findings;
  },
};

function judgePart(resource: PolicyResource, part: Plain, allows: (value: Plain) => boolean, demand: string): readonly Finding[] {
  const message = `${describeResource(resource)} is not locked ${demand}; allowed: a retention ${demand}`;
  if (isUnknown(part)) return [unknown(`${message} (it is not known before deployment)`)];
  return allows(part) ? [] : [fail(message)];
}
