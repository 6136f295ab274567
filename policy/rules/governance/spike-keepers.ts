import { unknown } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isUnknown, number } from "../../lib/plain.ts";
import { holdsLayer, missing, controllersRunning } from "../../lib/production.ts";
import { replicasOf } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";

const KEEPERS = 3;

export const spikeKeepers: WorldRule = {
  name: "spike-keepers",
  title: "Checklist 2: SPIKE has several Keepers",
  description:
    "In a platform stack at least three SPIKE Keepers must run, in one StatefulSet or several Deployments: the root key is split among them and lives in their memory only. That the threshold fits is not judged here.",
  severity: "high",
  level: FROM_PROD,
  controls: ["P-98", "P-106", "PCI-DSS 3.7.1", "SOC2 A1.2", "ISO27001 A.8.24"],
  remediation: "Run three Keepers or more with a threshold of two or more (palisade:secrets).",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "platform"),
  check: (world) => {
    const counts = controllersRunning(world, /(^|\/)spike-keeper[:@]/).map((keeper) => replicasOf(world, keeper).least);
    const known = counts.reduce<number>((sum, count) => sum + (number(count) ?? 0), 0);
    if (known >= KEEPERS) return [];
    const message = `the platform runs ${known} SPIKE Keepers; allowed: ${KEEPERS} or more`;
    return counts.some(isUnknown)
      ? [unknown(`${message} (some replicas are not known before deployment)`)]
      : missing(world, message);
  },
};
