import { FROM_PROD } from "../../lib/levels.ts";
import { read } from "../../lib/plain.ts";
import { holdsLayer, missing } from "../../lib/production.ts";
import { controllersIn } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { below, each, mustBe, containersOf, type Subject } from "../../lib/subject.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

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
  appliesTo: (world) => holdsLayer(world, "services"),
  check: (world) => {
    const subjects = controllersIn(world, "Deployment", "StatefulSet");
    const modes = subjects.flatMap((subject) => modesOf(subject).map((mode) => ({ subject, mode })));
    if (modes.length === 0) return missing(world, "no container sets SPIFFE_MODE; allowed: a gateway with SPIFFE_MODE=prod");
    return modes.flatMap(({ subject, mode }) =>
      mustBe(mode, (value) => value === "prod", `"prod"`).map((finding) => ({ ...finding, subject })),
    );
  },
};

/** The variable in each container that has it; its place says its name, not its number. */
function modesOf(resource: PolicyResource): readonly Subject[] {
  return containersOf(resource)
    .flatMap((container) => each(container, "env"))
    .filter(({ value }) => read(value, "name") === "SPIFFE_MODE")
    .map((variable) => ({ ...below(variable, "value"), field: "SPIFFE_MODE" }));
}
