import { cloudResources } from "./cloud/companions.ts";
import { parseJson } from "./cloud/json.ts";
import { TYPES } from "./cloud/types.ts";
import { isUnknown, items, read, text } from "./plain.ts";
import { declaredGraphs } from "./reachability/flowGraph.ts";
import type { World } from "./rule.ts";
import type { Plain, PolicyResource } from "./verdict.ts";

/** The engine as a declared flow graph names it. */
const ENGINE = "aws-vpc-cni";

/**
 * Whether the VPC CNI of EKS enforces the NetworkPolicies of a world: as its flow graph says, or, without one, because the add-on
 * is registered with its policy agent on.
 */
export function usesVpcCni(world: World): boolean {
  const graphs = declaredGraphs(world);
  if (graphs.length > 0) return graphs.some((entry) => "graph" in entry && entry.graph.enforcement.engine === ENGINE);
  return cloudResources(world, TYPES.eksAddon).some(
    ({ props }) => props["addonName"] === "vpc-cni" && mayEnforce(props["configurationValues"]),
  );
}

function mayEnforce(values: Plain): boolean {
  return isUnknown(values) || String(read(parseJson(values), "enableNetworkPolicy")) === "true";
}

/** Ports of Services that only the API server calls, which knows the pods' addresses: `namespace/name:port`. */
export function calledByApiServer(world: World): ReadonlySet<string> {
  const webhooks = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]
    .flatMap((kind) => world.byKind(kind, "admissionregistration.k8s.io"))
    .flatMap(({ props }) => items(read(props, "webhooks")).map((webhook) => read(webhook, "clientConfig", "service")));
  const extensions = world.byKind("APIService", "apiregistration.k8s.io").map(({ props }) => read(props, "spec", "service"));
  const conversions = world
    .byKind("CustomResourceDefinition", "apiextensions.k8s.io")
    .map(({ props }) => read(props, "spec", "conversion", "webhook", "clientConfig", "service"));
  return new Set([...webhooks, ...extensions, ...conversions].map(nameOf));
}

function nameOf(service: Plain): string {
  const port = read(service, "port") ?? 443;
  return keyOf(text(read(service, "namespace")), text(read(service, "name")), port);
}

/** A port of a Service, as {@link calledByApiServer} names it. */
export function servicePort({ kubernetes }: PolicyResource, port: Plain): string {
  return keyOf(kubernetes?.namespace, kubernetes?.name, port);
}

function keyOf(namespace: string | undefined, name: string | undefined, port: Plain): string {
  return `${namespace ?? ""}/${name ?? ""}:${String(port)}`;
}
