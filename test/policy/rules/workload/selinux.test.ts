import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { selinux } from "../../../../policy/rules/workload/selinux.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(selinux, deployment, [
  [
    "another type",
    { "pod.securityContext.seLinuxOptions.type": "spc_t" },
    'Deployment shop/web sets securityContext.seLinuxOptions.type to "spc_t"; allowed: container_t, container_init_t, container_kvm_t or not set',
  ],
  [
    "a user",
    { "container.securityContext.seLinuxOptions.user": "system_u" },
    'Deployment shop/web: container "app" sets securityContext.seLinuxOptions.user to "system_u"; allowed: not set',
  ],
  [
    "a role in an init container",
    { "init.securityContext.seLinuxOptions.role": "sysadm_r" },
    'Deployment shop/web: init container "prepare" sets securityContext.seLinuxOptions.role to "sysadm_r"; allowed: not set',
  ],
  ["a container type and a level", { "pod.securityContext.seLinuxOptions": { type: "container_t", level: "s0:c1" } }],
  [
    "an unknown type",
    { "pod.securityContext.seLinuxOptions.type": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.seLinuxOptions.type is not known before deployment; allowed: container_t, container_init_t, container_kvm_t or not set",
  ],
]);
