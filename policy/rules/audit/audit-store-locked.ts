import { unknown } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { objectLocksIn, type ObjectLock } from "../../lib/objectLock.ts";
import { isUnknown } from "../../lib/plain.ts";
import { holdsLayer, missing } from "../../lib/production.ts";
import { reaches } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const auditStoreLocked: WorldRule = {
  name: "audit-store-locked",
  title: "Checklist 3: the audit store cannot be rewritten",
  description:
    "A platform stack must hold an object store whose objects nobody can rewrite: S3 Object Lock in mode COMPLIANCE, a locked retention policy of a Google Cloud Storage bucket, or a locked immutability policy of an Azure storage account, for 365 days or more. Outside prod seven days are enough, and a lock that an administrator can lift; in prod such a lock is enough until the platform holds its services, because Azure locks only what exists unlocked and nobody writes evidence before. That the audit trail really ends there is the audit chain's to show; account owners can still close the account.",
  severity: "critical",
  level: FROM_PROD,
  controls: ["P-77", "P-78", "P-79", "P-99", "P-106", "PCI-DSS 10.3.2", "PCI-DSS 10.5.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Configure palisade:audit with a store and confirm its retention.",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "audit"),
  check: (world, { profile }) => {
    const days = profile === "prod" ? 365 : 7;
    const final = profile === "prod" && holdsLayer(world, "services");
    const answers = objectLocksIn(world).map((lock) => holds(lock, days, final));
    if (answers.includes(true)) return [];
    const demand = `for ${days} days or more${final ? " so that nobody can lift it" : ""}`;
    const message = `no object store of the platform is locked ${demand}; allowed: at least one`;
    return answers.includes(undefined) ? [unknown(message)] : missing(world, message);
  },
};

function holds({ days, final }: ObjectLock, atLeast: number, mustBeFinal: boolean): boolean | undefined {
  const long = reaches(days, atLeast);
  if (long === false || (mustBeFinal && final === false)) return false;
  return long === undefined || (mustBeFinal && isUnknown(final)) ? undefined : true;
}
