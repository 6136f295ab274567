import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imageTag } from "../../../../policy/rules/workload/image-tag.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(imageTag, deployment, [
  [
    "latest",
    { "container.image": "registry.example.com/web:latest" },
    'Deployment shop/web: container "app" sets image to "registry.example.com/web:latest"; allowed: a digest, or a tag other than latest',
  ],
  [
    "no tag",
    { "container.image": "registry.example.com:5000/web" },
    'Deployment shop/web: container "app" sets image to "registry.example.com:5000/web"; allowed: a digest, or a tag other than latest',
  ],
  [
    "an empty tag",
    { "container.image": "web:" },
    'Deployment shop/web: container "app" sets image to "web:"; allowed: a digest, or a tag other than latest',
  ],
  ["a version", { "container.image": "web:1.4.2" }],
  [
    "latest with a digest",
    { "container.image": "web:latest@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
  ],
  ["a tag that begins like latest", { "container.image": "web:latest-1.4.2" }],
  [
    "no image",
    { "container.image": undefined },
    'Deployment shop/web: container "app" does not set image; allowed: a digest, or a tag other than latest',
  ],
  [
    "an unknown image, the init container judged",
    { "container.image": UNKNOWN, "init.image": "web:1" },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].image is not known before deployment; allowed: a digest, or a tag other than latest',
  ],
]);
