import { describe, expect, it } from "vitest";
import {
  bundleConfigMap,
  csiDriver,
  registrationWebhook,
} from "../../../../../components/platform/identity/spire/clusterObjects.ts";
import { PORTS } from "../../../../../components/platform/identity/spire/layout.ts";
import { serverWorkload } from "../../../../../components/platform/identity/spire/serverWorkload.ts";
import { spireContext } from "./fixture.ts";

describe("objects of the cluster", () => {
  it("offer the Workload API as an inline volume that knows its pod", () => {
    expect(csiDriver()).toMatchObject({
      metadata: { name: "csi.spiffe.io" },
      spec: { attachRequired: false, podInfoOnMount: true, fsGroupPolicy: "None", volumeLifecycleModes: ["Ephemeral"] },
    });
  });

  it("leave the bundle to the server", () => {
    expect(bundleConfigMap()).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: "spire-bundle",
        namespace: "spire-system",
        labels: {
          "app.kubernetes.io/name": "spire-server",
          "app.kubernetes.io/component": "identity",
          "app.kubernetes.io/part-of": "palisade",
          "app.kubernetes.io/managed-by": "pulumi",
        },
      },
    });
  });

  it("check every registration before it is stored, and store none unchecked", () => {
    const webhook = (kind: string): unknown => ({
      name: `v${kind}.kb.io`,
      admissionReviewVersions: ["v1"],
      sideEffects: "None",
      failurePolicy: "Fail",
      matchPolicy: "Equivalent",
      timeoutSeconds: 5,
      clientConfig: {
        service: {
          name: "spire-controller-manager-webhook",
          namespace: "spire-server",
          path: `/validate-spire-spiffe-io-v1alpha1-${kind}`,
          port: 443,
        },
      },
      rules: [
        {
          apiGroups: ["spire.spiffe.io"],
          apiVersions: ["v1alpha1"],
          operations: ["CREATE", "UPDATE"],
          resources: [`${kind}s`],
          scope: "Cluster",
        },
      ],
    });
    expect(registrationWebhook().webhooks).toEqual([webhook("clusterfederatedtrustdomain"), webhook("clusterspiffeid")]);
  });

  it("send the webhook to the port the controller-manager serves", () => {
    const server = serverWorkload(spireContext());
    const service = server.services?.find(({ name }) => name === "spire-controller-manager-webhook");
    const port = server.containers.flatMap(({ ports }) => ports ?? []).find(({ name }) => name === service?.ports[0]?.targetPort);
    expect(port?.port).toBe(PORTS.webhook);
  });
});
