import { describe, expect, it } from "vitest";
import { quotaFor, renderQuotas } from "../../../../components/platform/baseline/quota.ts";
import type { Controller, WorkloadSpec } from "../../../../components/workload/spec.ts";
import { goodWorkload, WHY, workloadWith } from "../../workload/fixture.ts";
import { goodNamespace } from "./fixture.ts";

const pods = (controller: Controller) => quotaFor([workloadWith({ controller })], 7).pods;

describe("the quota of a namespace", () => {
  it("is what its workloads need while they roll, and no more [P-12]", () => {
    // Four pods of 100m and 64Mi: two replicas, one surging, one still ending.
    expect(quotaFor([goodWorkload], 7)).toEqual({
      pods: 4,
      requestsCpu: "400m",
      requestsMemory: "256Mi",
      limitsCpu: "4",
      limitsMemory: "512Mi",
      persistentVolumeClaims: 0,
      requestsStorage: "0",
      services: { nodePorts: 0, loadBalancers: 0 },
      systemPriorityClasses: [],
    });
  });

  it("admits nothing where nothing runs", () => {
    expect(quotaFor([], 7)).toMatchObject({ pods: 0, requestsCpu: "0", limitsMemory: "0" });
  });

  it.each<{ controller: Controller; expected: number }>([
    { controller: { kind: "Deployment", replicas: 3 }, expected: 5 },
    { controller: { kind: "Deployment", replicas: 1, strategy: "Recreate" }, expected: 1 },
    { controller: { kind: "Deployment", replicas: { min: 1, max: 6, targetCpuPercent: 70 } }, expected: 8 },
    { controller: { kind: "StatefulSet", replicas: 3, serviceName: "app" }, expected: 3 },
    { controller: { kind: "DaemonSet" }, expected: 7 },
    { controller: { kind: "Job", backoffLimit: 5 }, expected: 1 },
  ])("counts $expected pods for $controller", ({ controller, expected }) => {
    expect(pods(controller)).toBe(expected);
  });

  it("counts the claims of every replica and those of their own", () => {
    const stateful = workloadWith({
      controller: { kind: "StatefulSet", replicas: 3, serviceName: "app", claims: [{ name: "data", size: "1Gi" }] },
      volumes: [{ kind: "claim", name: "audit", size: "5Gi" }],
    });
    expect(quotaFor([stateful], 7)).toMatchObject({ persistentVolumeClaims: 4, requestsStorage: "8Gi" });
  });

  it("counts node ports, and never a load balancer", () => {
    const services = [
      { name: "app", type: { nodePort: WHY }, ports: [{ name: "http", port: 80, targetPort: "http", nodePort: 30080 }] },
    ];
    expect(quotaFor([workloadWith({ services })], 7).services).toEqual({ nodePorts: 1, loadBalancers: 0 });
  });

  it("names the system priority classes its workloads use, each once", () => {
    const workloads: WorkloadSpec[] = ["system-node-critical", "system-node-critical", "palisade"].map((priorityClassName) =>
      workloadWith({ priorityClassName }),
    );
    expect(quotaFor(workloads, 7).systemPriorityClasses).toEqual(["system-node-critical"]);
  });
});

describe("ResourceQuotas", () => {
  it("bound everything that costs", () => {
    expect(renderQuotas(goodNamespace)).toEqual([
      {
        apiVersion: "v1",
        kind: "ResourceQuota",
        metadata: { name: "workloads", namespace: "tools", labels: { "app.kubernetes.io/part-of": "palisade" } },
        spec: {
          hard: {
            pods: "4",
            "requests.cpu": "500m",
            "requests.memory": "704Mi",
            "limits.cpu": "2200m",
            "limits.memory": "1536Mi",
            persistentvolumeclaims: "0",
            "requests.storage": "0",
            "services.nodeports": "0",
            "services.loadbalancers": "0",
          },
        },
      },
    ]);
  });

  it("admit system priority classes by a quota of their own", () => {
    const quota = { ...goodNamespace.quota, systemPriorityClasses: ["system-node-critical" as const] };
    expect(renderQuotas({ ...goodNamespace, quota })[1]).toMatchObject({
      metadata: { name: "system-node-critical" },
      spec: {
        hard: { pods: "4" },
        scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["system-node-critical"] }] },
      },
    });
  });
});
