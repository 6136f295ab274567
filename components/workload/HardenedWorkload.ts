import { ComponentResource } from "@pulumi/pulumi";
import type { ComponentResourceOptions, CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { DaemonSet, type DaemonSetArgs } from "@pulumi/kubernetes/apps/v1/daemonSet.js";
import { Deployment, type DeploymentArgs } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { StatefulSet, type StatefulSetArgs } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import {
  HorizontalPodAutoscaler,
  type HorizontalPodAutoscalerArgs,
} from "@pulumi/kubernetes/autoscaling/v2/horizontalPodAutoscaler.js";
import { Job, type JobArgs } from "@pulumi/kubernetes/batch/v1/job.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { PersistentVolumeClaim, type PersistentVolumeClaimArgs } from "@pulumi/kubernetes/core/v1/persistentVolumeClaim.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount, type ServiceAccountArgs } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import { ClusterRole } from "@pulumi/kubernetes/rbac/v1/clusterRole.js";
import { ClusterRoleBinding } from "@pulumi/kubernetes/rbac/v1/clusterRoleBinding.js";
import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import type { IPersistentVolumeClaim } from "kubernetes-models/v1";
import { childName, typeToken } from "../shared/names.ts";
import { describeProblem } from "../shared/problem.ts";
import { SECRET_CHECKSUM } from "./checksum.ts";
import type { ControllerManifest } from "./renderController.ts";
import { renderWorkload, type WorkloadManifests } from "./renderWorkload.ts";
import type { WorkloadSpec } from "./spec.ts";
import { structureProblems } from "./validateStructure.ts";

export interface HardenedWorkloadArgs {
  /** What runs. Plain data, so that every decision about it can be checked without a cluster. */
  readonly spec: WorkloadSpec;
  /** Changes when a Secret of the pods changes, so that they restart. @default - Secrets are read at the next restart */
  readonly secretChecksum?: Input<string> | undefined;
  /** What the cloud knows the ServiceAccount by; some of it only the cloud can say. @default - no cloud identity */
  readonly serviceAccountAnnotations?: Readonly<Record<string, Input<string>>> | undefined;
}

/** A workload of ours: ServiceAccount, RBAC, configuration, controller, Services, disruption budget and autoscaler. */
export class HardenedWorkload extends ComponentResource {
  /** The Deployment, StatefulSet, DaemonSet or Job: what to depend on when the pods must be ready. */
  readonly controller: Resource;

  constructor(name: string, args: HardenedWorkloadArgs, opts?: ComponentResourceOptions) {
    super(typeToken("workload", "HardenedWorkload"), name, {}, opts);
    const manifests = renderValidWorkload(args.spec);
    const child: Child = { name, opts: { parent: this } };

    const access = createAccess(child, manifests, args.serviceAccountAnnotations);
    const configuration = createConfiguration(child, manifests);
    const controllerOpts = { ...child.opts, dependsOn: [...access, ...configuration] };
    this.controller = createController({ name, opts: controllerOpts }, manifests.controller, args.secretChecksum);
    createServices(child, manifests);
    createAvailability(child, manifests);
    createMonitoring(child, manifests);

    this.registerOutputs({ namespace: args.spec.namespace, workload: args.spec.name });
  }
}

/** Name prefix and options of everything the component makes. */
interface Child {
  readonly name: string;
  readonly opts: CustomResourceOptions;
}

/** The plan has reported problems long before; a user of the library alone meets them here. */
function renderValidWorkload(spec: WorkloadSpec): WorkloadManifests {
  const problems = structureProblems(spec);
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  return renderWorkload(spec);
}

function createAccess(
  { name, opts }: Child,
  manifests: WorkloadManifests,
  annotations: HardenedWorkloadArgs["serviceAccountAnnotations"],
): Resource[] {
  const serviceAccount = withAnnotations(manifests.serviceAccount, annotations);
  const created: Resource[] = [new ServiceAccount(childName(name, "service-account"), serviceAccount, opts)];
  for (const role of manifests.roles) created.push(new Role(childName(name, `role-${role.metadata?.name}`), role, opts));
  for (const binding of manifests.roleBindings) {
    created.push(new RoleBinding(childName(name, `role-binding-${binding.metadata?.name}`), binding, opts));
  }
  const { clusterRole, clusterRoleBinding } = manifests;
  if (clusterRole !== undefined) created.push(new ClusterRole(childName(name, "cluster-role"), clusterRole, opts));
  if (clusterRoleBinding !== undefined) {
    created.push(new ClusterRoleBinding(childName(name, "cluster-role-binding"), clusterRoleBinding, opts));
  }
  return created;
}

