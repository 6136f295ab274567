import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { sysctls } from "../../../../policy/rules/workload/sysctls.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(sysctls, deployment, [
  [
    "a sysctl of the node",
    { "pod.securityContext.sysctls": [{ name: "kernel.msgmax", value: "1" }] },
    'Deployment shop/web sets securityContext.sysctls[0].name to "kernel.msgmax"; allowed: the safe sysctls of Kubernetes v1.37',
  ],
  ["a safe sysctl", { "pod.securityContext.sysctls": [{ name: "net.ipv4.tcp_syncookies", value: "1" }] }],
  ["one that is safe since v1.37", { "pod.securityContext.sysctls": [{ name: "net.ipv4.tcp_notsent_lowat", value: "1" }] }],
  [
    "a name that only begins like a safe one",
    { "pod.securityContext.sysctls": [{ name: "net.ipv4.tcp_rmem_max", value: "1" }] },
    'Deployment shop/web sets securityContext.sysctls[0].name to "net.ipv4.tcp_rmem_max"; allowed: the safe sysctls of Kubernetes v1.37',
  ],
  [
    "the safe name with slashes",
    { "pod.securityContext.sysctls": [{ name: "net/ipv4/tcp_syncookies", value: "1" }] },
    'Deployment shop/web sets securityContext.sysctls[0].name to "net/ipv4/tcp_syncookies"; allowed: the safe sysctls of Kubernetes v1.37',
  ],
  [
    "an unknown name",
    { "pod.securityContext.sysctls": [{ name: UNKNOWN, value: "1" }] },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.sysctls[0].name is not known before deployment; allowed: the safe sysctls of Kubernetes v1.37",
  ],
]);
