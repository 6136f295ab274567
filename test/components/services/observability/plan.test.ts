import { describe, expect, it } from "vitest";
import { allowedSpiffeIds, peersSpiffeIds } from "../../../../components/flow/allowlists.ts";
import { COLLECTOR, PHOENIX } from "../../../../components/services/observability/contract.ts";
import { observabilityPlan } from "../../../../components/services/observability/plan.ts";
import { flowNode } from "../../../../components/workload/flowNode.ts";
import { validateWorkload } from "../../../../components/workload/validateWorkload.ts";
import type { ContainerSpec, WorkloadSpec } from "../../../../components/workload/spec.ts";
import { contextWith, graphAround, planContext } from "../planContext.ts";

const context = planContext();
const planned = observabilityPlan(context);
const workload = (name: string) => planned.workloads.find((one) => one.name === name) as WorkloadSpec;
const container = (of: string, name: string) => workload(of).containers.find((one) => one.name === name) as ContainerSpec;
const ports = (of: string) =>
  workload(of).containers.flatMap((one) => (one.ports ?? []).map(({ name, port }) => `${name} ${port}`));
const pinned = (of: string, configMap: string) => {
  const text = Object.values(workload(of).configMaps?.find((one) => one.name === configMap)?.data ?? {})[0] ?? "{}";
  return [...JSON.stringify(JSON.parse(text)).matchAll(/"exact":"(spiffe:[^"]+)"/g)].map(([, id]) => id);
};

const graph = graphAround(context, planned.workloads, planned.flows);

describe("telemetry", () => {
  it("is a collector and a Phoenix in their own restricted namespace [P-25] [P-26] [P-27]", () => {
    expect(planned.namespaces).toEqual([
      {
        name: "observability",
        purpose: "Traces and metrics of every agent request, redacted.",
        podSecurity: { level: "restricted" },
      },
    ]);
    expect(planned.workloads.map(({ name }) => name)).toEqual(["phoenix", "otel-collector"]);
    expect(planned.problems).toEqual([]);
  });

  it("is in order by every rule of the prod profile", () => {
    const rules = { digestsRequired: true, podSecurityLevel: () => "restricted" as const };
    expect(planned.workloads.flatMap((one) => validateWorkload(one, rules))).toEqual([]);
  });

  it("has as many collectors as the stack says, and one Phoenix, whose SQLite has one writer", () => {
    expect(workload("otel-collector").controller).toEqual({ kind: "Deployment", replicas: 2 });
    expect(workload("phoenix").controller).toMatchObject({ kind: "StatefulSet", replicas: 1, claims: [{ size: "5Gi" }] });
  });
});

describe("the edges of telemetry", () => {
  it("are one from the collector to Phoenix, by SPIFFE [P-49]", () => {
    expect(planned.flows).toEqual([
      {
        from: { kind: "workload", key: "observability/otel-collector" },
        to: { kind: "workload", key: "observability/phoenix" },
        ports: [{ port: 8443 }],
        authentication: { by: "spiffe" },
        purpose: "Hands redacted traces to Phoenix",
      },
    ]);
  });

  it("let the cluster's Prometheus read numbers, where there is one", () => {
    const prometheus = { namespace: "monitoring", podLabels: { app: "prometheus" } };
    expect(observabilityPlan(contextWith("cluster", { prometheus })).flows[1]).toMatchObject({
      from: { kind: "prometheus" },
      to: { kind: "workload", key: "observability/otel-collector" },
      ports: [{ port: 8888 }, { port: 8889 }],
      authentication: { by: "plain", reference: "palisade:cluster.prometheus" },
    });
  });

  it("are the same that the proxies admit and open [P-39] [P-50]", () => {
    expect(pinned("otel-collector", "otel-collector-spiffe-proxy")).toEqual(allowedSpiffeIds(graph, COLLECTOR.key));
    expect(pinned("otel-collector", "otel-collector-spiffe-egress")).toEqual(peersSpiffeIds(graph, COLLECTOR.key));
    expect(pinned("phoenix", "phoenix-spiffe-proxy")).toEqual(allowedSpiffeIds(graph, PHOENIX.key));
    expect(pinned("phoenix", "phoenix-spiffe-proxy")).toEqual(["spiffe://agents.internal/ns/observability/sa/otel-collector"]);
  });
});

describe("the collector", () => {
  it("takes OTLP on the proxy's port only; the rest is for probes and Prometheus", () => {
    expect(ports("otel-collector")).toEqual([
      "health 13133",
      "self-metrics 8888",
      "metrics 8889",
      "otlp-grpc 4317",
      "proxy-health 15021",
      "egress-health 15022",
    ]);
  });

  it("reads Phoenix's key from the Secret, and holds no identity itself", () => {
    expect(container("otel-collector", "otel-collector")).toMatchObject({
      env: [{ name: "PHOENIX_API_KEY", secret: { name: "phoenix-secrets", key: "admin_secret" } }],
      workloadApi: false,
    });
  });
});

describe("Phoenix", () => {
  const value = (name: string) => container("phoenix", "phoenix").env?.find((one) => one.name === name);

  it("demands authentication, with keys from the Secret only [P-27]", () => {
    expect(value("PHOENIX_ENABLE_AUTH")).toEqual({ name: "PHOENIX_ENABLE_AUTH", value: "true" });
    expect(value("PHOENIX_SECRET")).toEqual({ name: "PHOENIX_SECRET", secret: { name: "phoenix-secrets", key: "secret" } });
    expect(value("PHOENIX_ADMIN_SECRET")).toMatchObject({ secret: { name: "phoenix-secrets", key: "admin_secret" } });
    expect(value("PHOENIX_DEFAULT_ADMIN_INITIAL_PASSWORD")).toMatchObject({ secret: { key: "admin_password" } });
  });

  it.each([
    ["PHOENIX_TELEMETRY_ENABLED", "false"],
    ["PHOENIX_ALLOW_EXTERNAL_RESOURCES", "false"],
    ["PHOENIX_ENABLE_MCP_SERVER", "false"],
    ["PHOENIX_ALLOWED_PROVIDERS", "NONE"],
    ["PHOENIX_DISABLE_AGENT_ASSISTANT", "true"],
    ["PHOENIX_USE_SECURE_COOKIES", "true"],
    ["PHOENIX_ENABLE_STRONG_PASSWORD_POLICY", "true"],
    ["PHOENIX_DEFAULT_RETENTION_POLICY_DAYS", "30"],
    ["PHOENIX_WORKING_DIR", "/data"],
  ])("sets %s to %s", (name, expected) => {
    expect(value(name)).toEqual({ name, value: expected });
  });

  it("offers its plain port to no Service: callers meet the proxy", () => {
    expect(ports("phoenix")).toEqual(["http 6006", "spiffe 8443", "proxy-health 15021"]);
    expect(flowNode(workload("phoenix")).services.map(({ targetPort }) => targetPort)).toEqual([8443, 8443]);
  });

  it("is probed on the paths it has", () => {
    expect(container("phoenix", "phoenix")).toMatchObject({
      liveness: { check: { kind: "http", path: "/healthz", port: "http" } },
      readiness: { check: { kind: "http", path: "/readyz", port: "http" } },
    });
  });
});
