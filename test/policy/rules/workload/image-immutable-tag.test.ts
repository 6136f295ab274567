import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imageImmutableTag } from "../../../../policy/rules/workload/image-immutable-tag.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(imageImmutableTag, deployment, [
  ["a full version", { "container.image": "registry.example.com/web:v1.4.2-alpine" }],
  ["a commit", { "container.image": "registry.example.com/web:sha-3f2a9c1" }],
  ["a build", { "container.image": "registry.example.com/web:main-20261121.3" }],
  [
    "latest",
    { "container.image": "registry.example.com/web:latest" },
    'Deployment shop/web: container "app" sets image to "registry.example.com/web:latest"; allowed: a digest, or a tag with a full version, a commit or a build',
  ],
  [
    "a minor version",
    { "container.image": "registry.example.com/web:1.4" },
    'Deployment shop/web: container "app" sets image to "registry.example.com/web:1.4"; allowed: a digest, or a tag with a full version, a commit or a build',
  ],
  [
    "a branch",
    { "container.image": "registry.example.com/web:main" },
    'Deployment shop/web: container "app" sets image to "registry.example.com/web:main"; allowed: a digest, or a tag with a full version, a commit or a build',
  ],
  [
    "a word of hexadecimal letters",
    { "container.image": "registry.example.com/web:defaced" },
    'Deployment shop/web: container "app" sets image to "registry.example.com/web:defaced"; allowed: a digest, or a tag with a full version, a commit or a build',
  ],
  [
    "no tag",
    { "init.image": "localhost:5000/web" },
    'Deployment shop/web: init container "prepare" sets image to "localhost:5000/web"; allowed: a digest, or a tag with a full version, a commit or a build',
  ],
  [
    "unknown",
    { "container.image": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].image is not known before deployment; allowed: a digest, or a tag with a full version, a commit or a build',
  ],
]);
