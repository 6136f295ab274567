import { fail, show } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { hasPlatform, missing, environmentOf } from "../../lib/production.ts";
import { controllersIn } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { containersOf } from "../../lib/subject.ts";

export const spiffeModeProd: WorldRule = {
  name: "spiffe-mode-prod",
  title: "Checklist 1: SPIFFE mTLS is on",
  description:
    "In a platform stack every container with the variable SPIFFE_MODE must set it to prod, and at least one must have it: every other mode lets callers say who they are in a header. Programs without a Platform component are not judged.",
  severity: "critical",
  level: FROM_PROD,
  controls: ["P-49", "P-97", "P-106", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Set SPIFFE_MODE=prod; the profiles staging and prod do.",
  scope: "world",
  appliesTo: hasPlatform,
  check: (world) => {
    const modes = controllersIn(world, "Deployment", "StatefulSet").flatMap((subject) =>
      containersOf(subject).flatMap((container) => {
        const value = environmentOf(container, "SPIFFE_MODE");
        return value === undefined ? [] : [{ subject, container, value }];
      }),
    );
    if (modes.length === 0) return missing(world, "no container sets SPIFFE_MODE; allowed: a gateway with SPIFFE_MODE=prod");
    return modes
      .filter(({ value }) => value !== "prod")
      .map(({ subject, container, value }) =>
        fail(`${container.owner} sets SPIFFE_MODE to ${show(value)}; allowed: "prod"`, {
          subject,
          container: container.container,
        }),
      );
  },
};
