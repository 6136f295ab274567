import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { secretEnv } from "../../../../policy/rules/secrets/secret-env.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(secretEnv, deployment, [
  [
    "a variable from a Secret",
    { "container.env[1]": { name: "A", valueFrom: { secretKeyRef: { name: "db", key: "a" } } } },
    'Deployment shop/web: container "app" sets env[1].valueFrom.secretKeyRef to {"name":"db","key":"a"}; allowed: a Secret mounted as a file',
  ],
  [
    "all of a Secret",
    { "container.envFrom": [{ secretRef: { name: "db" } }] },
    'Deployment shop/web: container "app" sets envFrom[0].secretRef to {"name":"db"}; allowed: a Secret mounted as a file',
  ],
  ["a variable from a ConfigMap", { "container.envFrom": [{ configMapRef: { name: "web" } }] }],
  ["a mounted Secret", { "pod.volumes[1]": { name: "db", secret: { secretName: "db" } } }],
  [
    "unknown sources",
    { "container.envFrom": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].envFrom.secretRef is not known before deployment; allowed: a Secret mounted as a file',
  ],
]);
