import { describe, expect, test } from "vitest";
import type { Profile } from "../../../../components/config/profiles.ts";
import { loadBundle } from "../../../../components/services/gateway/bundle.ts";
import { gatewayWorkloads } from "../../../../components/services/gateway/workloads.ts";
import { renderPod } from "../../../../components/workload/renderPod.ts";
import { renderWorkload } from "../../../../components/workload/renderWorkload.ts";
import type { WorkloadSpec } from "../../../../components/workload/spec.ts";
import { hardeningProblems } from "../../../../components/workload/validateHardening.ts";
import { structureProblems } from "../../../../components/workload/validateStructure.ts";
import { LOCAL, OAUTH, contextWith, type Change } from "./context.ts";

const bundle = loadBundle("components/services/gateway/bundle");

function workloads(change: Change = {}): readonly [WorkloadSpec, WorkloadSpec] {
  const [gateway, control] = gatewayWorkloads(contextWith(change), bundle);
  if (gateway === undefined || control === undefined) throw new Error("a workload is missing");
  return [gateway, control];
}

const PUBLIC: Change = { gateway: { expose: { kind: "ingressController" }, oauth: OAUTH }, ingressController: true };
const ports = (workload: WorkloadSpec): readonly string[] =>
  workload.containers.flatMap((container) => (container.ports ?? []).map(({ name, port }) => `${name} ${port}`));
const rules = { digestsRequired: true, podSecurityLevel: () => "restricted" as const };

describe("the gateway pod as rendered", () => {
  const { spec } = renderPod(workloads()[0]);
  const containers = spec?.containers ?? [];

  test("runs as the image's user, not as root [P-45]", () => {
    expect(spec?.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 });
    expect(containers.map((container) => container.securityContext?.runAsUser ?? 65532)).toEqual([65532, 65532]);
  });

  test("has a read-only root file system [P-46], no capability [P-47] and the runtime's seccomp profile [P-48]", () => {
    expect(containers.map((container) => container.name)).toEqual(["precinct-gateway", "spiffe-egress"]);
    for (const { securityContext } of containers) {
      expect(securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ["ALL"] },
        seccompProfile: { type: "RuntimeDefault" },
      });
    }
  });

  test("takes its identity from the CSI driver [P-35] and no token of the API server", () => {
    expect(spec?.automountServiceAccountToken).toBe(false);
    expect(spec?.volumes?.flatMap((volume) => volume.csi?.driver ?? [])).toEqual(["csi.spiffe.io"]);
    expect(spec?.volumes?.flatMap((volume) => volume.hostPath ?? [])).toEqual([]);
  });

  test("reads the signing key from the Secret, and nothing secret from a manifest", () => {
    const env = containers[0]?.env ?? [];
    expect(env.filter(({ valueFrom }) => valueFrom !== undefined)).toEqual([
      {
        name: "APPROVAL_SIGNING_KEY",
        valueFrom: { secretKeyRef: { name: "gateway-runtime-secrets", key: "approval_signing_key" } },
      },
    ]);
  });

  test("asks its own binary for health, because the mTLS port answers no kubelet", () => {
    expect(containers[0]?.livenessProbe).toEqual({
      exec: { command: ["/app/gateway", "health"] },
      initialDelaySeconds: 10,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    });
    expect(containers[0]?.readinessProbe).toMatchObject({
      initialDelaySeconds: 5,
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
    });
  });

  test("writes to the audit volume and /tmp only", () => {
    const writable = containers[0]?.volumeMounts?.filter((mount) => mount.readOnly === false).map((mount) => mount.mountPath);
    expect(writable).toEqual(["/var/log/gateway", "/tmp"]);
    expect(spec?.volumes?.filter((volume) => volume.emptyDir !== undefined)).toEqual([
      { name: "audit", emptyDir: { sizeLimit: "5Gi" } },
      { name: "tmp", emptyDir: { sizeLimit: "50Mi" } },
    ]);
    expect(containers[0]?.resources?.limits).toMatchObject({ "ephemeral-storage": "5Gi" });
  });

  test("mounts the bundle as whole directories, and rolls when it changes", () => {
    const mounts = containers[0]?.volumeMounts?.filter(({ mountPath }) => mountPath.startsWith("/config"));
    expect(mounts).toEqual([
      { name: "policies", mountPath: "/config/opa", readOnly: true },
      { name: "files", mountPath: "/config/files", readOnly: true },
    ]);
    const changed = new Map([...bundle, ["destinations.yaml", Buffer.from("allowed_destinations: []\n")]]);
    const [other] = gatewayWorkloads(contextWith(), changed);
    expect(other && renderPod(other).metadata?.annotations).not.toEqual(renderPod(workloads()[0]).metadata?.annotations);
  });
});

