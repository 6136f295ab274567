import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imageUnmatched } from "../../../../policy/rules/admission/image-unmatched.ts";
import { change } from "../../fixtures/change.ts";
import { clusterImagePolicy, deployment, namespace } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const verified: PlainRecord = change(namespace, { 'metadata.labels["policy.sigstore.dev/include"]': "true" });

worldCases(imageUnmatched, [
  ["a glob matches", [verified, deployment, clusterImagePolicy]],
  ["a namespace that does not ask", [namespace, deployment, change(clusterImagePolicy, { "spec.images[0].glob": "other/**" })]],
  [
    "another repository",
    [verified, deployment, change(clusterImagePolicy, { "spec.images[0].glob": "registry.k8s.io/lab/**" })],
    [
      'Deployment shop/web: container "app" sets image to "registry.k8s.io/shop/web:1.4.2@sha256:0123456789abcdef0123456789abcdef01234567…; allowed: an image that a ClusterImagePolicy names',
      'Deployment shop/web: init container "prepare" sets image to "registry.k8s.io/shop/web:1.4.2@sha256:0123456789abcdef0123456789abcdef01234567…; allowed: an image that a ClusterImagePolicy names',
    ],
  ],
  [
    "a star that does not span a slash",
    [verified, deployment, change(clusterImagePolicy, { "spec.images[0].glob": "registry.k8s.io/*" })],
    [
      'Deployment shop/web: container "app" sets image to "registry.k8s.io/shop/web:1.4.2@sha256:0123456789abcdef0123456789abcdef01234567…; allowed: an image that a ClusterImagePolicy names',
      'Deployment shop/web: init container "prepare" sets image to "registry.k8s.io/shop/web:1.4.2@sha256:0123456789abcdef0123456789abcdef01234567…; allowed: an image that a ClusterImagePolicy names',
    ],
  ],
  [
    "an unknown glob",
    [verified, deployment, change(clusterImagePolicy, { "spec.images[0].glob": UNKNOWN })],
    [
      'unknown: Deployment shop/web: container "app" sets image to "registry.k8s.io/shop/web:1.4.2@sha256:0123456789abcdef0123456789abcdef01234567…; allowed: an image that a ClusterImagePolicy names',
      'unknown: Deployment shop/web: init container "prepare" sets image to "registry.k8s.io/shop/web:1.4.2@sha256:0123456789abcdef0123456789abcdef01234567…; allowed: an image that a ClusterImagePolicy names',
    ],
  ],
  ["no policy", [verified, deployment], NOT_APPLICABLE],
]);
