import { allowanceRules, isEmptyRule } from "../../lib/authorizationPolicy.ts";
import { isNarrow as areNarrow } from "../../lib/cloud/internet.ts";
import { judgePlace } from "../../lib/cloud/settings.ts";
import { CALLER_CONTROLS } from "../../lib/controls.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { items, read, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const authorizationPolicyAllowAll: ResourceRule = {
  name: "authorization-policy-allow-all",
  title: "No Istio policy allows everybody",
  description:
    "No rule of an AuthorizationPolicy that allows may be empty ({} allows everything) and every source must name callers: principals, serviceAccounts, namespaces, requestPrincipals or addresses that are not the internet. * means any identity of any trust domain that the mesh accepts, and a source that only leaves out (notPrincipals) is everybody else. A policy without rules allows nothing and is the default deny.",
  severity: "critical",
  level: FROM_STAGING,
  controls: CALLER_CONTROLS,
  remediation: "Name principals: <trust domain>/ns/<namespace>/sa/<name>.",
  scope: "resource",
  appliesTo: ofKind("security.istio.io/AuthorizationPolicy"),
  check: (resource) =>
    allowanceRules(resource).flatMap((rule) => [
      ...mustBe(rule, (value) => !isEmptyRule(value), "rules with from, to or when"),
      ...each(rule, "from").flatMap((from) => judgePlace(below(from, "source"), isNarrow, "named principals or namespaces")),
    ]),
};

/** What a source must name; what it leaves out (`notPrincipals`) names nobody. */
const NAMES = ["principals", "serviceAccounts", "namespaces", "requestPrincipals"];
const ADDRESSES = ["ipBlocks", "remoteIpBlocks"];

/** Every list of a source must hold: one that names callers, without a wildcard for all of them, narrows it. */
function isNarrow(source: Plain): boolean {
  const named = NAMES.some((list) => areNamed(read(source, list)));
  return named || ADDRESSES.some((list) => items(read(source, list)).length > 0 && narrowAddresses(read(source, list)));
}

/** `*` is everybody; `*` before or after a slash is everybody of any trust domain, or all of one. */
function areNamed(list: Plain): boolean {
  return items(list).length > 0 && items(list).every((one) => /[^*/]/.test(text(one) ?? ""));
}

const narrowAddresses = areNarrow();
