import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { authorizationPolicyAllowAll } from "../../../../policy/rules/network/authorization-policy-allow-all.ts";
import { authorizationPolicy } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(authorizationPolicyAllowAll, authorizationPolicy, [
  ["no rules", { spec: {} }],
  ["a wildcard narrowed by a namespace", { "spec.rules[0].from[0].source": { principals: ["*"], namespaces: ["shop"] } }],
  [
    "an empty rule",
    { "spec.rules[0]": {} },
    "AuthorizationPolicy shop/web sets spec.rules[0] to {}; allowed: rules with from, to or when",
  ],
  [
    "every principal",
    { "spec.rules[0].from[0].source.principals": ["*"] },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"principals":["*"]}; allowed: named principals or namespaces',
  ],
  [
    "an empty source",
    { "spec.rules[0].from[0].source": {} },
    "AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {}; allowed: named principals or namespaces",
  ],
  [
    "unknown",
    { "spec.rules[0]": UNKNOWN },
    [
      "unknown: AuthorizationPolicy shop/web: spec.rules[0] is not known before deployment; allowed: rules with from, to or when",
      "unknown: AuthorizationPolicy shop/web: spec.rules[0].from.source is not known before deployment; allowed: named principals or namespaces",
    ],
  ],
]);
