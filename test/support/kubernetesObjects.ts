import { identifyObject } from "../../policy/lib/kubernetesObject.ts";
import type { PlainRecord } from "../../policy/lib/plain.ts";
import type { Plain, PolicyResource } from "../../policy/lib/verdict.ts";

/** A Kubernetes object as rules see it. */
export function kubernetesResource(object: PlainRecord): PolicyResource {
  const kubernetes = identifyObject(object);
  if (kubernetes === undefined) throw new Error("the object of this test has no apiVersion and kind");
  return {
    type: `kubernetes:${kubernetes.apiVersion}:${kubernetes.kind}`,
    id: `${kubernetes.kind}/${kubernetes.namespace ?? ""}/${kubernetes.name ?? ""}`,
    name: kubernetes.name ?? "unnamed",
    props: object,
    kubernetes,
    options: { protect: false, ignoreChanges: [] },
    component: false,
  };
}

export function namespaceObject(name: string, labels: Readonly<Record<string, Plain>> = {}): PolicyResource {
  return kubernetesResource({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
}

/** What a test says of a workload; everything else is left out. */
export interface WorkloadSketch {
  /** `namespace/name`. */
  readonly key: string;
  /** @default "Deployment" */
  readonly kind?: "Deployment" | "StatefulSet" | "DaemonSet" | "Pod" | "Job" | "CronJob" | "ReplicaSet" | undefined;
  /** @default { app: <name> } */
  readonly labels?: Readonly<Record<string, Plain>> | undefined;
  readonly ports?: readonly PlainRecord[] | undefined;
  readonly hostNetwork?: Plain;
}

export function workloadObject({ key, kind = "Deployment", labels, ports = [], hostNetwork }: WorkloadSketch): PolicyResource {
  const [namespace = "", name = ""] = key.split("/");
  const podLabels = labels ?? { app: name };
  const spec: PlainRecord = {
    ...(hostNetwork === undefined ? {} : { hostNetwork }),
    containers: [{ name: "main", image: "example.com/app:1", ports }],
  };
  const template: PlainRecord = { metadata: { labels: podLabels }, spec };
  if (kind === "Pod")
    return kubernetesResource({ apiVersion: "v1", kind, metadata: { name, namespace, labels: podLabels }, spec });
  const body: PlainRecord = kind === "CronJob" ? { jobTemplate: { spec: { template } } } : { template };
  return kubernetesResource({
    apiVersion: kind.endsWith("Job") ? "batch/v1" : "apps/v1",
    kind,
    metadata: { name, namespace },
    spec: body,
  });
}

/** A NetworkPolicy named `namespace/name` with exactly this spec. */
export function networkPolicyObject(key: string, spec: Plain, annotations?: Readonly<Record<string, string>>): PolicyResource {
  const [namespace = "", name = ""] = key.split("/");
  const metadata = { name, namespace, ...(annotations === undefined ? {} : { annotations }) };
  return kubernetesResource({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata, spec });
}
