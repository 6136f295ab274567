import { accountsInUse } from "../../lib/bindings.ts";
import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isUnknown } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const orphanServiceAccount: WorldRule = {
  name: "orphan-service-account",
  title: "Every ServiceAccount is used",
  description:
    "A ServiceAccount in a namespace with pods of this world must be named by a pod: one that nobody uses keeps its rights and its cloud identity for whoever finds it, and often says that the pod it was made for runs under another name. The default account of a namespace is left out.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-78", "P-80", "CIS-K8S 5.1.5", "PCI-DSS 7.2.4", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation: "Name it in serviceAccountName of the pod it was made for, or remove it.",
  scope: "world",
  appliesTo: (world) => world.byKind("ServiceAccount", "").length > 0 && accountsInUse(world).size > 0,
  check: (world) => {
    const used = accountsInUse(world);
    return world
      .byKind("ServiceAccount", "")
      .filter(({ kubernetes }) => kubernetes?.partial !== true && kubernetes?.name !== undefined && kubernetes.name !== "default")
      .flatMap((subject) => {
        const names = used.get(subject.kubernetes?.namespace);
        if (names === undefined || names.includes(subject.kubernetes?.name)) return [];
        const message = `${describeResource(subject)} is used by no pod; allowed: accounts that pods run under`;
        return [names.some(isUnknown) ? unknown(message, { subject }) : fail(message, { subject })];
      });
  },
};
