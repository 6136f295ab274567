import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, containersOf } from "../../lib/subject.ts";

const VARIABLE = "SPIRL_ENDPOINT_ENABLE_TLS";

export const defaktoTls: ResourceRule = {
  name: "defakto-tls",
  title: "Defakto agents talk to their server over TLS",
  description:
    "No container may set SPIRL_ENDPOINT_ENABLE_TLS to false: identities would be issued over plain text, to anybody between agent and server. TLS is on when nothing is said. A value from a ConfigMap is not seen.",
  severity: "critical",
  level: { ...FROM_STAGING, dev: "mandatory" },
  controls: ["D-15", "P-49", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Remove the variable.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    containersOf(resource)
      .flatMap((container) => each(container, "env"))
      .filter(({ value }) => read(value, "name") === VARIABLE)
      .flatMap((variable) =>
        mustBe({ ...below(variable, "value"), field: VARIABLE }, (value) => text(value)?.toLowerCase() !== "false", "not false"),
      ),
};
