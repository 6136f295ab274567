import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { authorizationPolicyFrom } from "../../../../policy/rules/network/authorization-policy-from.ts";
import { authorizationPolicy } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(authorizationPolicyFrom, authorizationPolicy, [
  ["a denial", { spec: { action: "DENY", rules: [{ to: [{ operation: { paths: ["/admin"] } }] }] } }],
  ["no rules", { "spec.rules": undefined }],
  [
    "no from",
    { "spec.rules[0].from": undefined },
    "AuthorizationPolicy shop/web does not set spec.rules[0].from; allowed: at least one source",
  ],
  [
    "an empty from",
    { "spec.rules[0].from": [] },
    "AuthorizationPolicy shop/web sets spec.rules[0].from to []; allowed: at least one source",
  ],
  [
    "in a policy without an action",
    { spec: { rules: [{ to: [{ operation: { methods: ["GET"] } }] }] } },
    "AuthorizationPolicy shop/web does not set spec.rules[0].from; allowed: at least one source",
  ],
  [
    "unknown rules",
    { "spec.rules": UNKNOWN },
    "unknown: AuthorizationPolicy shop/web: spec.rules.from is not known before deployment; allowed: at least one source",
  ],
]);
