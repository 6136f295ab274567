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
  [
    "everybody but one",
    { "spec.rules[0].from[0].source": { notPrincipals: ["example.org/ns/lab/sa/x"] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"notPrincipals":["example.org/ns/lab/sa/x"]}; allowed: named principals or namespaces',
  ],
  [
    "every namespace but one",
    { "spec.rules[0].from[0].source": { notNamespaces: ["lab"] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"notNamespaces":["lab"]}; allowed: named principals or namespaces',
  ],
  [
    "a wildcard among names",
    { "spec.rules[0].from[0].source": { principals: ["example.org/ns/shop/sa/api", "*"] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"principals":["example.org/ns/shop/sa/api","*"]}; allowed: named principals or namespaces',
  ],
  [
    "a wildcard with a slash",
    { "spec.rules[0].from[0].source": { principals: ["*/*"] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"principals":["*/*"]}; allowed: named principals or namespaces',
  ],
  [
    "any token",
    { "spec.rules[0].from[0].source": { requestPrincipals: ["*"] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"requestPrincipals":["*"]}; allowed: named principals or namespaces',
  ],
  [
    "the internet",
    { "spec.rules[0].from[0].source": { ipBlocks: ["0.0.0.0/1", "128.0.0.0/1"] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"ipBlocks":["0.0.0.0/1","128.0.0.0/1"]}; allowed: named principals or namespaces',
  ],
  [
    "an empty list",
    { "spec.rules[0].from[0].source": { namespaces: [] } },
    'AuthorizationPolicy shop/web sets spec.rules[0].from[0].source to {"namespaces":[]}; allowed: named principals or namespaces',
  ],
  ["a network", { "spec.rules[0].from[0].source": { ipBlocks: ["10.1.0.0/16"] } }],
  [
    "one principal not known yet",
    { "spec.rules[0].from[0].source.principals": ["example.org/ns/shop/sa/api", UNKNOWN] },
    "unknown: AuthorizationPolicy shop/web: spec.rules[0].from[0].source.principals[1] is not known before deployment; allowed: named principals or namespaces",
  ],
]);
