import type { Endpoint, Flow, FlowPort } from "./graph.ts";

/** How an end of a flow is written in messages, annotations and reports: `data/valkey`, `dns`, `externalHost api.example.com`. */
export function describeEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case "workload":
      return endpoint.key;
    case "cloudCredentials":
      return `cloudCredentials ${endpoint.address}`;
    case "cloudService":
      return `cloudService ${endpoint.name}`;
    case "externalHost":
      return `externalHost ${endpoint.host}`;
    case "cidr":
      return describeCidr(endpoint.cidr, endpoint.except ?? []);
    case "foreignPods":
      return `pods ${endpoint.namespace} {${describeLabels(endpoint.podLabels)}}`;
    case "labelledNamespaces":
      return `namespaces {${describeLabels(endpoint.namespaceLabels)}}`;
    default:
      return endpoint.kind;
  }
}

/** `6380/TCP`, `8000-8010/UDP`: as kubectl prints it. */
export function describePort(port: FlowPort): string {
  const numbers = port.endPort === undefined || port.endPort === port.port ? `${port.port}` : `${port.port}-${port.endPort}`;
  return `${numbers}/${port.protocol ?? "TCP"}`;
}

/** `gateway/precinct-gateway -> data/valkey`. */
export function describeFlow(flow: Flow): string {
  return `${describeEndpoint(flow.from)} -> ${describeEndpoint(flow.to)}`;
}

/** `a=1,b=2`, sorted, as kubectl writes selectors. */
export function describeLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(",");
}

function describeCidr(cidr: string, except: readonly string[]): string {
  return except.length === 0 ? `cidr ${cidr}` : `cidr ${cidr} except ${except.join(", ")}`;
}
