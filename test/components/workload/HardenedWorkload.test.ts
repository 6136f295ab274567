import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderWorkload } from "../../../components/workload/renderWorkload.ts";
import { workloadWith } from "./fixture.ts";
import { runPreview } from "../../../tools/engine/preview.ts";
import { recordedProgram } from "../../support/recordedProgram.ts";

const cwd = join(import.meta.dirname, "program");

const { resource, below } = recordedProgram(cwd, "cases");

const names = (urns: readonly string[]) => urns.map((urn) => urn.split("::").at(-1)).sort();

describe("HardenedWorkload", () => {
  it("makes everything a workload needs, named after it and below it", () => {
    expect(below("deployment").sort()).toEqual([
      "ClusterRole deployment-cluster-role",
      "ClusterRoleBinding deployment-cluster-role-binding",
      "ConfigMap deployment-config-app",
      "Deployment deployment-deployment",
      "HorizontalPodAutoscaler deployment-autoscaler",
      "PodDisruptionBudget deployment-disruption-budget",
      "Role deployment-role-app",
      "RoleBinding deployment-role-binding-app",
      "Service deployment-service-app",
      "ServiceAccount deployment-service-account",
      "ServiceMonitor deployment-service-monitor",
    ]);
  });

  it("makes nothing a workload does not need", () => {
    expect(below("job").sort()).toEqual(["ConfigMap job-config-app", "Job job-job", "ServiceAccount job-service-account"]);
  });

  it.each([
    ["stateful", "StatefulSet stateful-statefulset"],
    ["daemon", "DaemonSet daemon-daemonset"],
  ])("runs %s as its controller", (name, controller) => {
    expect(below(name)).toContain(controller);
  });

  it("starts pods after their identity, permissions and configuration, and Services beside them", () => {
    expect(names(resource("deployment-deployment").dependsOn)).toEqual([
      "deployment-cluster-role",
      "deployment-cluster-role-binding",
      "deployment-config-app",
      "deployment-role-app",
      "deployment-role-binding-app",
      "deployment-service-account",
    ]);
    expect(resource("deployment-service-app").dependsOn).toEqual([]);
  });

  it("registers what the pure renderer says", () => {
    const manifests = renderWorkload(workloadWith({ controller: { kind: "DaemonSet" } }));
    expect(resource("daemon-daemonset").inputs).toEqual(JSON.parse(JSON.stringify(manifests.controller)));
    expect(resource("daemon-service-account").inputs).toEqual(JSON.parse(JSON.stringify(manifests.serviceAccount)));
  });

  it("restarts pods when a Secret changes, without writing down its checksum", () => {
    expect(resource("stateful-statefulset").inputs).toMatchObject({
      spec: { template: { metadata: { annotations: { "palisade.dev/secret-checksum": { $secret: true } } } } },
    });
  });

  it("keeps a claim when the workload goes, and waits for no disk that waits for the pod", () => {
    const claim = resource("claiming-claim-app-audit");
    expect(claim.retainOnDelete).toBe(true);
    expect(claim.inputs).toMatchObject({ metadata: { annotations: { "pulumi.com/skipAwait": "true" } } });
  });

  it("tells stack policies which workload it is", () => {
    expect(resource("deployment").outputs).toEqual({ namespace: "tools", workload: "app" });
  });

  it("refuses a workload that could not run, with every problem", async () => {
    const result = await runPreview({ cwd, stack: "broken" });
    expect("error" in result && result.error.message).toContain('mounts the volume "gone"');
    expect("error" in result && result.error.message).toContain("serves a port without both a liveness and a readiness probe");
  });
});
