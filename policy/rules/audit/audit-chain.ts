import { judgeChain, type LockDemand } from "../../lib/auditChain/chain.ts";
import { evidenceStoresIn } from "../../lib/auditChain/stores.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPlatform } from "../../lib/production.ts";
import type { Profile, WorldRule } from "../../lib/rule.ts";

const DEMANDS: Readonly<Record<Profile, LockDemand>> = {
  local: { days: 0, final: false },
  dev: { days: 0, final: false },
  staging: { days: 7, final: false },
  prod: { days: 365, final: true },
};

export const auditChain: WorldRule = {
  name: "audit-chain",
  title: "Evidence runs unbroken from the workload that writes it to the lock that keeps it",
  description:
    "Follows workload, ServiceAccount, trust, policy, bucket and lock over the resources themselves: somebody ships to each store of evidence, with an identity that trusts its ServiceAccount alone, that may make objects there, and may destroy neither evidence nor its key; the store keeps versions, is closed to the public, and locks objects for as long as the profile demands. A store is an S3 bucket or a storage account made to lock, or a Google Cloud bucket with a retention policy; a shipper is known by the store's name in its container or its ConfigMap, so one that reads it from a Secret is not seen. Owners of the account and break-glass principals are not in the chain.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["P-77", "P-78", "P-79", "P-80", "P-81", "P-89", "P-92", "P-95", "PCI-DSS 10.3.2", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Repair the link that the message names: its ServiceAccount, trust, policy, bucket or lock.",
  scope: "world",
  appliesTo: (world) => hasPlatform(world) && evidenceStoresIn(world).length > 0,
  check: (world, { profile }) => evidenceStoresIn(world).flatMap((store) => judgeChain(world, store, DEMANDS[profile])),
};
