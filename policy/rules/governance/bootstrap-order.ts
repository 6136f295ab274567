import { describeResource, fail } from "../../lib/finding.ts";
import { registeredId } from "../../lib/kubernetesObject.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { awaitedBy, isOrdered } from "../../lib/order.ts";
import { elements, isRecord, read } from "../../lib/plain.ts";
import { podSpecsOf } from "../../lib/podSpecs.ts";
import type { World, WorldRule } from "../../lib/rule.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

const CONTROLLERS = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod"];
const WORKLOAD_API = "csi.spiffe.io";

export const bootstrapOrder: WorldRule = {
  name: "bootstrap-order",
  title: "Pods wait for what secures them",
  description:
    "What runs pods in a Pulumi program depends, itself or by its parents, on what the same program registers to secure them: their Namespace, its ResourceQuotas and LimitRanges, its NetworkPolicies for all pods and, for pods with a volume of the SPIFFE CSI driver, that driver. Otherwise the engine may make the pods first, and they run without defaults, limits or policies until the rest is there. Plain manifests have no order and are not judged.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-54", "S-55", "S-57", "S-58", "NSA-CISA network separation", "SOC2 CC6.6", "ISO27001 A.8.9"],
  remediation: "Register the pods with dependsOn: what secures them, or a component that holds it.",
  scope: "world",
  appliesTo: (world) => controllers(world).length > 0,
  check: (world) => controllers(world).flatMap((controller) => judge(world, controller)),
};

function controllers(world: World): readonly PolicyResource[] {
  return CONTROLLERS.flatMap((kind) => world.byKind(kind)).filter(isOrdered);
}

function judge(world: World, subject: PolicyResource): readonly Finding[] {
  const first = [...ofItsNamespace(world, subject), ...driverOf(world, subject)].filter(isOrdered);
  const awaited = awaitedBy(world, subject);
  return first
    .filter(({ id }) => !awaited.has(registeredId(id)))
    .map((early) =>
      fail(`${describeResource(subject)} does not wait for ${describeResource(early)}; allowed: a dependency`, { subject }),
    );
}

/** What the program registers for all pods of a namespace. */
function ofItsNamespace(world: World, { kubernetes }: PolicyResource): readonly PolicyResource[] {
  const namespace = kubernetes?.namespace ?? "default";
  const within = ["ResourceQuota", "LimitRange"].flatMap((kind) => world.byKind(kind, ""));
  const policies = world.byKind("NetworkPolicy", "networking.k8s.io").filter(({ props }) => isForAllPods(props));
  const inside = [...within, ...policies].filter((object) => (object.kubernetes?.namespace ?? "default") === namespace);
  return [...world.byKind("Namespace", "").filter((object) => object.kubernetes?.name === namespace), ...inside];
}

function isForAllPods(props: PolicyResource["props"]): boolean {
  const selector = read(props, "spec", "podSelector");
  return isRecord(selector) && Object.keys(selector).length === 0;
}

function driverOf(world: World, controller: PolicyResource): readonly PolicyResource[] {
  const volumes = podSpecsOf(controller).flatMap(({ spec }) => elements(read(spec, "volumes"), "volumes"));
  const mounts = volumes.some(({ value }) => read(value, "csi", "driver") === WORKLOAD_API);
  return mounts ? world.byKind("CSIDriver", "storage.k8s.io").filter(({ kubernetes }) => kubernetes?.name === WORKLOAD_API) : [];
}
