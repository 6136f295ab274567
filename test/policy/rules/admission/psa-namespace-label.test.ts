import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { psaNamespaceLabel } from "../../../../policy/rules/admission/psa-namespace-label.ts";
import { namespace } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(psaNamespaceLabel, namespace, [
  [
    "no labels",
    { "metadata.labels": undefined },
    [
      'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/enforce"]; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
      'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/enforce-version"]; allowed: a version such as v1.37',
      'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/audit"]; allowed: restricted',
      'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/audit-version"]; allowed: a version such as v1.37',
      'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/warn"]; allowed: restricted',
      'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/warn-version"]; allowed: a version such as v1.37',
    ],
  ],
  [
    "enforce baseline",
    { 'metadata.labels["pod-security.kubernetes.io/enforce"]': "baseline" },
    'Namespace shop sets metadata.labels["pod-security.kubernetes.io/enforce"] to "baseline"; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
  ],
  [
    "enforce privileged with a reason and a reference",
    {
      'metadata.labels["pod-security.kubernetes.io/enforce"]': "privileged",
      'metadata.annotations["palisade.dev/pod-security-reason"]': "node agent",
      'metadata.annotations["palisade.dev/pod-security-reference"]': "ADR 7",
    },
  ],
  [
    "enforce privileged with a reason only",
    {
      'metadata.labels["pod-security.kubernetes.io/enforce"]': "privileged",
      'metadata.annotations["palisade.dev/pod-security-reason"]': "node agent",
    },
    'Namespace shop sets metadata.labels["pod-security.kubernetes.io/enforce"] to "privileged"; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
  ],
  [
    "audit lowered, whatever the reason",
    {
      'metadata.labels["pod-security.kubernetes.io/audit"]': "baseline",
      'metadata.annotations["palisade.dev/pod-security-reason"]': "node agent",
      'metadata.annotations["palisade.dev/pod-security-reference"]': "ADR 7",
    },
    'Namespace shop sets metadata.labels["pod-security.kubernetes.io/audit"] to "baseline"; allowed: restricted',
  ],
  [
    "no level to enforce, whatever the reason",
    {
      'metadata.labels["pod-security.kubernetes.io/enforce"]': undefined,
      'metadata.annotations["palisade.dev/pod-security-reason"]': "node agent",
      'metadata.annotations["palisade.dev/pod-security-reference"]': "ADR 7",
    },
    'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/enforce"]; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
  ],
  [
    "a level that does not exist, whatever the reason",
    {
      'metadata.labels["pod-security.kubernetes.io/enforce"]': "relaxed",
      'metadata.annotations["palisade.dev/pod-security-reason"]': "node agent",
      'metadata.annotations["palisade.dev/pod-security-reference"]': "ADR 7",
    },
    'Namespace shop sets metadata.labels["pod-security.kubernetes.io/enforce"] to "relaxed"; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
  ],
  [
    "no version",
    { 'metadata.labels["pod-security.kubernetes.io/warn-version"]': undefined },
    'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/warn-version"]; allowed: a version such as v1.37',
  ],
  [
    "the latest version",
    { 'metadata.labels["pod-security.kubernetes.io/enforce-version"]': "latest" },
    'Namespace shop sets metadata.labels["pod-security.kubernetes.io/enforce-version"] to "latest"; allowed: a version such as v1.37',
  ],
  [
    "unknown labels",
    { "metadata.labels": UNKNOWN },
    "unknown: Namespace shop: metadata.labels is not known before deployment; allowed: enforce, audit and warn: restricted, with versions",
  ],
  [
    "an unknown level, the others judged",
    { 'metadata.labels["pod-security.kubernetes.io/enforce"]': UNKNOWN },
    'unknown: Namespace shop: metadata.labels["pod-security.kubernetes.io/enforce"] is not known before deployment; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
  ],
  [
    "unknown annotations",
    { 'metadata.labels["pod-security.kubernetes.io/enforce"]': "baseline", "metadata.annotations": UNKNOWN },
    'unknown: Namespace shop sets metadata.labels["pod-security.kubernetes.io/enforce"] to "baseline"; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference; lifted if metadata.annotations turns out to exempt it, which is not known before deployment',
  ],
  [
    "a version that demands less",
    { 'metadata.labels["pod-security.kubernetes.io/enforce-version"]': "v1.18" },
    'Namespace shop sets metadata.labels["pod-security.kubernetes.io/enforce-version"] to "v1.18"; allowed: a version such as v1.37',
  ],
]);
