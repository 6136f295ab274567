import { ComponentResource } from "@pulumi/pulumi";
import type { ComponentResourceOptions, CustomResourceOptions, Resource } from "@pulumi/pulumi";
import { LimitRange, type LimitRangeArgs } from "@pulumi/kubernetes/core/v1/limitRange.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { ResourceQuota, type ResourceQuotaArgs } from "@pulumi/kubernetes/core/v1/resourceQuota.js";
import { ServiceAccountPatch } from "@pulumi/kubernetes/core/v1/serviceAccountPatch.js";
import { Role } from "@pulumi/kubernetes/rbac/v1/role.js";
import { RoleBinding } from "@pulumi/kubernetes/rbac/v1/roleBinding.js";
import { PriorityClass } from "@pulumi/kubernetes/scheduling/v1/priorityClass.js";
import { childName, typeToken } from "../../shared/names.ts";
import { PRIORITY_CLASS, PRIORITY_VALUE } from "../../workload/priority.ts";
import { renderLimitRange } from "./limitRange.ts";
import { renderNamespace } from "./namespace.ts";
import { renderQuotas } from "./quota.ts";
import { renderPeopleAccess } from "./rbac.ts";
import type { NamespaceSpec } from "./spec.ts";

export interface BaselineArgs {
  readonly namespaces: readonly NamespaceSpec[];
  /** Minor version the Pod Security labels are pinned to, for example `1.36`. */
  readonly kubernetesVersion: string;
  /** Refuse to delete a namespace: with it goes everything in it, identities and data included. */
  readonly protect: boolean;
}

/** The namespaces of the platform, each with its Pod Security level, quota, defaults and roles of people. */
export class Baseline extends ComponentResource {
  /** Everything of a namespace that must be there before its first pod, by the name of the namespace. */
  readonly namespaces: Readonly<Record<string, readonly Resource[]>>;

  constructor(name: string, args: BaselineArgs, opts?: ComponentResourceOptions) {
    super(typeToken("platform", "Baseline"), name, {}, opts);
    createPriorityClass(name, this);
    this.namespaces = Object.fromEntries(
      args.namespaces.map((spec) => [spec.name, createNamespace(childName(name, spec.name), spec, args, this)]),
    );
    this.registerOutputs({ namespaces: args.namespaces.map((spec) => spec.name) });
  }
}

function createPriorityClass(name: string, parent: Baseline): void {
  const description = "Workloads of the platform: above those without a class, below the system's.";
  new PriorityClass(
    childName(name, "priority-class"),
    { metadata: { name: PRIORITY_CLASS }, value: PRIORITY_VALUE, description },
    { parent },
  );
}

function createNamespace(name: string, spec: NamespaceSpec, args: BaselineArgs, parent: Baseline): Resource[] {
  const namespace = new Namespace(name, renderNamespace(spec, args.kubernetesVersion), { parent, protect: args.protect });
  const opts: CustomResourceOptions = { parent, dependsOn: [namespace] };
  return [
    namespace,
    ...createLimits(name, spec, opts),
    createDefaultAccount(name, spec, opts),
    ...createPeopleAccess(name, spec, opts),
  ];
}

/** The casts bridge two type packages: a quantity is a string to Pulumi, and a string or a number to kubernetes-models. */
function createLimits(name: string, spec: NamespaceSpec, opts: CustomResourceOptions): Resource[] {
  const quotas = renderQuotas(spec).map(
    (quota) => new ResourceQuota(childName(name, `quota-${quota.metadata?.name}`), quota as ResourceQuotaArgs, opts),
  );
  return [...quotas, new LimitRange(childName(name, "limit-range"), renderLimitRange(spec.name) as LimitRangeArgs, opts)];
}

/** A pod that names no ServiceAccount gets this one: without a token it can do nothing with it. CIS Kubernetes 5.1.5. */
function createDefaultAccount(name: string, spec: NamespaceSpec, opts: CustomResourceOptions): Resource {
  const account = { metadata: { name: "default", namespace: spec.name }, automountServiceAccountToken: false };
  return new ServiceAccountPatch(childName(name, "default-service-account"), account, opts);
}

function createPeopleAccess(name: string, spec: NamespaceSpec, opts: CustomResourceOptions): Resource[] {
  return renderPeopleAccess(spec).flatMap(({ role, roleBinding }) => [
    new Role(childName(name, `role-${role.metadata?.name}`), role, opts),
    new RoleBinding(childName(name, `role-binding-${role.metadata?.name}`), roleBinding, opts),
  ]);
}
