import type { IPodSpec, IPodTemplateSpec } from "kubernetes-models/v1";
import { defined } from "../shared/defined.ts";
import { selectorLabels, standardLabels } from "../shared/labels.ts";
import { CONFIG_CHECKSUM, configChecksum } from "./checksum.ts";
import { podLoosenings } from "./loosenings.ts";
import { renderContainer, usesApiToken, usesWorkloadApi } from "./renderContainer.ts";
import { PRIORITY_CLASS } from "./priority.ts";
import { renderVolumes } from "./renderVolumes.ts";
import { maxReplicas } from "./replicas.ts";
import { podSecurityContext } from "./securityContext.ts";
import type { HostAccess, WorkloadSpec } from "./spec.ts";

/** Template of the pods of a workload. */
export function renderPod(workload: WorkloadSpec): IPodTemplateSpec {
  const annotations = {
    ...workload.podAnnotations,
    ...defined({ [CONFIG_CHECKSUM]: configChecksum(workload.configMaps ?? []) }),
    ...podLoosenings(workload),
  };
  return {
    metadata: defined({
      labels: podLabels(workload),
      annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    }),
    spec: renderPodSpec(workload),
  };
}

/** Labels of the pods: the standard ones and those of the spec. */
export function podLabels(workload: WorkloadSpec): Record<string, string> {
  return { ...workload.podLabels, ...standardLabels(workload.name, workload.component) };
}

function renderPodSpec(workload: WorkloadSpec): IPodSpec {
  const init = workload.initContainers ?? [];
  const containers = [...init, ...workload.containers];
  return defined({
    serviceAccountName: workload.serviceAccount.name,
    // The token comes by a projected volume with a short life, and only in the containers that use it.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    shareProcessNamespace: workload.shareProcessNamespace,
    restartPolicy: workload.controller.kind === "Job" ? "Never" : undefined,
    priorityClassName: workload.priorityClassName ?? PRIORITY_CLASS,
    terminationGracePeriodSeconds: workload.terminationGracePeriodSeconds ?? 30,
    securityContext: podSecurityContext(workload.user),
    initContainers: init.length === 0 ? undefined : init.map((container) => renderContainer(container, workload)),
    containers: workload.containers.map((container) => renderContainer(container, workload)),
    volumes: renderVolumes(workload, {
      workloadApi: containers.some((container) => usesWorkloadApi(container, workload)),
      apiToken: containers.some((container) => usesApiToken(container, workload)),
    }),
    tolerations: workload.tolerations?.map((toleration) => defined({ ...toleration })),
    ...renderHostAccess(workload.host),
    ...renderSpread(workload),
  }) as IPodSpec;
}

/** On the host's network a pod finds Services only when told to ask the cluster's DNS first. */
function renderHostAccess(host: HostAccess | undefined): Pick<IPodSpec, "hostPID" | "hostNetwork" | "dnsPolicy"> {
  const dnsPolicy = host?.network === true ? ("ClusterFirstWithHostNet" as const) : undefined;
  return defined({ hostPID: host?.pid, hostNetwork: host?.network, dnsPolicy });
}

/**
 * Fargate makes a node for each pod and runs no DaemonSet on it: a pod that tolerates everything would wait there for ever. Nodes
 * without the label, on other clouds too, are not meant. https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
 */
const ON_REAL_NODES = {
  requiredDuringSchedulingIgnoredDuringExecution: {
    nodeSelectorTerms: [
      { matchExpressions: [{ key: "eks.amazonaws.com/compute-type", operator: "NotIn" as const, values: ["fargate"] }] },
    ],
  },
};

/**
 * Two replicas on one node are not two replicas. Zones are a wish, because a cluster may have one; nodes are demanded,
 * counting only nodes whose taints the pods tolerate: otherwise a control-plane node would block the third replica for ever.
 */
function renderSpread(workload: WorkloadSpec): Pick<IPodSpec, "topologySpreadConstraints" | "affinity"> {
  if (workload.controller.kind === "DaemonSet") return { affinity: { nodeAffinity: ON_REAL_NODES } };
  if (maxReplicas(workload.controller) < 2) return {};
  const labelSelector = { matchLabels: { ...selectorLabels(workload.name) } };
  const spread = {
    maxSkew: 1,
    labelSelector,
    nodeTaintsPolicy: "Honor" as const,
    // Old and new pods of a rolling update are counted apart.
    ...(workload.controller.kind === "Deployment" ? { matchLabelKeys: ["pod-template-hash"] } : {}),
  };
  return {
    topologySpreadConstraints: [
      { topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway", ...spread },
      { topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule", ...spread },
    ],
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname", labelSelector } },
        ],
      },
    },
  };
}
