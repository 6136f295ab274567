import { describe, expect, it } from "vitest";
import { agentConfig } from "../../../../../components/platform/identity/spire/agentConfig.ts";
import { kubeletAccess, kubeletResource } from "../../../../../components/platform/identity/spire/kubelet.ts";
import { type Change, PRODUCTION, spireContext } from "./fixture.ts";

const AGENT = {
  data_dir: "/run/spire/data",
  log_level: "INFO",
  log_format: "json",
  server_address: "spire-server-api.spire-server.svc",
  server_port: "8081",
  socket_path: "/run/spire/agent-sockets/spire-agent.sock",
  trust_domain: "example.org",
  trust_bundle_path: "/run/spire/bundle/bundle.crt",
  trust_bundle_format: "pem",
};

const PSAT = { k8s_psat: { plugin_data: { cluster: "example", token_path: "/var/run/secrets/tokens/spire-agent" } } };

const CLUSTER_CA = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt";

describe("agent.conf", () => {
  it("proves its node by a token for the server alone, keeps keys in memory and verifies its kubelet [P-16] [P-93]", () => {
    expect(agentConfig(spireContext())).toEqual({
      agent: AGENT,
      plugins: {
        NodeAttestor: [PSAT],
        KeyManager: [{ memory: { plugin_data: {} } }],
        WorkloadAttestor: [
          {
            k8s: {
              plugin_data: {
                node_name_env: "KUBELET_ADDRESS",
                kubelet_secure_port: 10250,
                skip_kubelet_verification: false,
                kubelet_ca_path: CLUSTER_CA,
              },
            },
          },
        ],
      },
      health_checks: {
        listener_enabled: true,
        bind_address: "0.0.0.0",
        bind_port: "9982",
        live_path: "/live",
        ready_path: "/ready",
      },
    });
  });

  it.each([
    ["skip", { skip_kubelet_verification: true }],
    ["apiServerCA", { skip_kubelet_verification: false, kubelet_ca_path: CLUSTER_CA }],
    ["hostCert", { skip_kubelet_verification: false, kubelet_ca_path: "/run/kubelet/kubelet.crt" }],
  ])("verifies the kubelet by %s", (kubeletVerification, expected) => {
    const file = agentConfig(spireContext({ identity: { kubeletVerification } }));
    expect(file.plugins["WorkloadAttestor"]).toEqual([
      { k8s: { plugin_data: { node_name_env: "KUBELET_ADDRESS", kubelet_secure_port: 10250, ...expected } } },
    ]);
  });

  it("joins by a token that is not in the file, and verifies the server all the same [P-56]", () => {
    const file = agentConfig(spireContext({ profile: "local", identity: { nodeAttestation: "join_token" } }));
    expect(file.agent).toEqual({ ...AGENT, join_token: "${JOIN_TOKEN}" });
    expect(file.plugins["NodeAttestor"]).toEqual([{ join_token: { plugin_data: {} } }]);
  });

  it("serves metrics where a Prometheus is declared", () => {
    expect(agentConfig(spireContext({ prometheus: true })).telemetry).toEqual({ Prometheus: { host: "0.0.0.0", port: 9988 } });
    expect(agentConfig(spireContext()).telemetry).toBeUndefined();
  });

  it.each<[string, Change]>([
    ["k8s_psat", {}],
    ["join_token", { profile: "local", identity: { nodeAttestation: "join_token" } }],
    ["skip", { profile: "local", identity: { kubeletVerification: "skip" } }],
    ["production", PRODUCTION],
  ])("never trusts the first server it meets: %s", (_, change) => {
    expect(JSON.stringify(agentConfig(spireContext(change)))).not.toContain("insecure_bootstrap");
  });
});

describe("the kubelet", () => {
  it("is reached by address, or by name where its certificate has only that", () => {
    const address = (kubeletVerification: string): unknown =>
      kubeletAccess(spireContext({ identity: { kubeletVerification } }).identity).addressField;
    expect([address("skip"), address("apiServerCA"), address("hostCert")]).toEqual([
      "status.hostIP",
      "status.hostIP",
      "spec.nodeName",
    ]);
  });

  it.each([
    ["1.33", "nodes/proxy"],
    ["1.35", "nodes/proxy"],
    ["1.36", "nodes/pods"],
    ["1.40", "nodes/pods"],
  ])("is read by the narrowest resource that every kubelet of a %s cluster knows", (version, resource) => {
    expect(kubeletResource(version)).toBe(resource);
  });
});
