import type { IConfigMap, IPersistentVolumeClaim, IService } from "kubernetes-models/v1";
import type { IHorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1";
import { defined } from "../shared/defined.ts";
import { standardLabels } from "../shared/labels.ts";
import { renderAccess, type AccessManifests } from "./renderAccess.ts";
import { renderClaims, renderController, type ControllerManifest } from "./renderController.ts";
import {
  renderAutoscaler,
  renderDisruptionBudget,
  renderServiceMonitor,
  renderServices,
  type ServiceMonitorManifest,
} from "./renderService.ts";
import type { ConfigMapSpec, WorkloadSpec } from "./spec.ts";

/** Every object of a workload, as the API server takes it. */
export interface WorkloadManifests extends AccessManifests {
  readonly configMaps: readonly IConfigMap[];
  readonly claims: readonly IPersistentVolumeClaim[];
  readonly controller: ControllerManifest;
  readonly services: readonly IService[];
  readonly disruptionBudget?: IPodDisruptionBudget | undefined;
  readonly autoscaler?: IHorizontalPodAutoscaler | undefined;
  readonly serviceMonitor?: ServiceMonitorManifest | undefined;
}

/** A spec as manifests: everything that is decided about a workload is decided here, without a cluster. */
export function renderWorkload(workload: WorkloadSpec): WorkloadManifests {
  return {
    ...renderAccess(workload),
    configMaps: (workload.configMaps ?? []).map((configMap) => renderConfigMap(configMap, workload)),
    claims: renderClaims(workload),
    controller: renderController(workload),
    services: renderServices(workload),
    disruptionBudget: renderDisruptionBudget(workload),
    autoscaler: renderAutoscaler(workload),
    serviceMonitor: renderServiceMonitor(workload),
  };
}

function renderConfigMap(configMap: ConfigMapSpec, workload: WorkloadSpec): IConfigMap {
  const labels = { ...standardLabels(workload.name, workload.component) };
  return defined({
    apiVersion: "v1" as const,
    kind: "ConfigMap" as const,
    metadata: { name: configMap.name, namespace: workload.namespace, labels },
    data: { ...configMap.data },
    binaryData: configMap.binaryData === undefined ? undefined : { ...configMap.binaryData },
  });
}
