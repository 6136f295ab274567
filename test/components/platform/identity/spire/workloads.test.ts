import { describe, expect, it } from "vitest";
import { renderWorkload } from "../../../../../components/workload/renderWorkload.ts";
import type { ContainerSpec, WorkloadSpec } from "../../../../../components/workload/spec.ts";
import { validateWorkload } from "../../../../../components/workload/validateWorkload.ts";
import { WORKLOAD_API_SOCKET } from "../../../../../components/workload/renderContainer.ts";
import { AGENT_SOCKET, CSI_DRIVER } from "../../../../../components/platform/identity/spire/layout.ts";
import { spireWorkloads } from "../../../../../components/platform/identity/spire/workloads.ts";
import { type Change, POSTGRES, PRODUCTION, spireContext, VAULT } from "./fixture.ts";

const JOIN_TOKEN: Change = { profile: "local", identity: { nodeAttestation: "join_token", kubeletVerification: "skip" } };

const VARIANTS: readonly (readonly [string, Change])[] = [
  ["dev", {}],
  ["production", PRODUCTION],
  ["join_token [P-56]", JOIN_TOKEN],
  ["hostCert", { identity: { kubeletVerification: "hostCert" } }],
];

function workload(name: string, change: Change = {}): WorkloadSpec {
  const found = spireWorkloads(spireContext(change)).find((spec) => spec.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

function container(spec: WorkloadSpec, name: string): ContainerSpec {
  const found = spec.containers.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

const levels: Readonly<Record<string, "restricted" | "privileged">> = {
  "spire-server": "restricted",
  "spire-system": "privileged",
};

describe("every workload of SPIRE", () => {
  it.each(VARIANTS)("holds to the hardening of its namespace: %s", (_, change) => {
    const rules = { digestsRequired: true, podSecurityLevel: (namespace: string) => levels[namespace] };
    expect(spireWorkloads(spireContext(change)).flatMap((spec) => validateWorkload(spec, rules))).toEqual([]);
  });

  it("is one StatefulSet away from the nodes and two DaemonSets on them [P-15] [P-16]", () => {
    const kinds = spireWorkloads(spireContext()).map(
      ({ namespace, name, controller }) => `${controller.kind} ${namespace}/${name}`,
    );
    expect(kinds).toEqual([
      "StatefulSet spire-server/spire-server",
      "DaemonSet spire-system/spire-agent",
      "DaemonSet spire-system/spiffe-csi-driver",
    ]);
  });

  it("is one more than a node can do without: system priority, and nodes with taints too", () => {
    const specs = spireWorkloads(spireContext());
    expect(specs.map(({ priorityClassName }) => priorityClassName)).toEqual([
      "system-cluster-critical",
      "system-node-critical",
      "system-node-critical",
    ]);
    expect(specs.map(({ tolerations }) => tolerations)).toEqual([undefined, [{ operator: "Exists" }], [{ operator: "Exists" }]]);
  });

  it("is planned alike on every cloud [P-93]", () => {
    const gke = spireWorkloads(spireContext({ cluster: { flavour: "gke" } }));
    expect(gke).toEqual(spireWorkloads(spireContext({ cluster: { flavour: "eks" } })));
  });

  it("is never on the host's network", () => {
    expect(VARIANTS.flatMap(([, change]) => spireWorkloads(spireContext(change))).filter(({ host }) => host?.network)).toEqual(
      [],
    );
  });

  it("pulls with the stack's secrets", () => {
    const specs = spireWorkloads({ ...spireContext(), imagePullSecrets: ["mirror"] });
    expect(specs.map(({ imagePullSecrets }) => imagePullSecrets)).toEqual([["mirror"], ["mirror"], ["mirror"]]);
  });
});

describe("the server [P-15]", () => {
  it("needs nothing of the node", () => {
    const spec = workload("spire-server");
    expect(spec.host).toBeUndefined();
    expect(spec.volumes?.filter(({ kind }) => kind === "hostPath")).toEqual([]);
    expect(spec.containers.filter(({ loosened }) => loosened !== undefined)).toEqual([]);
    expect(spec.shareProcessNamespace).toBeUndefined();
  });

  it("shares its private socket with the controller-manager and nobody else", () => {
    const spec = workload("spire-server");
    const mounts = spec.containers.map(({ name, mounts: all }) => [name, all?.find(({ volume }) => volume === "server-socket")]);
    expect(mounts).toEqual([
      ["spire-server", { volume: "server-socket", path: "/tmp/spire-server/private" }],
      ["spire-controller-manager", { volume: "server-socket", path: "/tmp/spire-server/private", readOnly: true }],
    ]);
    expect(spec.user).toEqual({ uid: 1000, gid: 1000 });
  });

  it("is probed over HTTP, because its image has no shell", () => {
    const spec = workload("spire-server");
    const checks = spec.containers.map(({ liveness, readiness }) => [liveness?.check, readiness?.check]);
    expect(checks).toEqual([
      [
        { kind: "http", path: "/live", port: "health" },
        { kind: "http", path: "/ready", port: "health" },
      ],
      [
        { kind: "http", path: "/healthz", port: "manager-health" },
        { kind: "http", path: "/readyz", port: "manager-health" },
      ],
    ]);
  });

  it("is called by Services for the pods, the agents and the webhook", () => {
    expect(workload("spire-server").services).toEqual([
      { name: "spire-server", type: "Headless", ports: [{ name: "grpc", port: 8081, targetPort: "grpc" }] },
      { name: "spire-server-api", ports: [{ name: "grpc", port: 8081, targetPort: "grpc" }] },
      { name: "spire-controller-manager-webhook", ports: [{ name: "https", port: 443, targetPort: "webhook" }] },
    ]);
  });

  it.each<[string, Change, unknown]>([
    ["sqlite and keys", {}, [{ name: "data", size: "1Gi" }]],
    ["keys alone", { identity: { datastore: POSTGRES } }, [{ name: "data", size: "128Mi" }]],
    [
      "sqlite alone",
      { identity: { keyManager: VAULT, datastore: { kind: "sqlite", size: "5Gi" } } },
      [{ name: "data", size: "5Gi" }],
    ],
    ["the class of the cluster", { cluster: { storageClass: "gp3" } }, [{ name: "data", size: "1Gi", storageClass: "gp3" }]],
    ["nothing", PRODUCTION, undefined],
  ])("keeps on a volume: %s", (_, change, claims) => {
    const { controller } = workload("spire-server", change);
    expect(controller.kind === "StatefulSet" ? controller.claims : "none").toEqual(claims);
  });

  it("gets its password from a Secret, its name from its pod and a token for Vault in production", () => {
    const spec = workload("spire-server", PRODUCTION);
    const server = container(spec, "spire-server");
    expect(server.args).toEqual(["-expandEnv", "-config", "/run/spire/config/server.conf"]);
    expect(server.env).toEqual([
      { name: "DATABASE_PASSWORD", secret: { name: "spire-database", key: "password" } },
      { name: "POD_NAME", field: "metadata.name" },
    ]);
    expect(spec.volumes).toContainEqual({
      kind: "token",
      name: "vault-token",
      audience: "vault",
      path: "vault",
      expirationSeconds: 3600,
    });
    expect(spec.controller).toMatchObject({ replicas: 3 });
  });

  it("expands nothing without a variable", () => {
    expect(container(workload("spire-server"), "spire-server").args).toEqual(["-config", "/run/spire/config/server.conf"]);
  });

  it("opens the metrics port only for a declared Prometheus", () => {
    const ports = (change: Change): unknown =>
      container(workload("spire-server", change), "spire-server").ports?.map(({ name }) => name);
    expect([ports({}), ports({ prometheus: true })]).toEqual([
      ["grpc", "health"],
      ["grpc", "health", "metrics"],
    ]);
  });

  it("says why it has access in the manifest", () => {
    expect(renderWorkload(workload("spire-server")).clusterRole?.metadata).toMatchObject({
      name: "spire-server-spire-server",
      annotations: {
        "palisade.dev/loosened-api-access":
          "The server reviews the tokens of agents and publishes its bundle; the controller-manager follows pods and registrations. (ADR 0007)",
      },
    });
  });
});

describe("the agent [P-16]", () => {
  it("is root without a capability, in the process namespace of the node, with one writable path", () => {
    const spec = workload("spire-agent");
    expect(spec.host).toEqual({
      pid: true,
      reason: "The agent reads the cgroup of the process that calls it, by the process id of the node.",
      reference: "https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_agent_workloadattestor_k8s.md",
    });
    const pod = renderWorkload(spec).controller.spec?.template.spec;
    expect(pod?.containers[0]?.securityContext).toEqual({
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: false,
      runAsUser: 0,
      runAsGroup: 0,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(spec.volumes?.filter(({ kind }) => kind === "hostPath")).toEqual([
      {
        kind: "hostPath",
        name: "agent-sockets",
        path: "/run/spire/agent-sockets",
        type: "DirectoryOrCreate",
        reason: "The Workload API socket must outlive the agent's pod, because workloads keep it mounted.",
        reference: "https://github.com/spiffe/spiffe-csi/blob/main/README.md",
      },
    ]);
  });

  it("proves its node by a token that only the server accepts", () => {
    expect(workload("spire-agent").volumes).toContainEqual({
      kind: "token",
      name: "agent-token",
      audience: "spire-server",
      path: "spire-agent",
      expirationSeconds: 3600,
    });
  });

  it("waits for the bundle rather than trust a server without it", () => {
    expect(workload("spire-agent").volumes).toContainEqual({ kind: "config", name: "bundle", configMap: "spire-bundle" });
  });

  it("joins by the token of a Secret, without a token of its own [P-56]", () => {
    const spec = workload("spire-agent", JOIN_TOKEN);
    const agent = container(spec, "spire-agent");
    expect(agent.args).toEqual(["-expandEnv", "-config", "/run/spire/config/agent.conf"]);
    expect(agent.env).toEqual([
      { name: "KUBELET_ADDRESS", field: "status.hostIP" },
      { name: "JOIN_TOKEN", secret: { name: "spire-join-token", key: "token" } },
    ]);
    expect(spec.volumes?.map(({ name }) => name)).not.toContain("agent-token");
  });

  it("reads the kubelet's certificate, and not the keys beside it, where kubelets sign their own", () => {
    const spec = workload("spire-agent", { identity: { kubeletVerification: "hostCert" } });
    expect(spec.volumes?.at(-1)).toMatchObject({ kind: "hostPath", path: "/var/lib/kubelet/pki", type: "Directory" });
    expect(container(spec, "spire-agent").mounts?.at(-1)).toEqual({
      volume: "kubelet-pki",
      path: "/run/kubelet/kubelet.crt",
      subPath: "kubelet.crt",
    });
    expect(container(spec, "spire-agent").env).toEqual([{ name: "KUBELET_ADDRESS", field: "spec.nodeName" }]);
  });
});

describe("the CSI driver [P-35]", () => {
  const spec = workload("spiffe-csi-driver");

  it("serves the volume and the socket that every workload with an identity mounts", () => {
    const identity = { path: "/ns/tools/sa/demo", dnsNames: [], federatesWith: [] };
    const demo = { ...workload("spire-server"), identity };
    const volumes = renderWorkload(demo).controller.spec?.template.spec?.volumes;
    expect(volumes).toContainEqual({ name: "spiffe-workload-api", csi: { driver: CSI_DRIVER, readOnly: true } });
    expect(WORKLOAD_API_SOCKET.split("/").at(-1)).toBe(AGENT_SOCKET.split("/").at(-1));
  });

  it("is privileged for mounts alone, and has no access to the API", () => {
    expect(spec.containers.map(({ name, loosened }) => [name, loosened?.privileged, loosened?.runAsUser])).toEqual([
      ["spiffe-csi-driver", true, 0],
      ["node-driver-registrar", undefined, 0],
    ]);
    expect(container(spec, "spiffe-csi-driver").mounts?.filter(({ bidirectional }) => bidirectional)).toEqual([
      { volume: "pods", path: "/var/lib/kubelet/pods", readOnly: false, bidirectional: true },
    ]);
    expect(spec.serviceAccount).toEqual({ name: "spiffe-csi-driver" });
  });

  it("mounts the directory in which the agent makes its socket, which it cannot write", () => {
    const mount = container(spec, "spiffe-csi-driver").mounts?.find(({ volume }) => volume === "agent-sockets");
    expect(mount).toEqual({ volume: "agent-sockets", path: "/spire-agent-socket" });
    const path = (name: string): unknown => workload(name).volumes?.find((volume) => volume.name === "agent-sockets");
    expect(path("spiffe-csi-driver")).toMatchObject({ path: "/run/spire/agent-sockets" });
    expect(path("spire-agent")).toMatchObject({ path: "/run/spire/agent-sockets" });
  });

  it("gives a reason for every path of the node", () => {
    const paths = spec.volumes?.map((volume) => (volume.kind === "hostPath" ? [volume.path, volume.reason] : volume));
    expect(paths).toEqual([
      ["/run/spire/agent-sockets", "The driver mounts the agent's socket directory into pods."],
      ["/var/lib/kubelet/plugins/csi.spiffe.io", "The kubelet calls the driver over a socket in its plug-in directory."],
      ["/var/lib/kubelet/pods", "The volumes of every pod are made under this directory."],
      ["/var/lib/kubelet/plugins_registry", "The kubelet finds drivers by the sockets in this directory."],
    ]);
  });

  it("starts with the flags of the driver and its registrar", () => {
    expect(spec.containers.map(({ args }) => args)).toEqual([
      [
        "-workload-api-socket-dir",
        "/spire-agent-socket",
        "-plugin-name",
        "csi.spiffe.io",
        "-csi-socket-path",
        "/spiffe-csi/csi.sock",
      ],
      [
        "--csi-address=/spiffe-csi/csi.sock",
        "--kubelet-registration-path=/var/lib/kubelet/plugins/csi.spiffe.io/csi.sock",
        "--http-endpoint=:9809",
      ],
    ]);
  });
});
