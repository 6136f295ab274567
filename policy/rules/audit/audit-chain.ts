import { judgeChains, type LockDemand } from "../../lib/auditChain/chain.ts";
import { evidenceStoresIn } from "../../lib/auditChain/stores.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPlatform, holdsLayer } from "../../lib/production.ts";
import type { Profile, World, WorldRule } from "../../lib/rule.ts";

const DEMANDS: Readonly<Record<Profile, Omit<LockDemand, "written">>> = {
  local: { days: 0, final: false },
  dev: { days: 0, final: false },
  staging: { days: 7, final: false },
  prod: { days: 365, final: true },
};

export const auditChain: WorldRule = {
  name: "audit-chain",
  title: "Evidence runs unbroken from the workload that writes it to the lock that keeps it",
  description:
    "Follows workload, ServiceAccount, trust, policy, bucket and lock over the resources themselves: somebody ships to each store of evidence, with an identity that trusts its ServiceAccount alone, that may make objects there, and may destroy neither evidence nor its key; the store keeps versions, is closed to the public, and locks objects for as long as the profile demands. What may give the identity more rights than it shows (an association, an assignment or a member that is not known yet) is unknown. A store is an S3 bucket or a storage account made to lock, or a Google Cloud bucket with a retention policy; a shipper is known by the store's name in its container or its ConfigMap, so one that reads it from a Secret is not seen. Where a platform leaves its services for later, nobody ships yet and the lock may still be lifted. Owners of the account and break-glass principals are not in the chain.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["P-77", "P-78", "P-79", "P-80", "P-81", "P-89", "P-92", "P-95", "PCI-DSS 10.3.2", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Repair the link that the message names: its ServiceAccount, trust, policy, bucket or lock.",
  scope: "world",
  appliesTo: (world) => hasPlatform(world) && evidenceStoresIn(world).length > 0,
  check: (world, { profile }) => judgeChains(world, demandOf(world, DEMANDS[profile])),
};

/** A platform that leaves its services for later writes nothing yet: its store may wait for its writers and for the final lock. */
function demandOf(world: World, demand: Omit<LockDemand, "written">): LockDemand {
  const written = holdsLayer(world, "services");
  return { ...demand, final: demand.final && written, written };
}
