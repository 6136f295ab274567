import { isList, isRecord } from "../../../policy/lib/plain.ts";
import type { Plain } from "../../../policy/lib/verdict.ts";
import { breaking, REMOVED, removing, type Mutation } from "./mutation.ts";

const PODS = { kinds: ["pods"], groups: ["workload"] } as const;
const SERVERS = { kinds: ["apps/Deployment", "apps/StatefulSet"], groups: ["workload"] } as const;
const SECRETS = { kinds: ["pods"], groups: ["secrets"] } as const;
const BUDGETS = { kinds: ["policy/PodDisruptionBudget"], groups: ["workload"] } as const;

const plus =
  (element: Plain): ((value: Plain) => Plain) =>
  (value) => [...(isList(value) ? value : []), element];

function withoutDigest(image: Plain): Plain {
  return typeof image === "string" ? image.replace(/@sha256:.*$/, "") : image;
}
function latest(image: Plain): Plain {
  return typeof image === "string" ? image.replace(/(:[^:/@]+)?(@.*)?$/, ":latest") : image;
}
function fromElsewhere(image: Plain): Plain {
  return typeof image === "string" ? `registry.evil.example/${image.replace(/^[^/]+\//, "")}` : image;
}
function lookalikeRegistry(image: Plain): Plain {
  return typeof image === "string" ? image.replace(/^([^/]+)\//, "$1.evil.example/") : image;
}
function shortDigest(image: Plain): Plain {
  return typeof image === "string" ? image.replace(/(@sha256:[0-9a-f]{10})[0-9a-f]*$/, "$1") : image;
}
function withHostPath(volumes: Plain): Plain {
  return plus({ name: "host", hostPath: { path: "/var/lib" } })(volumes);
}
function withRuntimeSocket(volumes: Plain): Plain {
  return plus({ name: "sock", hostPath: { path: "/run/containerd/containerd.sock" } })(volumes);
}
function withNfs(volumes: Plain): Plain {
  return plus({ name: "nfs", nfs: { server: "10.1.1.1", path: "/" } })(volumes);
}
function withLiteralPassword(env: Plain): Plain {
  return plus({ name: "DB_PASSWORD", value: "Xk93mfQ2pLw8sTz5" })(env);
}
function withSecretVariable(env: Plain): Plain {
  return plus({ name: "TOKEN", valueFrom: { secretKeyRef: { name: "app", key: "token" } } })(env);
}
function withWholeSecret(envFrom: Plain): Plain {
  return plus({ secretRef: { name: "app" } })(envFrom);
}
function withPasswordArgument(args: Plain): Plain {
  return plus("--password=Xk93mfQ2pLw8sTz5")(args);
}
function unbounded(volume: Plain): Plain {
  return isRecord(volume) && isRecord(volume["emptyDir"]) ? { ...volume, emptyDir: {} } : volume;
}
function tokenForAWeek(source: Plain): Plain {
  return isRecord(source) && isRecord(source["serviceAccountToken"])
    ? { serviceAccountToken: { ...source["serviceAccountToken"], expirationSeconds: 604_800 } }
    : source;
}

/** Requests default to limits, so only both together leave a container without. */
function withoutMemory(resources: Plain): Plain {
  return without(resources, "memory");
}
function withoutCpu(resources: Plain): Plain {
  return without(resources, "cpu");
}
function without(resources: Plain, what: string): Plain {
  const drop = (amounts: Plain): Plain => fields(amounts, ([key]) => key !== what);
  return isRecord(resources)
    ? { ...resources, limits: drop(resources["limits"]), requests: drop(resources["requests"]) }
    : resources;
}

/** Pod and containers each harden themselves: a field is only gone when it is gone at both. */
function withoutNonRoot(pod: Plain): Plain {
  return withoutHardening(pod, "runAsNonRoot");
}
function withoutSeccomp(pod: Plain): Plain {
  return withoutHardening(pod, "seccompProfile");
}
function withoutUser(pod: Plain): Plain {
  return withoutHardening(withoutHardening(pod, "runAsUser"), "runAsNonRoot");
}
function withoutHardening(pod: Plain, field: string): Plain {
  const drop = (holder: Plain): Plain =>
    isRecord(holder) && isRecord(holder["securityContext"])
      ? { ...holder, securityContext: fields(holder["securityContext"], ([key]) => key !== field) }
      : holder;
  return isRecord(pod) && isList(pod["containers"]) ? { ...(drop(pod) as object), containers: pod["containers"].map(drop) } : pod;
}

/** Constraints and anti-affinity say the same: one of them is enough. */
function onOneNode(pod: Plain): Plain {
  return fields(pod, ([key]) => key !== "topologySpreadConstraints" && key !== "affinity");
}
function alone(replicas: Plain): Plain {
  return typeof replicas === "number" && replicas > 1 ? 1 : replicas;
}
function fields(value: Plain, keep: (entry: [string, Plain]) => boolean): Plain {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(keep)) : value;
}

