import { describe, expect, it } from "vitest";
import { flowNode, workloadKey } from "../../../components/workload/flowNode.ts";
import { goodContainer, goodWorkload, IDENTITY, WHY, workloadWith } from "./fixture.ts";

describe("the flow node of a workload", () => {
  it("knows its pods, ports and Services as the spec says them", () => {
    expect(flowNode(workloadWith({ identity: IDENTITY }))).toEqual({
      key: "tools/app",
      namespace: "tools",
      name: "app",
      controller: "Deployment",
      podLabels: {
        "app.kubernetes.io/name": "app",
        "app.kubernetes.io/component": "tools",
        "app.kubernetes.io/part-of": "palisade",
        "app.kubernetes.io/managed-by": "pulumi",
      },
      serviceAccount: "app",
      hostNetwork: false,
      ports: [{ name: "http", port: 8080, protocol: "TCP" }],
      services: [{ service: "app", port: 80, targetPort: 8080, protocol: "TCP" }],
      identity: IDENTITY,
    });
  });

  it("counts the ports of sidecars, and the host's network", () => {
    const sidecar = {
      ...goodContainer,
      name: "proxy",
      sidecar: true,
      ports: [{ name: "dns", port: 53, protocol: "UDP" as const }],
    };
    expect(flowNode(workloadWith({ initContainers: [sidecar], host: { ...WHY, network: true } }))).toMatchObject({
      hostNetwork: true,
      ports: [
        { name: "dns", port: 53, protocol: "UDP" },
        { name: "http", port: 8080, protocol: "TCP" },
      ],
    });
  });

  it("leaves out a Service port that leads nowhere, which validation reports", () => {
    const services = [{ name: "app", ports: [{ name: "http", port: 80, targetPort: "gone" }] }];
    expect(flowNode(workloadWith({ services })).services).toEqual([]);
    expect(flowNode(workloadWith({ services: undefined })).services).toEqual([]);
  });

  it("is found by namespace and name", () => {
    expect(workloadKey(goodWorkload)).toBe("tools/app");
  });
});
