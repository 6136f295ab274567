import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import type { PolicyResource } from "../../../../policy/lib/verdict.ts";
import { bootstrapOrder } from "../../../../policy/rules/governance/bootstrap-order.ts";
import { change } from "../../fixtures/change.ts";
import { deployment, limitRange, namespace, networkPolicy, resourceQuota } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, pulumiResource, resourceOf, worldCases } from "../cases.ts";

const denial = change(networkPolicy, { "metadata.name": "default-deny", "spec.podSelector": {} });
const driver = { apiVersion: "storage.k8s.io/v1", kind: "CSIDriver", metadata: { name: "csi.spiffe.io" }, spec: {} };

/** A registered object, its id the kind. */
function registered(object: PlainRecord, ...dependsOn: readonly string[]): PolicyResource {
  const resource = resourceOf(object);
  return { ...resource, id: resource.kubernetes?.kind ?? "", dependsOn };
}

const FIRST = [namespace, resourceQuota, limitRange, denial].map((object) => registered(object));
const ALL = ["Namespace", "ResourceQuota", "LimitRange", "NetworkPolicy"];
const allBut = (id: string): readonly string[] => ALL.filter((kind) => kind !== id);
const component = (...dependsOn: readonly string[]): PolicyResource => ({
  ...pulumiResource("shop:index:Services"),
  id: "services",
  dependsOn,
});
const withIdentity = change(deployment, { "spec.template.spec.volumes": [{ name: "spiffe", csi: { driver: "csi.spiffe.io" } }] });

const lacks = (early: string): string => `Deployment shop/web does not wait for ${early}; allowed: a dependency`;

worldCases(bootstrapOrder, [
  ["all of it, itself", [...FIRST, registered(deployment, ...ALL)]],
  ["all of it, by its component", [...FIRST, component(...ALL), { ...registered(deployment), parent: "services" }]],
  ["all of it, by a ConfigMap that waits", [...FIRST, { ...component(...ALL), id: "a" }, registered(deployment, "a")]],
  ["not for the namespace", [...FIRST, registered(deployment, ...allBut("Namespace"))], lacks("Namespace shop")],
  ["not for the quota", [...FIRST, registered(deployment, ...allBut("ResourceQuota"))], lacks("ResourceQuota shop/quota")],
  ["not for the defaults", [...FIRST, registered(deployment, ...allBut("LimitRange"))], lacks("LimitRange shop/limits")],
  [
    "not for the denial",
    [...FIRST, registered(deployment, ...allBut("NetworkPolicy"))],
    lacks("NetworkPolicy shop/default-deny"),
  ],
  [
    "for nothing",
    [...FIRST, registered(deployment)],
    ["Namespace shop", "ResourceQuota shop/quota", "LimitRange shop/limits", "NetworkPolicy shop/default-deny"].map(lacks),
  ],
  [
    "by a component that waits for too little",
    [...FIRST, component(...allBut("Namespace")), { ...registered(deployment), parent: "services" }],
    lacks("Namespace shop"),
  ],
  ["a policy for some pods", [registered(networkPolicy), registered(deployment)]],
  [
    "a quota of another namespace",
    [registered(change(resourceQuota, { "metadata.namespace": "other" })), registered(deployment)],
  ],
  ["a driver that it does not use", [registered(driver), registered(deployment)]],
  ["the driver that it uses", [registered(driver), registered(withIdentity, "CSIDriver")]],
  ["not for the driver that it uses", [registered(driver), registered(withIdentity)], lacks("CSIDriver csi.spiffe.io")],
  [
    "a StatefulSet",
    [...FIRST, registered({ ...deployment, kind: "StatefulSet" }, ...allBut("Namespace"))],
    "StatefulSet shop/web does not wait for Namespace shop; allowed: a dependency",
  ],
  ["in files, where nothing has an order", [namespace, deployment], NOT_APPLICABLE],
  ["no pods", FIRST, NOT_APPLICABLE],
]);
