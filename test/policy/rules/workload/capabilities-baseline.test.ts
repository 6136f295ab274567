import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { capabilitiesBaseline } from "../../../../policy/rules/workload/capabilities-baseline.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(capabilitiesBaseline, deployment, [
  [
    "NET_RAW",
    { "container.securityContext.capabilities.add": ["NET_RAW"] },
    'Deployment shop/web: container "app" sets securityContext.capabilities.add[0] to "NET_RAW"; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
  ],
  [
    "two, in an init container",
    { "init.securityContext.capabilities.add": ["SYS_ADMIN", "ALL"] },
    [
      'Deployment shop/web: init container "prepare" sets securityContext.capabilities.add[0] to "SYS_ADMIN"; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
      'Deployment shop/web: init container "prepare" sets securityContext.capabilities.add[1] to "ALL"; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
    ],
  ],
  ["a default one", { "container.securityContext.capabilities.add": ["CHOWN", "NET_BIND_SERVICE"] }],
  [
    "default ones in another spelling",
    { "container.securityContext.capabilities.add": ["CAP_CHOWN", "chown"] },
    [
      'Deployment shop/web: container "app" sets securityContext.capabilities.add[0] to "CAP_CHOWN"; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
      'Deployment shop/web: container "app" sets securityContext.capabilities.add[1] to "chown"; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
    ],
  ],
  [
    "text instead of a list",
    { "container.securityContext.capabilities.add": "SYS_ADMIN" },
    'Deployment shop/web: container "app" sets securityContext.capabilities.add to "SYS_ADMIN"; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
  ],
  [
    "an unknown list",
    { "container.securityContext.capabilities.add": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].securityContext.capabilities.add is not known before deployment; allowed: AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT',
  ],
]);