function withAnnotations(
  manifest: WorkloadManifests["serviceAccount"],
  annotations: HardenedWorkloadArgs["serviceAccountAnnotations"],
): ServiceAccountArgs {
  const { metadata } = manifest;
  if (annotations === undefined || Object.keys(annotations).length === 0) return manifest;
  return { ...manifest, metadata: { ...metadata, annotations: { ...metadata?.annotations, ...annotations } } };
}

function createConfiguration({ name, opts }: Child, manifests: WorkloadManifests): Resource[] {
  const configMaps = manifests.configMaps.map(
    (configMap) => new ConfigMap(childName(name, `config-${configMap.metadata?.name}`), configMap, opts),
  );
  const claims = manifests.claims.map((claim) => {
    const claimOpts = { ...opts, retainOnDelete: true };
    return new PersistentVolumeClaim(childName(name, `claim-${claim.metadata?.name}`), withoutAwait(claim), claimOpts);
  });
  return [...configMaps, ...claims];
}

/** A storage class that binds at first use never binds before the pod that waits for the claim: do not wait for it. */
function withoutAwait(claim: IPersistentVolumeClaim): PersistentVolumeClaimArgs {
  const metadata = { ...claim.metadata, annotations: { "pulumi.com/skipAwait": "true" } };
  return { ...claim, metadata } as PersistentVolumeClaimArgs;
}

/**
 * The casts here and below bridge two type packages: a quantity is a string to Pulumi, and a string or a number to
 * kubernetes-models. Ours are strings.
 */
function createController(
  { name, opts }: Child,
  manifest: ControllerManifest,
  secretChecksum: Input<string> | undefined,
): Resource {
  const controllerName = childName(name, manifest.kind.toLowerCase());
  const args = withSecretChecksum(manifest, secretChecksum);
  switch (manifest.kind) {
    case "Deployment":
      return new Deployment(controllerName, args as DeploymentArgs, opts);
    case "StatefulSet":
      return new StatefulSet(controllerName, args as StatefulSetArgs, opts);
    case "DaemonSet":
      return new DaemonSet(controllerName, args as DaemonSetArgs, opts);
    case "Job":
      return new Job(controllerName, args as JobArgs, { ...opts, deleteBeforeReplace: true });
  }
}

/** The one part of a manifest that may be an output: a Secret's value is known late. */
function withSecretChecksum(manifest: ControllerManifest, checksum: Input<string> | undefined): object {
  if (checksum === undefined) return manifest;
  const template = manifest.spec?.template;
  const annotations = { ...template?.metadata?.annotations, [SECRET_CHECKSUM]: checksum };
  return { ...manifest, spec: { ...manifest.spec, template: { ...template, metadata: { ...template?.metadata, annotations } } } };
}

/** Beside the controller, not after it: a headless Service must be there before the pods find each other. */
function createServices({ name, opts }: Child, manifests: WorkloadManifests): void {
  for (const service of manifests.services) new Service(childName(name, `service-${service.metadata?.name}`), service, opts);
}

function createAvailability({ name, opts }: Child, { disruptionBudget, autoscaler }: WorkloadManifests): void {
  if (disruptionBudget !== undefined) new PodDisruptionBudget(childName(name, "disruption-budget"), disruptionBudget, opts);
  if (autoscaler === undefined) return;
  new HorizontalPodAutoscaler(childName(name, "autoscaler"), autoscaler as HorizontalPodAutoscalerArgs, opts);
}

function createMonitoring({ name, opts }: Child, { serviceMonitor }: WorkloadManifests): void {
  if (serviceMonitor === undefined) return;
  new CustomResource(childName(name, "service-monitor"), { ...serviceMonitor, metadata: { ...serviceMonitor.metadata } }, opts);
}
