import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { CustomResourceDefinition } from "@pulumi/kubernetes/apiextensions/v1/customResourceDefinition.js";
import type { ICustomResourceDefinition } from "kubernetes-models/apiextensions.k8s.io/v1";
import { childName, typeToken } from "../../../shared/names.ts";
import { spireCrds } from "./crds.ts";

/**
 * The kinds that registrations are written in. A component of its own, protected and kept on deletion: deleting a kind
 * deletes every registration in the cluster, those of other programs too.
 */
export class SpireCrds extends ComponentResource {
  constructor(name: string, opts?: ComponentResourceOptions) {
    super(typeToken("platform", "SpireCrds"), name, {}, opts);
    const kinds = spireCrds().map((crd) => createKind(name, crd, this));
    this.registerOutputs({ kinds: kinds.map(({ metadata }) => metadata.name) });
  }
}

function createKind(name: string, crd: ICustomResourceDefinition, parent: SpireCrds): CustomResourceDefinition {
  return new CustomResourceDefinition(childName(name, crd.spec.names.plural), crd as never, {
    parent,
    protect: true,
    retainOnDelete: true,
  });
}
