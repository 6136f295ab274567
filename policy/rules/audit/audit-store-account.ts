import { fail, unknown } from "../../lib/finding.ts";
import { isUnknown } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

const STORE = "palisade:audit:AuditStore";

export const auditStoreAccount: WorldRule = {
  name: "audit-store-account",
  title: "The key of the evidence is not in the hands that write it",
  description:
    "The audit store of a production platform should be in an account, project or subscription of its own: the lock keeps objects, but whoever may change the policy of their key can make all of them unreadable, and in the account of the workloads that is whoever runs the workloads. It reads what the store's component registers of itself; a store of another program is not judged.",
  severity: "medium",
  level: { local: "disabled", dev: "disabled", staging: "disabled", prod: "advisory" },
  controls: ["P-77", "P-78", "PCI-DSS 10.3.2", "SOC2 CC6.3", "ISO27001 A.5.3"],
  remediation: "Set palisade:audit.account to an account of its own.",
  scope: "world",
  appliesTo: (world) => world.byType(STORE).length > 0,
  check: (world) =>
    world.byType(STORE).flatMap((subject) => {
      const { account, writersAccount } = subject.props;
      const message = `the audit store is in the account of its writers; allowed: an account of its own`;
      if (isUnknown(account) || isUnknown(writersAccount)) return [unknown(message, { subject })];
      return account === writersAccount ? [fail(message, { subject })] : [];
    }),
};
