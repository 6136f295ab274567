import { describe, expect, test } from "vitest";
import type { Endpoint, Flow } from "../../../../components/flow/graph.ts";
import { gatewayFlows } from "../../../../components/services/gateway/flows.ts";
import { GUARD_MODEL, LOCAL, OAUTH, contextWith, type Change } from "./context.ts";

function describeEnd(end: Endpoint): string {
  switch (end.kind) {
    case "workload":
      return end.key;
    case "labelledNamespaces":
      return `namespace ${JSON.stringify(end.namespaceLabels)}`;
    case "externalHost":
      return `${end.host} ${end.cidrs.join(",")}`;
    default:
      return end.kind;
  }
}

const line = ({ from, to, ports, authentication }: Flow): string =>
  `${describeEnd(from)} -> ${describeEnd(to)}:${ports.map(({ port }) => port).join(",")} ${authentication.by}`;
const flows = (change: Change = {}): readonly string[] => gatewayFlows(contextWith(change)).map(line);

const agents = 'namespace {"kubernetes.io/metadata.name":"agents"}';
const upstreams = [
  "gateway/precinct-gateway -> tools/s3-mcp-server:8443 spiffe",
  "gateway/precinct-gateway -> data/valkey:6380 spiffe",
  "gateway/precinct-gateway -> observability/otel-collector:4317 spiffe",
  "gateway/precinct-control -> tools/s3-mcp-server:8443 spiffe",
  "gateway/precinct-control -> data/valkey:6380 spiffe",
  "gateway/precinct-control -> observability/otel-collector:4317 spiffe",
];
const administrators = 'namespace {"kubernetes.io/metadata.name":"ops"} -> gateway/precinct-control:9443 spiffe';
const clients = [
  `${agents} -> gateway/precinct-gateway:9443 spiffe`,
  `${agents} -> gateway/precinct-control:9443 spiffe`,
  administrators,
];

describe("the gateway's flows", () => {
  test("in prod, exactly [P-37] [P-38] [P-39] [P-49] [P-50]", () => {
    expect(flows()).toEqual([...clients, ...upstreams]);
  });

  test("without clients only administrators get in, and only to the control plane", () => {
    expect(flows({ gateway: { clientNamespaces: [] } })).toEqual([administrators, ...upstreams]);
  });

  test("an administrator without a Kubernetes identity opens nothing, one in a client namespace nothing more", () => {
    const gateway = { adminSpiffeIds: ["/admins/alice", "/ns/agents/sa/operator"] };
    expect(flows({ gateway })).toEqual([...clients.slice(0, 2), ...upstreams]);
  });

  test("on a local stack: node ports, and SPIFFE on every edge that leaves the gateway all the same [P-57] [P-61]", () => {
    expect(flows(LOCAL)).toEqual([
      `${agents} -> gateway/precinct-gateway:9090 plain`,
      `${agents} -> gateway/precinct-control:9090 plain`,
      administrators.replace("9443 spiffe", "9090 plain"),
      "nodes -> gateway/precinct-gateway:9090 plain",
      "nodes -> gateway/precinct-control:9090 plain",
      ...upstreams,
    ]);
  });

  test("behind an ingress controller: the public listener of the gateway, never the control plane", () => {
    expect(flows({ gateway: { expose: { kind: "ingressController" }, oauth: OAUTH }, ingressController: true })).toEqual([
      ...clients,
      "ingressController -> gateway/precinct-gateway:9090 plain",
      ...upstreams,
      "gateway/precinct-gateway -> login.corp.internal 10.0.9.4/32:443 tls",
    ]);
  });

  test("behind an ingress controller without OAuth: no edge to a listener that is not there", () => {
    expect(flows({ gateway: { expose: { kind: "ingressController" } }, ingressController: true })).toEqual([
      ...clients,
      ...upstreams,
    ]);
  });

  test("with a guard model: its addresses and its port, for both", () => {
    const guardModel = { ...GUARD_MODEL, endpoint: "https://guard.corp.internal:8443/v1" };
    expect(flows({ gateway: { guardModel } })).toEqual([
      ...clients,
      ...upstreams,
      "gateway/precinct-gateway -> guard.corp.internal 10.0.9.5/32:8443 tls",
      "gateway/precinct-control -> guard.corp.internal 10.0.9.5/32:8443 tls",
    ]);
  });

  test("say why wherever an end is not proven by SPIFFE", () => {
    const change = { ...LOCAL, gateway: { ...LOCAL.gateway, guardModel: GUARD_MODEL } };
    const loose = gatewayFlows(contextWith(change)).flatMap(({ authentication }) =>
      "reason" in authentication ? [authentication.reason] : [],
    );
    expect(loose).toHaveLength(7);
    expect(loose.every((reason) => reason.length > 20)).toBe(true);
  });
});
