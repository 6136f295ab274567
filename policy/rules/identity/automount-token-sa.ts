import { TOKEN_CONTROLS } from "../../lib/controls.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";

export const automountTokenSa: ResourceRule = {
  name: "automount-token-sa",
  title: "ServiceAccounts hand out no token by themselves",
  description:
    "automountServiceAccountToken must be false on every ServiceAccount: the pod spec can still switch it on, which automount-token reports.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [...TOKEN_CONTROLS, "PCI-DSS 7.2.2", "ISO27001 A.5.15"],
  remediation: "Set automountServiceAccountToken: false on the ServiceAccount.",
  scope: "resource",
  appliesTo: ofKind("/ServiceAccount"),
  check: (resource) => mustBe(below(objectOf(resource), "automountServiceAccountToken"), (value) => value === false, "false"),
};
