import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { tokenProjection } from "../../../../policy/rules/workload/token-projection.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(tokenProjection, deployment, [
  [
    "an audience and an hour",
    {
      "pod.volumes[1]": {
        name: "token",
        projected: { sources: [{ serviceAccountToken: { path: "token", audience: "vault", expirationSeconds: 3600 } }] },
      },
    },
  ],
  [
    "for the API server",
    {
      "pod.volumes[1]": {
        name: "api",
        projected: { sources: [{ serviceAccountToken: { path: "token" } }, { configMap: { name: "kube-root-ca.crt" } }] },
      },
    },
  ],
  [
    "no audience",
    { "pod.volumes[1]": { name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } } },
    "Deployment shop/web does not set volumes[1].projected.sources[0].serviceAccountToken.audience; allowed: an audience",
  ],
  [
    "a day",
    {
      "pod.volumes[1]": {
        name: "token",
        projected: { sources: [{ serviceAccountToken: { path: "token", audience: "vault", expirationSeconds: 86400 } }] },
      },
    },
    "Deployment shop/web sets volumes[1].projected.sources[0].serviceAccountToken.expirationSeconds to 86400; allowed: at most 3600",
  ],
  [
    "unknown",
    { "pod.volumes[1]": { name: "token", projected: { sources: UNKNOWN } } },
    [
      "unknown: Deployment shop/web: spec.template.spec.volumes[1].projected.sources.serviceAccountToken.audience is not known before deployment; allowed: an audience",
      "unknown: Deployment shop/web: spec.template.spec.volumes[1].projected.sources.serviceAccountToken.expirationSeconds is not known before deployment; allowed: at most 3600",
    ],
  ],
]);
