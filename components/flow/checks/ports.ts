import type { Problem } from "../../shared/problem.ts";
import { describeEndpoint, describeFlow, describePort } from "../describe.ts";
import type { Flow, FlowPort, NodePort, WorkloadNode } from "../graph.ts";
import { DNS_PORTS } from "../peers/dns.ts";
import type { FlowCheck } from "./flowCheck.ts";

const LAST_PORT = 65_535;

/** Ports are given, are ports, and the target listens on them. */
export function portProblems(flow: Flow, check: FlowCheck): readonly Problem[] {
  const path = `flow ${describeFlow(flow)}`;
  if (flow.ports.length === 0) {
    return [
      { path, given: "has no ports", allowed: "at least one port: none would allow all of them", change: "name the ports" },
    ];
  }
  const invalid = flow.ports.filter((port) => !isRange(port));
  if (invalid.length > 0) return invalid.map((port) => invalidPort(path, port));
  return [...listeningProblems(path, flow, check), ...namedPortProblems(path, flow, check)];
}

function isRange({ port, endPort = port }: FlowPort): boolean {
  return Number.isInteger(port) && Number.isInteger(endPort) && port >= 1 && port <= endPort && endPort <= LAST_PORT;
}

function invalidPort(path: string, port: FlowPort): Problem {
  return {
    path,
    given: `${describePort(port)} is not a port or a range`,
    allowed: `whole numbers from 1 to ${LAST_PORT}, the last not below the first`,
    change: "correct the port",
  };
}

function listeningProblems(path: string, { to, ports }: Flow, { nodes }: FlowCheck): readonly Problem[] {
  const node = to.kind === "workload" ? nodes.get(to.key) : undefined;
  if (node === undefined) return [];
  return ports.flatMap((port) => (missingPort(node.ports, port) === undefined ? [] : [notListening(path, node, port)]));
}

/** First number of a range that no container listens on. */
function missingPort(listening: readonly NodePort[], { port, endPort = port, protocol = "TCP" }: FlowPort): number | undefined {
  const open = new Set(listening.filter((one) => one.protocol === protocol).map((one) => one.port));
  for (let number = port; number <= endPort; number++) if (!open.has(number)) return number;
  return undefined;
}

function notListening(path: string, node: WorkloadNode, port: FlowPort): Problem {
  const service = node.services.find((one) => one.port === port.port && one.protocol === (port.protocol ?? "TCP"));
  if (service !== undefined) {
    const container = describePort({ port: service.targetPort, protocol: service.protocol });
    return {
      path,
      given: `${describePort(port)} is a port of Service ${service.service}, which leads to container port ${container}`,
      allowed: "a flow names container ports: policies do not see Services",
      change: `write ${container}`,
    };
  }
  return {
    path,
    given: `no container of ${node.key} listens on ${describePort(port)}`,
    allowed: node.ports.length === 0 ? "it listens on no port" : `it listens on ${node.ports.map(describePort).join(", ")}`,
    change: "name one of its ports, or add the port to the workload",
  };
}

/** DNS and the API server are known to listen on certain ports only. */
function namedPortProblems(path: string, { to, ports }: Flow, { peers }: FlowCheck): readonly Problem[] {
  const known = to.kind === "dns" ? DNS_PORTS : to.kind === "kubeApi" ? peers.kubeApi.ports.map((port) => ({ port })) : undefined;
  if (known === undefined) return [];
  const listening = new Set(known.map(describePort));
  return ports
    .filter((port) => !listening.has(describePort(port)))
    .map((port) => ({
      path,
      given: `${describeEndpoint(to)} does not listen on ${describePort(port)}`,
      allowed: `it listens on ${[...listening].join(", ")}`,
      change: "name one of its ports",
    }));
}
