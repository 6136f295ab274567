import { allowanceRules, isEmptyRule } from "../../lib/authorizationPolicy.ts";
import { CALLER_CONTROLS } from "../../lib/controls.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isList } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe } from "../../lib/subject.ts";

export const authorizationPolicyFrom: ResourceRule = {
  name: "authorization-policy-from",
  title: "Istio policies say who may call",
  description:
    "Every rule of an AuthorizationPolicy that allows (the default) must have from: without it every caller may do what the rule says, one without an identity too. What the sources are is judged by authorization-policy-allow-all.",
  severity: "high",
  level: FROM_STAGING,
  controls: CALLER_CONTROLS,
  remediation: "Add from with the principals that call.",
  scope: "resource",
  appliesTo: ofKind("security.istio.io/AuthorizationPolicy"),
  check: (resource) =>
    allowanceRules(resource)
      .filter(({ value }) => !isEmptyRule(value))
      .flatMap((rule) => mustBe(below(rule, "from"), (from) => isList(from) && from.length > 0, "at least one source")),
};
