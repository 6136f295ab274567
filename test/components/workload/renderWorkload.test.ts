import { describe, expect, it } from "vitest";
import { renderWorkload } from "../../../components/workload/renderWorkload.ts";
import { goodWorkload, workloadWith } from "./fixture.ts";

describe("the objects of a workload", () => {
  it("are a ServiceAccount, its configuration, a controller, a Service and a disruption budget", () => {
    const manifests = renderWorkload(goodWorkload);
    const kinds = [
      manifests.serviceAccount,
      ...manifests.configMaps,
      manifests.controller,
      ...manifests.services,
      manifests.disruptionBudget,
    ].map((manifest) => manifest?.kind);
    expect(kinds).toEqual(["ServiceAccount", "ConfigMap", "Deployment", "Service", "PodDisruptionBudget"]);
    expect(manifests).toMatchObject({ roles: [], roleBindings: [], claims: [] });
    expect(manifests.autoscaler).toBeUndefined();
    expect(manifests.serviceMonitor).toBeUndefined();
  });

  it("are in the workload's namespace and say what they belong to", () => {
    const { serviceAccount, configMaps, controller, services, disruptionBudget } = renderWorkload(goodWorkload);
    for (const manifest of [serviceAccount, ...configMaps, controller, ...services, disruptionBudget]) {
      expect(manifest?.metadata).toMatchObject({
        namespace: "tools",
        labels: { "app.kubernetes.io/name": "app", "app.kubernetes.io/part-of": "palisade" },
      });
    }
  });

  it("carry binary files beside text", () => {
    const configMaps = [
      { name: "app", data: { a: "1" }, binaryData: { b: "AA==" } },
      { name: "bare", data: {} },
    ];
    const [withBinary, bare] = renderWorkload(workloadWith({ configMaps })).configMaps;
    expect(withBinary).toMatchObject({ data: { a: "1" }, binaryData: { b: "AA==" } });
    expect(bare).not.toHaveProperty("binaryData");
  });
});
