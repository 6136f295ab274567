import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { linkerdDefaultPolicy } from "../../../../policy/rules/network/linkerd-default-policy.ts";
import { barePod, deployment, namespace } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(linkerdDefaultPolicy, deployment, [
  [
    "authenticated",
    { 'spec.template.metadata.annotations["config.linkerd.io/default-inbound-policy"]': "cluster-authenticated" },
  ],
  [
    "everybody",
    { 'spec.template.metadata.annotations["config.linkerd.io/default-inbound-policy"]': "all-unauthenticated" },
    'Deployment shop/web sets metadata.annotations["config.linkerd.io/default-inbound-policy"] to "all-unauthenticated"; allowed: an authenticated policy, or deny',
  ],
  [
    "unknown",
    { 'spec.template.metadata.annotations["config.linkerd.io/default-inbound-policy"]': UNKNOWN },
    'unknown: Deployment shop/web: spec.template.metadata.annotations["config.linkerd.io/default-inbound-policy"] is not known before deployment; allowed: an authenticated policy, or deny',
  ],
]);

cases(linkerdDefaultPolicy, namespace, [
  [
    "everybody of the cluster",
    { 'metadata.annotations["config.linkerd.io/default-inbound-policy"]': "cluster-unauthenticated" },
    'Namespace shop sets metadata.annotations["config.linkerd.io/default-inbound-policy"] to "cluster-unauthenticated"; allowed: an authenticated policy, or deny',
  ],
]);

cases(linkerdDefaultPolicy, barePod, [
  [
    "everybody",
    { 'metadata.annotations["config.linkerd.io/default-inbound-policy"]': "all-unauthenticated" },
    'Pod shop/web sets metadata.annotations["config.linkerd.io/default-inbound-policy"] to "all-unauthenticated"; allowed: an authenticated policy, or deny',
  ],
]);
