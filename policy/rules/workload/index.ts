import { apparmor } from "./apparmor.ts";
import { capabilitiesBaseline } from "./capabilities-baseline.ts";
import { dropAllCaps } from "./drop-all-caps.ts";
import { hostNamespaces } from "./host-namespaces.ts";
import { hostPath } from "./host-path.ts";
import { hostPorts } from "./host-ports.ts";
import { hostProbes } from "./host-probes.ts";
import { noPrivilegeEscalation } from "./no-privilege-escalation.ts";
import { noPrivileged } from "./no-privileged.ts";
import { procMount } from "./proc-mount.ts";
import { runAsNonRoot } from "./run-as-non-root.ts";
import { runAsUserNonzero } from "./run-as-user-nonzero.ts";
import { seccompNotUnconfined } from "./seccomp-not-unconfined.ts";
import { seccompRuntimeDefault } from "./seccomp-runtime-default.ts";
import { selinux } from "./selinux.ts";
import { sysctls } from "./sysctls.ts";
import { volumeTypes } from "./volume-types.ts";
import { windowsHostProcess } from "./windows-host-process.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about pods and their controllers. */
export const workloadRules: readonly Rule[] = [
  apparmor,
  capabilitiesBaseline,
  dropAllCaps,
  hostNamespaces,
  hostPath,
  hostPorts,
  hostProbes,
  noPrivilegeEscalation,
  noPrivileged,
  procMount,
  runAsNonRoot,
  runAsUserNonzero,
  seccompNotUnconfined,
  seccompRuntimeDefault,
  selinux,
  sysctls,
  volumeTypes,
  windowsHostProcess,
];
