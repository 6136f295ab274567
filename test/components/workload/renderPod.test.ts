import { describe, expect, it } from "vitest";
import { podLabels, renderPod } from "../../../components/workload/renderPod.ts";
import type { WorkloadSpec } from "../../../components/workload/spec.ts";
import { API_ACCESS, containerWith, goodContainer, goodWorkload, IDENTITY, loosenedWith, WHY, workloadWith } from "./fixture.ts";

const spec = (change: Partial<WorkloadSpec> = {}) => renderPod(workloadWith(change)).spec;

describe("a pod", () => {
  it("mounts no token by itself, hides other Services and ends within 30 seconds", () => {
    expect(spec()).toMatchObject({
      serviceAccountName: "app",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 30,
    });
  });

  it("enters no namespace of the host and sets nothing the spec does not say", () => {
    expect(Object.keys(spec() ?? {}).sort()).toEqual([
      "affinity",
      "automountServiceAccountToken",
      "containers",
      "enableServiceLinks",
      "priorityClassName",
      "securityContext",
      "serviceAccountName",
      "terminationGracePeriodSeconds",
      "topologySpreadConstraints",
      "volumes",
    ]);
  });

  it("enters the host's namespaces only by a named loosening", () => {
    const pod = renderPod(workloadWith({ host: { ...WHY, pid: true, network: true } }));
    expect(pod.spec).toMatchObject({ hostPID: true, hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" });
    expect(pod.metadata?.annotations).toMatchObject({
      "palisade.dev/loosened-host": "the node's kernel log is read (docs/adr/0006-hardened-workload.md)",
    });
  });

  it("carries its priority, tolerations and process sharing", () => {
    const tolerations = [{ operator: "Exists" as const, key: undefined }];
    const change = { priorityClassName: "system-node-critical", shareProcessNamespace: true, tolerations };
    expect(spec(change)).toMatchObject({ ...change, tolerations: [{ operator: "Exists" }] });
  });

  it("never restarts the pods of a Job in place", () => {
    expect(spec({ controller: { kind: "Job", backoffLimit: 3 } })?.restartPolicy).toBe("Never");
    expect(spec()).not.toHaveProperty("restartPolicy");
  });

  it("has the Workload API and token volumes exactly when a container uses them", () => {
    const names = (workload: WorkloadSpec) => renderPod(workload).spec?.volumes?.map(({ name }) => name);
    expect(names(goodWorkload)).toEqual(["tmp", "config"]);
    expect(names(workloadWith({ identity: IDENTITY }))).toEqual(["tmp", "config", "spiffe-workload-api"]);
    expect(names({ ...containerWith({ workloadApi: false }), identity: IDENTITY })).toEqual(["tmp", "config"]);
    const serviceAccount = { name: "app", apiAccess: API_ACCESS };
    expect(names(workloadWith({ serviceAccount }))).toEqual(["tmp", "config", "kube-api-access"]);
    expect(names({ ...containerWith({ apiToken: false }), serviceAccount })).toEqual(["tmp", "config"]);
  });

  it("hardens init containers like the others", () => {
    const init = spec({ initContainers: [{ ...goodContainer, name: "init", ports: [], sidecar: true }] })?.initContainers?.[0];
    expect(init).toMatchObject({ name: "init", restartPolicy: "Always", securityContext: { readOnlyRootFilesystem: true } });
  });
});

describe("labels of a pod", () => {
  it("keep the standard ones whatever the spec adds", () => {
    expect(podLabels(workloadWith({ podLabels: { edge: "public", "app.kubernetes.io/name": "other" } }))).toEqual({
      edge: "public",
      "app.kubernetes.io/name": "app",
      "app.kubernetes.io/component": "tools",
      "app.kubernetes.io/part-of": "palisade",
      "app.kubernetes.io/managed-by": "pulumi",
    });
  });
});

describe("annotations of a pod", () => {
  const annotations = (workload: WorkloadSpec) => renderPod(workload).metadata?.annotations ?? {};

  it("change with its ConfigMaps, and only with them", () => {
    const checksum = (data: string) =>
      annotations(workloadWith({ configMaps: [{ name: "app", data: { f: data } }] }))["palisade.dev/config-checksum"];
    expect(checksum("a")).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum("a")).toBe(checksum("a"));
    expect(checksum("a")).not.toBe(checksum("b"));
  });

  it("are absent without configuration or loosening", () => {
    expect(renderPod(workloadWith({ configMaps: undefined })).metadata).not.toHaveProperty("annotations");
  });

  it("give the reason of every loosening where a reviewer sees it", () => {
    const workload = {
      ...loosenedWith({ privileged: true }),
      volumes: [
        ...(goodWorkload.volumes ?? []),
        { kind: "hostPath" as const, name: "pods", path: "/pods", type: "Directory" as const, ...WHY },
      ],
      podAnnotations: { note: "kept" },
    };
    const reason = "the node's kernel log is read (docs/adr/0006-hardened-workload.md)";
    expect(annotations(workload)).toMatchObject({
      note: "kept",
      "palisade.dev/loosened-container-app": reason,
      "palisade.dev/loosened-host-path-pods": reason,
    });
  });
});

describe("spread of replicas", () => {
  const selector = { labelSelector: { matchLabels: { "app.kubernetes.io/name": "app" } } };

  it("puts two replicas on two nodes, and in two zones where there are two", () => {
    const common = { maxSkew: 1, ...selector, nodeTaintsPolicy: "Honor", matchLabelKeys: ["pod-template-hash"] };
    expect(spec()?.topologySpreadConstraints).toEqual([
      { topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "ScheduleAnyway", ...common },
      { topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "DoNotSchedule", ...common },
    ]);
    expect(spec()?.affinity).toEqual({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: "kubernetes.io/hostname", ...selector } },
        ],
      },
    });
  });

  it("counts old and new pods of a StatefulSet together: it has no template hash", () => {
    const controller = { kind: "StatefulSet" as const, replicas: 3, serviceName: "app" };
    expect(spec({ controller })?.topologySpreadConstraints?.[0]).not.toHaveProperty("matchLabelKeys");
  });

  it.each([
    { controller: { kind: "Deployment" as const, replicas: 1 } },
    { controller: { kind: "Job" as const, backoffLimit: 1 } },
  ])("is left out for $controller", ({ controller }) => {
    expect(spec({ controller })).not.toHaveProperty("topologySpreadConstraints");
    expect(spec({ controller })).not.toHaveProperty("affinity");
  });

  it("[D-27] keeps the pods of a DaemonSet off Fargate, where they would wait for ever, and on every other node", () => {
    const daemon = spec({ controller: { kind: "DaemonSet" } });
    expect(daemon).not.toHaveProperty("topologySpreadConstraints");
    expect(daemon?.affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: "eks.amazonaws.com/compute-type", operator: "NotIn", values: ["fargate"] }] },
          ],
        },
      },
    });
  });

  it("counts the most replicas an autoscaler may make", () => {
    const replicas = { min: 1, max: 2, targetCpuPercent: 70 };
    expect(spec({ controller: { kind: "Deployment", replicas } })).toHaveProperty("topologySpreadConstraints");
  });
});