const seccomp = { type: "Unconfined" };

/** Fields of pods, containers and their controllers. */
export const WORKLOAD_MUTATIONS: readonly Mutation[] = [
  ...breaking(PODS, "container.securityContext", REMOVED),
  ...breaking(PODS, "container.securityContext.privileged", true),
  ...breaking(PODS, "container.securityContext.allowPrivilegeEscalation", REMOVED, true),
  ...breaking(PODS, "container.securityContext.readOnlyRootFilesystem", REMOVED, false),
  ...breaking(PODS, "container.securityContext.capabilities", REMOVED),
  ...breaking(PODS, "container.securityContext.capabilities.drop", [], ["NET_RAW"]),
  ...breaking(PODS, "container.securityContext.capabilities.add", ["SYS_ADMIN"], ["NET_RAW"], ["ALL"]),
  ...breaking(PODS, "container.securityContext.runAsNonRoot", false),
  ...breaking(PODS, "container.securityContext.runAsUser", 0),
  ...breaking(PODS, "container.securityContext.seccompProfile", seccomp),
  ...breaking(PODS, "container.securityContext.appArmorProfile", { type: "Unconfined" }),
  ...breaking(PODS, "container.securityContext.procMount", "Unmasked"),
  ...breaking(PODS, "container.securityContext.seLinuxOptions", { type: "spc_t" }, { user: "system_u" }),
  ...breaking(PODS, "container.securityContext.windowsOptions", { hostProcess: true }),
  ...breaking(PODS, "container.image", withoutDigest, latest, fromElsewhere, lookalikeRegistry, shortDigest),
  ...breaking(PODS, "container.resources", REMOVED),
  ...breaking(PODS, "container.resources.limits", REMOVED),
  ...breaking(PODS, "container.resources.limits.memory", REMOVED),
  ...breaking(PODS, "container.resources.limits.cpu", REMOVED),
  ...breaking(PODS, 'container.resources.limits["ephemeral-storage"]', REMOVED),
  ...breaking(PODS, "container.resources", withoutMemory, withoutCpu),
  ...breaking(PODS, "container.ports[*].hostPort", 8080),
  ...breaking(PODS, "main.livenessProbe", REMOVED, { tcpSocket: { host: "10.0.0.1", port: 80 } }),
  ...breaking(PODS, "main.readinessProbe", REMOVED, { httpGet: { host: "10.0.0.1", port: 80 } }),
  ...breaking(PODS, "pod.hostNetwork", true),
  ...breaking(PODS, "pod.hostPID", true),
  ...breaking(PODS, "pod.hostIPC", true),
  ...breaking(PODS, "pod.automountServiceAccountToken", REMOVED, true),
  ...breaking(PODS, "pod.serviceAccountName", REMOVED, "default"),
  ...breaking(PODS, "pod", withoutNonRoot, withoutSeccomp, withoutUser),
  ...breaking(PODS, "pod.securityContext.runAsNonRoot", false),
  ...breaking(PODS, "pod.securityContext.runAsUser", 0),
  ...breaking(PODS, "pod.securityContext.seccompProfile", seccomp),
  ...breaking(PODS, "pod.securityContext.sysctls", [{ name: "kernel.msgmax", value: "65536" }]),
  ...breaking(PODS, "pod.securityContext.seLinuxOptions", { role: "sysadm_r" }),
  ...breaking(PODS, "pod.securityContext.windowsOptions", { hostProcess: true }),
  ...breaking(PODS, "pod.volumes", withHostPath, withRuntimeSocket, withNfs),
  ...breaking(PODS, "pod.volumes[*]", unbounded),
  ...breaking({ ...PODS, groups: ["workload", "identity"] }, "pod.volumes[*].projected.sources[*]", tokenForAWeek),
  ...breaking(PODS, "pod.enableServiceLinks", REMOVED, true),
  ...breaking(PODS, "pod.priorityClassName", REMOVED),
  ...breaking(PODS, "pod.hostAliases", [{ ip: "203.0.113.7", hostnames: ["registry.k8s.io"] }]),
  ...breaking(PODS, "pod.shareProcessNamespace", true),
  ...breaking(PODS, "metadata.namespace", REMOVED, "default"),
  ...breaking(PODS, 'template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]', "unconfined"),
  ...breaking(SERVERS, "pod", onOneNode),
  ...breaking(SERVERS, "spec.replicas", alone),
  ...breaking(BUDGETS, "spec.minAvailable", "100%"),
  ...breaking(BUDGETS, "spec.maxUnavailable", 0, "100%"),
  ...breaking(BUDGETS, "spec.selector.matchLabels", { app: "gone" }),
  removing(BUDGETS),
  ...breaking(SECRETS, "container.env", withLiteralPassword, withSecretVariable),
  ...breaking(SECRETS, "container.envFrom", withWholeSecret),
  ...breaking(SECRETS, "container.args", withPasswordArgument),
  ...breaking(SECRETS, "container.command", withPasswordArgument),
];
