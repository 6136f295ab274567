import type { KubernetesObject } from "../../../tools/engine/kubernetesObjects.ts";

/**
 * Cilium brings its own definitions. These are written from what it documents of the fields that this project uses, and
 * refuse any other: https://docs.cilium.io/en/stable/security/policy/language/
 */
const SELECTOR = {
  type: "object",
  properties: { matchLabels: { type: "object", additionalProperties: { type: "string" } } },
};
const PORT_RULE = {
  type: "object",
  properties: {
    ports: {
      type: "array",
      items: {
        type: "object",
        required: ["port"],
        properties: {
          port: { type: "string" },
          endPort: { type: "integer" },
          protocol: { type: "string", enum: ["TCP", "UDP", "SCTP", "ANY"] },
        },
      },
    },
  },
};
const ENTITIES = {
  type: "array",
  items: { type: "string", enum: ["host", "remote-node", "kube-apiserver", "cluster", "world"] },
};
const rules = (direction: "toEntities" | "fromEntities"): object => ({
  type: "array",
  items: { type: "object", properties: { [direction]: ENTITIES, toPorts: { type: "array", items: PORT_RULE } } },
});

export const CILIUM_CRDS: readonly KubernetesObject[] = [
  ["CiliumNetworkPolicy", "ciliumnetworkpolicies", "Namespaced"],
  ["CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", "Cluster"],
].map(([kind = "", plural = "", scope = ""]) => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: `${plural}.cilium.io` },
  spec: {
    group: "cilium.io",
    scope,
    names: { kind, plural, singular: kind.toLowerCase() },
    versions: [
      {
        name: "v2",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: {
                type: "object",
                required: ["endpointSelector"],
                properties: { endpointSelector: SELECTOR, egress: rules("toEntities"), ingress: rules("fromEntities") },
              },
            },
          },
        },
      },
    ],
  },
}));