describe("the two planes", () => {
  test("are one image, two binaries, two identities and two ServiceAccounts", () => {
    const [gateway, control] = workloads();
    expect(
      [gateway, control].map((each) => [each.containers[0]?.command, each.identity?.path, each.serviceAccount.name]),
    ).toEqual([
      [["/app/gateway"], "/ns/gateway/sa/precinct-gateway", "precinct-gateway"],
      [["/app/precinct-control"], "/ns/gateway/sa/precinct-control", "precinct-control"],
    ]);
    expect(gateway.containers[0]?.image).toEqual(control.containers[0]?.image);
  });

  test.each(Object.entries({ prod: {}, public: PUBLIC, local: LOCAL }))("are valid and hardened: %s", (_, change) => {
    const all = workloads(change);
    expect(all.flatMap((workload) => [...structureProblems(workload), ...hardeningProblems(workload, rules)])).toEqual([]);
  });

  test("have a disruption budget from two replicas on", () => {
    expect(workloads().map((workload) => renderWorkload(workload).disruptionBudget?.spec?.maxUnavailable)).toEqual([1, 1]);
    expect(workloads(LOCAL).map((workload) => renderWorkload(workload).disruptionBudget)).toEqual([undefined, undefined]);
  });

  test("grow with the profile [P-66]", () => {
    const sizes = (["local", "dev", "staging", "prod"] as const satisfies readonly Profile[]).map((profile) => {
      const { requests, limits } = workloads({ profile })[0].containers[0]?.resources ?? {};
      return [requests?.cpu, requests?.memory, limits?.cpu, limits?.memory].join(" ");
    });
    expect(sizes).toEqual(["50m 64Mi 200m 128Mi", "50m 64Mi 200m 128Mi", "100m 128Mi 500m 256Mi", "250m 256Mi 1 512Mi"]);
  });
});

describe("the ports", () => {
  test("in prod: SPIFFE mTLS and the proxy's health, nothing public", () => {
    expect(workloads().map(ports)).toEqual([
      ["spiffe 9443", "egress-health 15022"],
      ["spiffe 9443", "egress-health 15022"],
    ]);
  });

  test("with OAuth: the public listener, on the gateway alone", () => {
    expect(workloads(PUBLIC).map(ports)).toEqual([
      ["spiffe 9443", "http 9090", "egress-health 15022"],
      ["spiffe 9443", "egress-health 15022"],
    ]);
    expect(workloads(PUBLIC).map((workload) => workload.podLabels)).toEqual([{ "precinct.io/public-edge": "true" }, undefined]);
  });

  test("on a local stack: node ports in a Service of their own [P-57]", () => {
    expect(
      workloads(LOCAL).map((workload) => workload.services?.map((service) => [service.name, service.type, service.ports])),
    ).toEqual(
      [
        ["precinct-gateway", 30090],
        ["precinct-control", 30091],
      ].map(([name, nodePort]) => [
        [name, undefined, [{ name: "http", port: 9090, targetPort: "http" }]],
        [
          `${String(name)}-node`,
          {
            nodePort: {
              reason: "A developer's machine has no other way into a local cluster.",
              reference: "palisade:gateway.expose",
            },
          },
          [{ name: "http", port: 9090, targetPort: "http", nodePort }],
        ],
      ]),
    );
  });

  test("without node ports every Service is internal", () => {
    expect(
      workloads(PUBLIC)
        .flatMap((workload) => workload.services ?? [])
        .map(({ name, type }) => [name, type]),
    ).toEqual([
      ["precinct-gateway", undefined],
      ["precinct-control", undefined],
    ]);
  });
});

describe("the egress proxy", () => {
  const upstreamsOf = (workload: WorkloadSpec): readonly string[] => {
    const config = workload.configMaps?.find(({ name }) => name.endsWith("-spiffe-egress"))?.data["envoy.json"] ?? "";
    return [...config.matchAll(/"exact": "(spiffe:[^"]+)"/g)].map((match) => match[1] ?? "");
  };

  test("in prod carries telemetry, to the collector's identity only [P-39]", () => {
    expect(workloads().map(upstreamsOf)).toEqual([
      ["spiffe://agents.internal/ns/observability/sa/otel-collector"],
      ["spiffe://agents.internal/ns/observability/sa/otel-collector"],
    ]);
  });

  test("in dev mode carries every edge, each to one identity", () => {
    expect(upstreamsOf(workloads(LOCAL)[0])).toEqual([
      "spiffe://agents.internal/ns/observability/sa/otel-collector",
      "spiffe://agents.internal/ns/tools/sa/s3-mcp-tool",
      "spiffe://agents.internal/ns/data/sa/valkey",
    ]);
  });
});
