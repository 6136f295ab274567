import { z } from "zod";
import { findUnknown } from "../plain.ts";
import type { World } from "../rule.ts";
import { joinPath } from "../problem.ts";
import type { PolicyResource } from "../verdict.ts";
import { PROTOCOLS } from "./ports.ts";

/** Component whose output `graph` declares who may talk to whom. */
export const FLOW_COMPONENT = "palisade:flow:FlowPolicies";

const labels = z.record(z.string(), z.string());
const cidr = z.string().describe("`address/prefix`.");
const cidrs = z.array(cidr);
const podPeer = z.object({
  namespace: z.string().describe("Exact name of the namespace."),
  podLabels: labels.describe("Labels the pods carry, perhaps beside others."),
});
const reason = z.object({ reason: z.string(), reference: z.string() });

const endpoint = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("workload"), key: z.string().describe("Key of one of `nodes`.") }),
    z
      .object({ kind: z.enum(["dns", "kubeApi", "apiServerToWebhook", "nodes", "ingressController", "prometheus"]) })
      .describe("Where it is, `peers` says."),
    z.object({ kind: z.literal("cloudCredentials"), address: z.string().describe("One address, with or without prefix.") }),
    z.object({ kind: z.literal("cloudService"), name: z.string(), cidrs }),
    z.object({ kind: z.literal("externalHost"), host: z.string(), cidrs }),
    z.object({ kind: z.literal("cidr"), cidr, except: cidrs.optional() }),
    z.object({ kind: z.literal("foreignPods"), ...podPeer.shape }),
    z.object({
      kind: z.literal("labelledNamespaces"),
      namespaceLabels: labels.describe("Every pod of every namespace that carries them."),
    }),
  ])
  .describe("One end of a flow.");

const protocol = z.enum(PROTOCOLS);
const port = z.int().min(1).max(65535);

const flow = z.object({
  from: endpoint,
  to: endpoint,
  ports: z
    .array(
      z.object({
        port,
        endPort: port.optional().describe("Last port of a range, inclusive."),
        protocol: protocol.default("TCP"),
      }),
    )
    .describe("Ports the target listens on. Empty towards kubeApi: the ports of `peers.kubeApi`."),
  authentication: z.discriminatedUnion("by", [
    z.object({ by: z.enum(["spiffe", "istio", "linkerd"]) }),
    z.object({ by: z.enum(["tls", "plain"]), ...reason.shape }),
  ]),
  purpose: z.string().describe("What the flow is for, one sentence."),
});

const node = z.object({
  key: z.string().describe("`namespace/name`."),
  namespace: z.string(),
  name: z.string(),
  controller: z.string().describe("Kind of the controller."),
  podLabels: labels,
  hostNetwork: z.boolean(),
});

export const flowGraphSchema = z
  .object({
    version: z.literal(1),
    trustDomain: z.string().describe("SPIFFE trust domain."),
    namespaces: z.array(z.string()).describe("Namespaces in which deny is the default."),
    nodes: z.array(node).describe("Workloads that flows name."),
    flows: z.array(flow).describe("Every edge that is meant to be open, also those the program adds by itself, such as DNS."),
    peers: z
      .object({
        dns: z.object({ pods: z.array(podPeer), cidrs }),
        kubeApi: z.object({ cidrs, ports: z.array(port) }),
        apiServerToWebhook: z.object({ cidrs, pods: z.array(podPeer) }),
        nodes: z.object({ cidrs }),
        ingressController: podPeer.optional(),
        prometheus: podPeer.optional(),
      })
      .describe("Where the named ends of flows are in this cluster."),
    enforcement: z
      .object({
        engine: z.string().describe("Network plug-in that enforces NetworkPolicies; `none` where nothing does."),
        ipBlockMatchesPods: z.boolean().describe("Whether an ipBlock also matches pods whose address it holds."),
      })
      .describe("How NetworkPolicies behave in this cluster."),
  })
  .describe("Who may talk to whom, as the program declares it: the output `graph` of palisade:flow:FlowPolicies.");

export type FlowGraph = z.output<typeof flowGraphSchema>;
export type Flow = FlowGraph["flows"][number];
export type Endpoint = Flow["from"];
export type PodPeer = z.output<typeof podPeer>;

/** A graph, or why there is none: of a component of this world. */
export type DeclaredGraph =
  | { readonly component: PolicyResource; readonly graph: FlowGraph }
  | { readonly component: PolicyResource; readonly verdict: "fail" | "unknown"; readonly message: string };

/** Components that declare flows. */
export function flowComponents(world: World): readonly PolicyResource[] {
  return world.byType(FLOW_COMPONENT);
}

/** The declared graphs of a world, usually one. */
export function declaredGraphs(world: World): readonly DeclaredGraph[] {
  return flowComponents(world).map((component) => {
    const unknown = findUnknown(component.props["graph"], "graph");
    if (unknown !== undefined)
      return {
        component,
        verdict: "unknown",
        message: `${component.name}: ${unknown} is not known before deployment, so the declared flows are not known`,
      };
    const parsed = flowGraphSchema.safeParse(component.props["graph"]);
    if (parsed.success) return { component, graph: parsed.data };
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${joinPath("graph", path)}: ${message.replace("Invalid input: ", "")}`,
    );
    return {
      component,
      verdict: "fail",
      message: `${component.name} does not declare a readable flow graph: ${problems.join("; ")}`,
    };
  });
}
