import { apparmor } from "./apparmor.ts";
import { automountToken } from "./automount-token.ts";
import { capabilitiesBaseline } from "./capabilities-baseline.ts";
import { codeLoadingEnv } from "./code-loading-env.ts";
import { containerElsewhere } from "./container-elsewhere.ts";
import { dedicatedSa } from "./dedicated-sa.ts";
import { defaultNamespace } from "./default-namespace.ts";
import { dnsConfig } from "./dns-config.ts";
import { dropAllCaps } from "./drop-all-caps.ts";
import { emptydirSized } from "./emptydir-sized.ts";
import { hostAliases } from "./host-aliases.ts";
import { hostNamespaces } from "./host-namespaces.ts";
import { hostPath } from "./host-path.ts";
import { hostPorts } from "./host-ports.ts";
import { hostProbes } from "./host-probes.ts";
import { imageAge } from "./image-age.ts";
import { imageDigest } from "./image-digest.ts";
import { imageImmutableTag } from "./image-immutable-tag.ts";
import { imagePullPolicy } from "./image-pull-policy.ts";
import { imageRegistry } from "./image-registry.ts";
import { imageTag } from "./image-tag.ts";
import { noPrivilegeEscalation } from "./no-privilege-escalation.ts";
import { noPrivileged } from "./no-privileged.ts";
import { nodePlacement } from "./node-placement.ts";
import { pdb } from "./pdb.ts";
import { pdbSane } from "./pdb-sane.ts";
import { priorityClass } from "./priority-class.ts";
import { probes } from "./probes.ts";
import { procMount } from "./proc-mount.ts";
import { readonlyRootfs } from "./readonly-rootfs.ts";
import { replicas } from "./replicas.ts";
import { resourceLimits } from "./resource-limits.ts";
import { resourceLimitsCpu } from "./resource-limits-cpu.ts";
import { resourceLimitsEphemeral } from "./resource-limits-ephemeral.ts";
import { resourceLimitsMemory } from "./resource-limits-memory.ts";
import { resourceRequests } from "./resource-requests.ts";
import { rootGroup } from "./root-group.ts";
import { runAsNonRoot } from "./run-as-non-root.ts";
import { runAsUserNonzero } from "./run-as-user-nonzero.ts";
import { runtimeSocket } from "./runtime-socket.ts";
import { seccompNotUnconfined } from "./seccomp-not-unconfined.ts";
import { seccompRuntimeDefault } from "./seccomp-runtime-default.ts";
import { selinux } from "./selinux.ts";
import { serviceLinks } from "./service-links.ts";
import { shareProcessNamespace } from "./share-process-namespace.ts";
import { sysctls } from "./sysctls.ts";
import { systemNamespace } from "./system-namespace.ts";
import { tokenProjection } from "./token-projection.ts";
import { topologySpread } from "./topology-spread.ts";
import { volumeTypes } from "./volume-types.ts";
import { windowsHostProcess } from "./windows-host-process.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about pods and their controllers. */
export const workloadRules: readonly Rule[] = [
  apparmor,
  automountToken,
  capabilitiesBaseline,
  codeLoadingEnv,
  containerElsewhere,
  dedicatedSa,
  defaultNamespace,
  dnsConfig,
  dropAllCaps,
  emptydirSized,
  hostAliases,
  hostNamespaces,
  hostPath,
  hostPorts,
  hostProbes,
  imageAge,
  imageDigest,
  imageImmutableTag,
  imagePullPolicy,
  imageRegistry,
  imageTag,
  noPrivilegeEscalation,
  noPrivileged,
  nodePlacement,
  pdb,
  pdbSane,
  priorityClass,
  probes,
  procMount,
  readonlyRootfs,
  replicas,
  resourceLimits,
  resourceLimitsCpu,
  resourceLimitsEphemeral,
  resourceLimitsMemory,
  resourceRequests,
  rootGroup,
  runAsNonRoot,
  runAsUserNonzero,
  runtimeSocket,
  seccompNotUnconfined,
  seccompRuntimeDefault,
  selinux,
  serviceLinks,
  shareProcessNamespace,
  sysctls,
  systemNamespace,
  tokenProjection,
  topologySpread,
  volumeTypes,
  windowsHostProcess,
];
