import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { runtimeSocket } from "../../../../policy/rules/workload/runtime-socket.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(runtimeSocket, deployment, [
  [
    "Docker's socket",
    { "pod.volumes[1]": { name: "host", hostPath: { path: "/var/run/docker.sock" } } },
    'Deployment shop/web sets volumes[1].hostPath.path to "/var/run/docker.sock"; allowed: a path without a container runtime\'s socket',
  ],
  [
    "a folder above containerd's",
    { "pod.volumes[1]": { name: "host", hostPath: { path: "/run/containerd/" } } },
    'Deployment shop/web sets volumes[1].hostPath.path to "/run/containerd/"; allowed: a path without a container runtime\'s socket',
  ],
  [
    "the whole node",
    { "pod.volumes[1]": { name: "host", hostPath: { path: "/" } } },
    'Deployment shop/web sets volumes[1].hostPath.path to "/"; allowed: a path without a container runtime\'s socket',
  ],
  [
    "a path with doubled slashes",
    { "pod.volumes[1]": { name: "host", hostPath: { path: "/run//crio/crio.sock" } } },
    'Deployment shop/web sets volumes[1].hostPath.path to "/run//crio/crio.sock"; allowed: a path without a container runtime\'s socket',
  ],
  ["a neighbour", { "pod.volumes[1]": { name: "host", hostPath: { path: "/run/containerd-logs" } } }],
  ["a folder below the socket's", { "pod.volumes[1]": { name: "host", hostPath: { path: "/run/spire/sockets" } } }],
  [
    "an unknown path",
    { "pod.volumes[1]": { name: "host", hostPath: { path: UNKNOWN } } },
    "unknown: Deployment shop/web: spec.template.spec.volumes[1].hostPath.path is not known before deployment; allowed: a path without a container runtime's socket",
  ],
]);
