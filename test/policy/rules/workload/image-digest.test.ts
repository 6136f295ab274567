import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imageDigest } from "../../../../policy/rules/workload/image-digest.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(imageDigest, deployment, [
  [
    "a tag",
    { "container.image": "ghcr.io/shop/web:1.4.2" },
    'Deployment shop/web: container "app" sets image to "ghcr.io/shop/web:1.4.2"; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "a digest without a tag",
    { "container.image": "ghcr.io/shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
  ],
  [
    "a digest that is too short",
    { "container.image": "ghcr.io/shop/web@sha256:0123456789abcdef" },
    'Deployment shop/web: container "app" sets image to "ghcr.io/shop/web@sha256:0123456789abcdef"; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "a digest in upper case",
    { "container.image": "ghcr.io/shop/web@sha256:0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF" },
    'Deployment shop/web: container "app" sets image to "ghcr.io/shop/web@sha256:0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF012345…; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "another algorithm",
    { "container.image": "ghcr.io/shop/web@sha512:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    'Deployment shop/web: container "app" sets image to "ghcr.io/shop/web@sha512:0123456789abcdef0123456789abcdef0123456789abcdef012345…; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "a digest in the tag",
    { "container.image": "ghcr.io/shop/web:sha256-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    'Deployment shop/web: container "app" sets image to "ghcr.io/shop/web:sha256-0123456789abcdef0123456789abcdef0123456789abcdef012345…; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "more after the digest",
    { "container.image": "ghcr.io/shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0" },
    'Deployment shop/web: container "app" sets image to "ghcr.io/shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef012345…; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "an image that is no text",
    { "container.image": 42 },
    'Deployment shop/web: container "app" sets image to 42; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
  [
    "an unknown image",
    { "container.image": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].image is not known before deployment; allowed: a reference that ends with @sha256:<64 hexadecimal digits>',
  ],
]);
