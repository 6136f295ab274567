import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imagePullPolicy } from "../../../../policy/rules/workload/image-pull-policy.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(imagePullPolicy, deployment, [
  ["a tag, always pulled", { "container.image": "registry.example.com/web:1.4.2", "container.imagePullPolicy": "Always" }],
  [
    "a tag, the default",
    { "container.image": "registry.example.com/web:1.4.2" },
    'Deployment shop/web: container "app" does not set imagePullPolicy; allowed: Always, or a digest',
  ],
  [
    "a tag, pulled once",
    { "container.image": "registry.example.com/web:1.4.2", "container.imagePullPolicy": "IfNotPresent" },
    'Deployment shop/web: container "app" sets imagePullPolicy to "IfNotPresent"; allowed: Always, or a digest',
  ],
  [
    "never, a digest too",
    { "container.imagePullPolicy": "Never" },
    'Deployment shop/web: container "app" sets imagePullPolicy to "Never"; allowed: Always, or a digest',
  ],
  ["unknown with a digest", { "container.imagePullPolicy": UNKNOWN }],
  [
    "an unknown image",
    { "container.image": UNKNOWN },
    'unknown: Deployment shop/web: container "app" does not set imagePullPolicy; allowed: Always, or a digest; lifted if spec.template.spec.containers[0].image turns out to exempt it, which is not known before deployment',
  ],
]);
