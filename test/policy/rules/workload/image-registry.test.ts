import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imageRegistry } from "../../../../policy/rules/workload/image-registry.ts";
import { change } from "../../fixtures/change.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(imageRegistry, deployment, [
  ["a short name means docker.io", { "container.image": "nginx:1.29" }],
  [
    "an unknown host",
    { "container.image": "registry.evil.net/web:1" },
    'Deployment shop/web: container "app" sets image to "registry.evil.net/web:1"; allowed: images of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, *.dkr.ecr.*.amazonaws.com, *.pkg.dev, *.azurecr.io',
  ],
  [
    "a host that begins like an approved one",
    { "container.image": "docker.io.evil.net/library/nginx:1.29" },
    'Deployment shop/web: container "app" sets image to "docker.io.evil.net/library/nginx:1.29"; allowed: images of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, *.dkr.ecr.*.amazonaws.com, *.pkg.dev, *.azurecr.io',
  ],
  [
    "an approved host in the path",
    { "container.image": "evil.net/ghcr.io/web:1" },
    'Deployment shop/web: container "app" sets image to "evil.net/ghcr.io/web:1"; allowed: images of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, *.dkr.ecr.*.amazonaws.com, *.pkg.dev, *.azurecr.io',
  ],
  ["a registry of a cloud", { "container.image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1" }],
  [
    "a host that only contains one",
    { "container.image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.net/web:1" },
    'Deployment shop/web: container "app" sets image to "111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.net/web:1"; allowed: images of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, *.dkr.ecr.*.amazonaws.com, *.pkg.dev, *.azurecr.io',
  ],
  [
    "a port",
    { "container.image": "localhost:5000/web:1" },
    'Deployment shop/web: container "app" sets image to "localhost:5000/web:1"; allowed: images of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, *.dkr.ecr.*.amazonaws.com, *.pkg.dev, *.azurecr.io',
  ],
  [
    "an unknown image",
    { "container.image": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].image is not known before deployment; allowed: images of docker.io, ghcr.io, quay.io, registry.k8s.io, gcr.io, public.ecr.aws, mcr.microsoft.com, *.dkr.ecr.*.amazonaws.com, *.pkg.dev, *.azurecr.io',
  ],
]);

cases(
  imageRegistry,
  change(deployment, {
    "container.image": "registry.example.com/team/web:1",
    "init.image": "registry.example.com/team/sub/web:1",
  }),
  [
    [
      "another path with the same beginning",
      { "container.image": "registry.example.com/team-b/web:1" },
      'Deployment shop/web: container "app" sets image to "registry.example.com/team-b/web:1"; allowed: images of registry.example.com/team',
    ],
    [
      "a host with a port",
      { "container.image": "registry.example.com:5000/team/web:1" },
      'Deployment shop/web: container "app" sets image to "registry.example.com:5000/team/web:1"; allowed: images of registry.example.com/team',
    ],
    [
      "Docker Hub by a short name",
      { "container.image": "team/web:1" },
      'Deployment shop/web: container "app" sets image to "team/web:1"; allowed: images of registry.example.com/team',
    ],
  ],
  { registries: ["registry.example.com/team"] },
);
