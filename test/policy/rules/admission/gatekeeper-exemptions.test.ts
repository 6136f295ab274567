import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { gatekeeperExemptions } from "../../../../policy/rules/admission/gatekeeper-exemptions.ts";
import { constraint, gatekeeperConfig, namespace } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(gatekeeperExemptions, gatekeeperConfig, [
  [
    "a namespace of its own",
    { "spec.match[0].excludedNamespaces[2]": "shop" },
    'Config gatekeeper-system/config sets spec.match[0].excludedNamespaces[2] to "shop"; allowed: kube-system, kube-public, kube-node-lease, gatekeeper-system',
  ],
  [
    "a wildcard",
    { "spec.match[0].excludedNamespaces": ["*-system"] },
    'Config gatekeeper-system/config sets spec.match[0].excludedNamespaces[0] to "*-system"; allowed: kube-system, kube-public, kube-node-lease, gatekeeper-system',
  ],
  [
    "unknown",
    { "spec.match[0].excludedNamespaces": UNKNOWN },
    "unknown: Config gatekeeper-system/config: spec.match[0].excludedNamespaces is not known before deployment; allowed: kube-system, kube-public, kube-node-lease, gatekeeper-system",
  ],
]);

cases(gatekeeperExemptions, constraint, [
  [
    "in a constraint",
    { "spec.match.excludedNamespaces": ["shop"] },
    'K8sRequiredLabels owner sets spec.match.excludedNamespaces[0] to "shop"; allowed: kube-system, kube-public, kube-node-lease, gatekeeper-system',
  ],
  ["an empty labelSelector", { "spec.match.labelSelector": { matchLabels: {} } }],
  [
    "a label to opt out",
    { "spec.match.labelSelector": { matchExpressions: [{ key: "skip", operator: "DoesNotExist" }] } },
    'K8sRequiredLabels owner sets spec.match.labelSelector to {"matchExpressions":[{"key":"skip","operator":"DoesNotExist"}]}; allowed: no labelSelector, or an empty one',
  ],
]);

cases(gatekeeperExemptions, namespace, [
  [
    "by a label",
    { 'metadata.labels["admission.gatekeeper.sh/ignore"]': "no-self-managing" },
    'Namespace shop sets metadata.labels["admission.gatekeeper.sh/ignore"] to "no-self-managing"; allowed: no such label',
  ],
  [
    "Gatekeeper's own",
    { "metadata.name": "gatekeeper-system", 'metadata.labels["admission.gatekeeper.sh/ignore"]': "no-self-managing" },
  ],
]);
