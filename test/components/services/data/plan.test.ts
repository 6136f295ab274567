import { describe, expect, it } from "vitest";
import { STATE_STORE } from "../../../../components/services/data/contract.ts";
import { dataPlan } from "../../../../components/services/data/plan.ts";
import { allowedSpiffeIds } from "../../../../components/flow/allowlists.ts";
import { flowNode } from "../../../../components/workload/flowNode.ts";
import { renderWorkload } from "../../../../components/workload/renderWorkload.ts";
import { validateWorkload } from "../../../../components/workload/validateWorkload.ts";
import type { WorkloadSpec } from "../../../../components/workload/spec.ts";
import { contextWith, graphAround, planContext } from "../planContext.ts";

const context = planContext();
const valkey = dataPlan(context).workloads[0] as WorkloadSpec;
const container = (name: string) => valkey.containers.find((one) => one.name === name);
const file = (name: string) => Object.values(valkey.configMaps?.find((one) => one.name === name)?.data ?? {})[0] ?? "";

describe("the state store", () => {
  it("is a Valkey of one replica in its own restricted namespace, with a volume [P-24]", () => {
    const { namespaces, workloads, flows, problems } = dataPlan(context);
    expect(namespaces).toEqual([
      { name: "data", purpose: "Sessions, rate limits and approvals of the gateway.", podSecurity: { level: "restricted" } },
    ]);
    expect(workloads.map(({ name, namespace }) => `${namespace}/${name}`)).toEqual(["data/valkey"]);
    expect({ flows, problems }).toEqual({ flows: [], problems: [] });
    expect(valkey.controller).toMatchObject({ kind: "StatefulSet", replicas: 1, claims: [{ name: "data", size: "1Gi" }] });
  });

  it("is in order by every rule of the prod profile", () => {
    expect(validateWorkload(valkey, { digestsRequired: true, podSecurityLevel: () => "restricted" })).toEqual([]);
  });

  it("runs as the image's user, without its root entry point", () => {
    expect(renderWorkload(valkey).controller.spec?.template.spec?.securityContext).toMatchObject({
      runAsUser: 999,
      fsGroup: 999,
    });
    expect(container("valkey")?.command).toEqual(["valkey-server", "/etc/valkey/valkey.conf"]);
  });

  it("takes the storage class of the cluster and the size of the stack", () => {
    const cluster = contextWith("cluster", { storageClass: "fast" });
    expect(dataPlan(cluster).workloads[0]?.controller).toMatchObject({ claims: [{ storageClass: "fast" }] });
    expect(dataPlan(contextWith("data", { storage: "4Gi" })).workloads[0]?.controller).toMatchObject({
      claims: [{ size: "4Gi" }],
    });
  });

  it("has memory for its data twice, because rewriting the append-only file forks", () => {
    const [large] = dataPlan(contextWith("data", { maxMemory: "2gb" })).workloads;
    expect(large?.containers[0]?.resources).toMatchObject({ requests: { memory: "2Gi" }, limits: { memory: "4Gi" } });
  });
});

describe("the way to the state store", () => {
  it("is one port with SPIFFE mTLS: Valkey itself opens none [P-37] [P-49]", () => {
    expect(valkey.containers.flatMap(({ ports }) => (ports ?? []).map(({ name, port }) => `${name} ${port}`))).toEqual([
      "spiffe 6380",
      "proxy-health 15021",
    ]);
    expect(flowNode(valkey).services.map(({ service, port, targetPort }) => `${service} ${port} ${targetPort}`)).toEqual([
      "valkey 6380 6380",
      "valkey-headless 6380 6380",
    ]);
    expect(file("valkey")).toContain("port 0\n");
  });

  it("is a Unix socket between the proxy and Valkey", () => {
    expect(file("valkey")).toContain("unixsocket /run/valkey/valkey.sock\nunixsocketperm 700\n");
    expect(file("valkey-spiffe-proxy")).toContain('"path": "/run/valkey/valkey.sock"');
    for (const name of ["valkey", "spiffe-proxy"]) {
      expect(container(name)?.mounts).toContainEqual({ volume: "socket", path: "/run/valkey" });
    }
  });

  it("admits exactly those whom the declared flows lead there [P-50]", () => {
    const graph = graphAround(context, [valkey], []);
    const proxy = JSON.parse(file("valkey-spiffe-proxy")) as object;
    const admitted = [...JSON.stringify(proxy).matchAll(/"exact":"(spiffe:[^"]+)"/g)].map(([, id]) => id);
    expect(admitted).toEqual(allowedSpiffeIds(graph, STATE_STORE.key));
    expect(admitted).toEqual([
      "spiffe://agents.internal/ns/gateway/sa/precinct-control",
      "spiffe://agents.internal/ns/gateway/sa/precinct-gateway",
    ]);
  });

  it("has the identity the gateway pins, and only the proxy holds it [P-37]", () => {
    expect(valkey.identity).toEqual({
      path: "/ns/data/sa/valkey",
      dnsNames: ["valkey", "valkey.data.svc", "valkey.data.svc.cluster.local"],
      federatesWith: [],
    });
    expect(container("valkey")?.workloadApi).toBe(false);
    expect(container("spiffe-proxy")?.workloadApi).toBe(true);
  });

  it("is probed where it is served: Valkey over its socket, the proxy on its listener", () => {
    const check = { kind: "exec", command: ["valkey-cli", "-e", "-s", "/run/valkey/valkey.sock", "ping"] };
    for (const probe of [container("valkey")?.startup, container("valkey")?.liveness, container("valkey")?.readiness]) {
      expect(probe?.check).toEqual(check);
    }
  });
});
