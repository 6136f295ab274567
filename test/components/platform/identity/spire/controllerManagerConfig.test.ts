import { describe, expect, it } from "vitest";
import { controllerManagerConfig } from "../../../../../components/platform/identity/spire/controllerManagerConfig.ts";
import { spireContext } from "./fixture.ts";

describe("controller-manager-config.yaml", () => {
  it("acts on our class only, leads by lease and serves the webhook it keeps current", () => {
    expect(controllerManagerConfig(spireContext())).toEqual({
      apiVersion: "spire.spiffe.io/v1alpha1",
      kind: "ControllerManagerConfig",
      metadata: { name: "spire-controller-manager", namespace: "spire-server" },
      metrics: { bindAddress: "0" },
      health: { healthProbeBindAddress: "0.0.0.0:8083" },
      leaderElection: {
        leaderElect: true,
        resourceLock: "leases",
        resourceName: "spire-controller-manager",
        resourceNamespace: "spire-server",
      },
      clusterName: "example",
      trustDomain: "example.org",
      className: "palisade",
      watchClassless: false,
      ignoreNamespaces: ["^kube-system$", "^kube-public$", "^kube-node-lease$", "^spire-server$", "^spire-system$"],
      validatingWebhookConfigurationName: "spire-controller-manager-webhook",
      gcInterval: 10_000_000_000,
      spireServerSocketPath: "/tmp/spire-server/private/api.sock",
      parentIDTemplate: "spiffe://{{ .TrustDomain }}/spire/agent/k8s_psat/{{ .ClusterName }}/{{ .NodeMeta.UID }}",
      logLevel: "info",
    });
  });

  it("registers every pod under the one node that joined by token [P-56]", () => {
    const config = controllerManagerConfig(spireContext({ identity: { nodeAttestation: "join_token" } }));
    expect(config.parentIDTemplate).toBe("spiffe://example.org/agent/example");
  });
});
