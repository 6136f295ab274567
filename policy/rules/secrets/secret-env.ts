import { ADVICE } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, containersOf } from "../../lib/subject.ts";

export const secretEnv: ResourceRule = {
  name: "secret-env",
  title: "Secrets are mounted as files",
  description:
    "A variable filled from a Secret is readable in /proc, inherited by every child process and printed by crash dumps; a mounted file is not, and follows rotation. Programs that read secrets only from variables are the usual exception.",
  severity: "low",
  level: ADVICE,
  controls: [
    "P-51",
    "CIS-K8S 5.4.1",
    "PCI-DSS 8.6.2",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
    "NSA-CISA hardening container environments",
  ],
  remediation: "Mount the Secret as a volume and give the program the path.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    containersOf(resource).flatMap((container) => [
      ...each(container, "env").flatMap((variable) =>
        mustBe(below(variable, "valueFrom", "secretKeyRef"), isAbsent, "a Secret mounted as a file"),
      ),
      ...each(container, "envFrom").flatMap((source) =>
        mustBe(below(source, "secretRef"), isAbsent, "a Secret mounted as a file"),
      ),
    ]),
};
