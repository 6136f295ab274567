import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imagePolicyAuthority } from "../../../../policy/rules/admission/image-policy-authority.ts";
import { clusterImagePolicy } from "../../fixtures/objects.ts";
import { cases, type Case } from "../cases.ts";

cases(imagePolicyAuthority, clusterImagePolicy, [
  ["a key", { "spec.authorities": [{ key: { kms: "awskms:///alias/cosign" } }] }],
  ["a warning", { "spec.mode": "warn" }, 'ClusterImagePolicy shop sets spec.mode to "warn"; allowed: enforce'],
  [
    "no authorities",
    { "spec.authorities": [] },
    "ClusterImagePolicy shop sets spec.authorities to []; allowed: at least one authority",
  ],
  [
    "a pass for all",
    { "spec.authorities": [{ static: { action: "pass" } }] },
    'ClusterImagePolicy shop sets spec.authorities[0].static.action to "pass"; allowed: a signature',
  ],
  [
    "no identity",
    { "spec.authorities[0].keyless.identities": [] },
    "ClusterImagePolicy shop sets spec.authorities[0].keyless.identities to []; allowed: at least one identity",
  ],
  [
    "any subject",
    { "spec.authorities[0].keyless.identities[0].subjectRegExp": "^.*" },
    'ClusterImagePolicy shop sets spec.authorities[0].keyless.identities[0] to {"issuer":"https://token.actions.githubusercontent.com","subjectRegExp":"^.*"}; allowed: issuer and subject, or expressions that begin with ^',
  ],
  [
    "a subject that contains it",
    { "spec.authorities[0].keyless.identities[0].subjectRegExp": "github.com/example" },
    'ClusterImagePolicy shop sets spec.authorities[0].keyless.identities[0] to {"issuer":"https://token.actions.githubusercontent.com","subjectRegExp":"github…; allowed: issuer and subject, or expressions that begin with ^',
  ],
  [
    "no proof of the log",
    { "spec.authorities[0].keyless.insecureIgnoreSCT": true },
    "ClusterImagePolicy shop sets spec.authorities[0].keyless.insecureIgnoreSCT to true; allowed: false",
  ],
  [
    "unknown",
    { "spec.authorities": UNKNOWN },
    [
      "unknown: ClusterImagePolicy shop: spec.authorities is not known before deployment; allowed: at least one authority",
      "unknown: ClusterImagePolicy shop: spec.authorities.static.action is not known before deployment; allowed: a signature",
      "unknown: ClusterImagePolicy shop: spec.authorities.keyless.insecureIgnoreSCT is not known before deployment; allowed: false",
      "unknown: ClusterImagePolicy shop: spec.authorities.keyless.identities is not known before deployment; allowed: at least one identity",
      "unknown: ClusterImagePolicy shop: spec.authorities.keyless.identities is not known before deployment; allowed: issuer and subject, or expressions that begin with ^",
    ],
  ],
  ...["^(.*)", "^.{1,}", "^[^x]", "^https://", "^https://github\\.com/example/|.*", "^(", "(^a)", "^"].map(
    (subjectRegExp): Case => [
      `the expression ${subjectRegExp}`,
      { "spec.authorities[0].keyless.identities": [{ issuer: "i", subjectRegExp }] },
      `ClusterImagePolicy shop sets spec.authorities[0].keyless.identities[0] to ${JSON.stringify({ issuer: "i", subjectRegExp })}; allowed: issuer and subject, or expressions that begin with ^`,
    ],
  ),
  [
    "alternatives behind the anchor",
    { "spec.authorities[0].keyless.identities[0].subjectRegExp": "^https://github\\.com/(example|examples)/shop/" },
  ],
  ["objects of a kind", { "spec.match": [{ resource: "pods", version: "v1" }] }],
  [
    "objects with a label",
    { "spec.match": [{ resource: "pods", version: "v1", selector: { matchLabels: { verify: "true" } } }] },
    'ClusterImagePolicy shop sets spec.match[0].selector to {"matchLabels":{"verify":"true"}}; allowed: no selector, or an empty one',
  ],
]);
