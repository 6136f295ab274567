import { describe, expect, it } from "vitest";
import { renderContainer } from "../../../components/workload/renderContainer.ts";
import type { ContainerSpec, ProbeSpec, WorkloadSpec } from "../../../components/workload/spec.ts";
import { API_ACCESS, DIGEST, goodContainer, goodWorkload, IDENTITY, IMAGE, workloadWith } from "./fixture.ts";

const render = (change: Partial<ContainerSpec> = {}, workload: WorkloadSpec = goodWorkload) =>
  renderContainer({ ...goodContainer, ...change }, workload);

describe("a container", () => {
  it("names its image by digest, its port with a protocol, and only the mounts of the spec", () => {
    expect(render()).toMatchObject({
      name: "app",
      image: `registry.internal/team/app:1.2.3@${DIGEST}`,
      imagePullPolicy: "IfNotPresent",
      env: [{ name: "LEVEL", value: "info" }],
      ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
      volumeMounts: [
        { name: "tmp", mountPath: "/tmp", readOnly: false },
        { name: "config", mountPath: "/etc/app", readOnly: true },
      ],
    });
  });

  it("leaves out what the spec does not say", () => {
    expect(Object.keys(render()).sort()).toEqual(
      [
        "env",
        "image",
        "imagePullPolicy",
        "livenessProbe",
        "name",
        "ports",
        "readinessProbe",
        "resources",
        "securityContext",
        "volumeMounts",
      ].sort(),
    );
  });

  it("pulls a tag each time, because it may have moved", () => {
    expect(render({ image: { ...IMAGE, digest: undefined } }).imagePullPolicy).toBe("Always");
  });

  it("bounds local storage too", () => {
    expect(render().resources).toEqual({
      requests: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "64Mi" },
      limits: { cpu: "1", memory: "128Mi", "ephemeral-storage": "128Mi" },
    });
    const ephemeralStorage = { request: "1Mi", limit: "2Mi" };
    expect(render({ resources: { ...goodContainer.resources, ephemeralStorage } }).resources?.limits).toMatchObject({
      "ephemeral-storage": "2Mi",
    });
  });

  it("takes variables from secrets and from the pod's own fields", () => {
    const env = [
      { name: "KEY", secret: { name: "app-secrets", key: "key" } },
      { name: "NODE", field: "spec.nodeName" },
    ];
    expect(render({ env }).env).toEqual([
      { name: "KEY", valueFrom: { secretKeyRef: { name: "app-secrets", key: "key" } } },
      { name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
    ]);
  });

  it.each<{ check: ProbeSpec["check"]; rendered: object }>([
    { check: { kind: "exec", command: ["/app", "health"] }, rendered: { exec: { command: ["/app", "health"] } } },
    { check: { kind: "http", path: "/h", port: "http" }, rendered: { httpGet: { path: "/h", port: "http" } } },
    {
      check: { kind: "http", path: "/h", port: "http", scheme: "HTTPS" },
      rendered: { httpGet: { path: "/h", port: "http", scheme: "HTTPS" } },
    },
    { check: { kind: "tcp", port: "http" }, rendered: { tcpSocket: { port: "http" } } },
    { check: { kind: "grpc", port: 8080 }, rendered: { grpc: { port: 8080 } } },
  ])("checks by $check.kind", ({ check, rendered }) => {
    expect(render({ startup: { check, periodSeconds: 7 } }).startupProbe).toEqual({ ...rendered, periodSeconds: 7 });
  });

  it("runs an init container as a sidecar when asked to", () => {
    expect(render({ sidecar: true }).restartPolicy).toBe("Always");
    expect(render()).not.toHaveProperty("restartPolicy");
  });

  it("keeps a sub path, a chosen mode and mount propagation of a mount", () => {
    const mounts = [
      { volume: "config", path: "/etc/app.yaml", subPath: "app.yaml", bidirectional: true as const, readOnly: false },
    ];
    expect(render({ mounts }).volumeMounts).toEqual([
      { name: "config", mountPath: "/etc/app.yaml", subPath: "app.yaml", readOnly: false, mountPropagation: "Bidirectional" },
    ]);
  });
});

describe("the SPIFFE Workload API", () => {
  const withIdentity = workloadWith({ identity: IDENTITY });
  const mount = { name: "spiffe-workload-api", mountPath: "/spiffe-workload-api", readOnly: true };
  const variable = { name: "SPIFFE_ENDPOINT_SOCKET", value: "unix:///spiffe-workload-api/spire-agent.sock" };

  it("is in the containers of a workload with an identity [P-35]", () => {
    const container = render({}, withIdentity);
    expect(container.volumeMounts).toContainEqual(mount);
    expect(container.env).toContainEqual(variable);
  });

  it("is in no container that declines it, and in none without an identity", () => {
    for (const container of [render({ workloadApi: false }, withIdentity), render()]) {
      expect(container.volumeMounts).not.toContainEqual(mount);
      expect(container.env).not.toContainEqual(variable);
    }
  });
});

describe("the ServiceAccount token", () => {
  const withAccess = workloadWith({ serviceAccount: { name: "app", apiAccess: API_ACCESS } });
  const mount = { name: "kube-api-access", mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true };

  it("is in the containers of a workload with access to the Kubernetes API, unless they decline it", () => {
    expect(render({}, withAccess).volumeMounts).toContainEqual(mount);
    expect(render({ apiToken: false }, withAccess).volumeMounts).not.toContainEqual(mount);
  });

  it("is in no container of a workload without that access", () => {
    expect(render().volumeMounts).not.toContainEqual(mount);
  });
});
