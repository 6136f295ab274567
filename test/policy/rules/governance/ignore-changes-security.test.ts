import { ignoreChangesSecurity } from "../../../../policy/rules/governance/ignore-changes-security.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE, type Case, type Surroundings } from "../cases.ts";

const ignoring = (path: string): Surroundings => ({ options: { protect: false, ignoreChanges: [path] } });

cases(ignoreChangesSecurity, deployment, [
  ["nothing ignored", {}, NOT_APPLICABLE, { options: { protect: false, ignoreChanges: [] } }],
  ["replicas", {}, [], { options: { protect: false, ignoreChanges: ["spec.replicas"] } }],
  ["a webhook's CA", {}, [], { options: { protect: false, ignoreChanges: ["webhooks[*].clientConfig.caBundle"] } }],
  ["annotations", {}, [], { options: { protect: false, ignoreChanges: ["metadata.annotations"] } }],
  [
    "a security context",
    {},
    "Deployment shop/web ignores changes of spec.template.spec.securityContext; allowed: fields that do not harden it",
    { options: { protect: false, ignoreChanges: ["spec.template.spec.securityContext"] } },
  ],
  [
    "a container's image",
    {},
    "Deployment shop/web ignores changes of spec.template.spec.containers[0].image; allowed: fields that do not harden it",
    { options: { protect: false, ignoreChanges: ["spec.template.spec.containers[0].image"] } },
  ],
  [
    "everything",
    {},
    "Deployment shop/web ignores changes of *; allowed: fields that do not harden it",
    { options: { protect: false, ignoreChanges: ["*"] } },
  ],
  [
    "the spec",
    {},
    "Deployment shop/web ignores changes of spec; allowed: fields that do not harden it",
    { options: { protect: false, ignoreChanges: ["spec"] } },
  ],
  [
    "labels and rules",
    {},
    [
      "Deployment shop/web ignores changes of metadata.labels; allowed: fields that do not harden it",
      "Deployment shop/web ignores changes of rules; allowed: fields that do not harden it",
    ],
    { options: { protect: false, ignoreChanges: ["metadata.labels", "rules"] } },
  ],
  ["a field that begins alike", {}, [], { options: { protect: false, ignoreChanges: ["spec.typeMeta"] } }],
  ...[
    '["spec"]["template"]["spec"]',
    'spec["template"].spec.containers[0].securityContext',
    "spec.*",
    "spec[*].spec.containers",
    "*.template",
    "spec.template.spec.containers[*].image",
    "",
  ].map((path): Case => [
    `the spelling ${path}`,
    {},
    `Deployment shop/web ignores changes of ${path}; allowed: fields that do not harden it`,
    ignoring(path),
  ]),
  ["replicas in another spelling", {}, [], ignoring('["spec"]["replicas"]')],
]);

const cluster = { type: "aws:eks/cluster:Cluster", name: "main" };
cases(ignoreChangesSecurity, {}, [
  ["the size of a node group", {}, [], { ...ignoring("scalingConfig.desiredSize"), type: "aws:eks/nodeGroup:NodeGroup" }],
  ["tags", {}, [], { ...ignoring("tags"), ...cluster }],
  ...["vpcConfig", "vpcConfig.endpointPublicAccess", "encryptionConfig[0].provider", "*", '["accessConfig"]'].map(
    (path): Case => [
      `${path} of a cluster`,
      {},
      `aws:eks/cluster:Cluster main ignores changes of ${path}; allowed: fields that do not harden it`,
      { ...ignoring(path), ...cluster },
    ],
  ),
]);
