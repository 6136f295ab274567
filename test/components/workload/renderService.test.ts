import { describe, expect, it } from "vitest";
import {
  renderAutoscaler,
  renderDisruptionBudget,
  renderServiceMonitor,
  renderServices,
} from "../../../components/workload/renderService.ts";
import type { ServiceSpec } from "../../../components/workload/spec.ts";
import { containerWith, goodContainer, goodWorkload, WHY, workloadWith } from "./fixture.ts";

const selector = { "app.kubernetes.io/name": "app" };
const port = { name: "http", port: 80, targetPort: "http" };
const service = (change: Partial<ServiceSpec>) =>
  renderServices(workloadWith({ services: [{ name: "app", ports: [port], ...change }] }))[0];

describe("a Service", () => {
  it("is inside the cluster unless a reason says otherwise", () => {
    expect(service({})?.spec).toEqual({ type: "ClusterIP", selector, ports: [{ ...port, protocol: "TCP" }] });
    expect(service({})?.metadata).not.toHaveProperty("annotations");
  });

  it("may be headless, and lead to pods that are not ready", () => {
    expect(service({ type: "Headless", publishNotReadyAddresses: true })?.spec).toMatchObject({
      type: "ClusterIP",
      clusterIP: "None",
      publishNotReadyAddresses: true,
    });
  });

  it("opens a port of the nodes only with a reason that shows on it [P-57]", () => {
    const exposed = service({ type: { nodePort: WHY }, ports: [{ ...port, nodePort: 30090 }] });
    expect(exposed).toMatchObject({
      metadata: {
        annotations: { "palisade.dev/loosened-node-port": "the node's kernel log is read (docs/adr/0006-hardened-workload.md)" },
      },
      spec: { type: "NodePort", ports: [{ nodePort: 30090 }] },
    });
  });

  it("speaks the protocol of the container port", () => {
    const workload = containerWith({ ports: [{ name: "http", port: 53, protocol: "UDP" }] });
    expect(renderServices(workload)[0]?.spec?.ports).toEqual([{ ...port, protocol: "UDP" }]);
  });

  it("finds the port of a sidecar too", () => {
    const sidecar = {
      ...goodContainer,
      name: "proxy",
      sidecar: true,
      ports: [{ name: "dns", port: 53, protocol: "UDP" as const }],
    };
    const workload = workloadWith({
      initContainers: [sidecar],
      services: [{ name: "app", ports: [{ name: "dns", port: 53, targetPort: "dns" }] }],
    });
    expect(renderServices(workload)[0]?.spec?.ports?.[0]?.protocol).toBe("UDP");
  });
});

describe("a PodDisruptionBudget", () => {
  it("takes one pod at a time from a workload that can spare one", () => {
    expect(renderDisruptionBudget(goodWorkload)?.spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: selector },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
  });

  it("is left out for a single replica, which it would pin to its node", () => {
    expect(renderDisruptionBudget(workloadWith({ controller: { kind: "Deployment", replicas: 1 } }))).toBeUndefined();
  });
});

describe("a HorizontalPodAutoscaler", () => {
  it("scales between the bounds on CPU use", () => {
    const replicas = { min: 2, max: 5, targetCpuPercent: 70 };
    expect(renderAutoscaler(workloadWith({ controller: { kind: "Deployment", replicas } }))?.spec).toEqual({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "app" },
      minReplicas: 2,
      maxReplicas: 5,
      metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    });
  });

  it("is left out for a fixed number", () => {
    expect(renderAutoscaler(goodWorkload)).toBeUndefined();
  });
});

describe("a ServiceMonitor", () => {
  it("names the port to scrape, and is left out unless asked for", () => {
    const serviceMonitor = { port: "metrics", path: "/metrics", interval: "30s" };
    expect(renderServiceMonitor(workloadWith({ serviceMonitor }))?.spec).toEqual({
      selector: { matchLabels: selector },
      endpoints: [serviceMonitor],
    });
    expect(renderServiceMonitor(goodWorkload)).toBeUndefined();
  });
});
