import type { IValidatingWebhook, IValidatingWebhookConfiguration } from "kubernetes-models/admissionregistration.k8s.io/v1";
import type { ICSIDriver } from "kubernetes-models/storage.k8s.io/v1";
import type { IConfigMap } from "kubernetes-models/v1";
import { standardLabels } from "../../../shared/labels.ts";
import {
  AGENT_NAMESPACE,
  BUNDLE,
  COMPONENT,
  CONTROLLER_MANAGER,
  CSI,
  CSI_DRIVER,
  SERVER,
  SERVER_NAMESPACE,
  WEBHOOK_CONFIGURATION,
  WEBHOOK_SERVICE,
} from "./layout.ts";

/**
 * The ConfigMap that the server publishes its bundle to. It is made empty, so that the server needs no right to create one;
 * its contents are the server's.
 */
export function bundleConfigMap(): IConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: BUNDLE.configMap, namespace: AGENT_NAMESPACE, labels: { ...standardLabels(SERVER, COMPONENT) } },
  };
}

/** Source: https://github.com/spiffe/spiffe-csi/blob/main/README.md */
export function csiDriver(): ICSIDriver {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "CSIDriver",
    metadata: { name: CSI_DRIVER, labels: { ...standardLabels(CSI, COMPONENT) } },
    spec: {
      attachRequired: false,
      // Without pod information the driver cannot tell whose mount it makes.
      podInfoOnMount: true,
      fsGroupPolicy: "None",
      volumeLifecycleModes: ["Ephemeral"],
    },
  };
}

/**
 * Validation of registrations. `Fail`, because a registration that nobody checked could give a pod another pod's name; a server
 * that is down stops changes of registrations, never a running workload. The controller-manager fills in the CA bundle.
 */
export function registrationWebhook(): IValidatingWebhookConfiguration {
  return {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    metadata: { name: WEBHOOK_CONFIGURATION, labels: { ...standardLabels(CONTROLLER_MANAGER, COMPONENT) } },
    webhooks: ["clusterfederatedtrustdomain", "clusterspiffeid"].map(webhook),
  };
}

/** Where the controller-manager writes; not ours to compare. */
export const WEBHOOK_CA_BUNDLES = ["webhooks[*].clientConfig.caBundle"];

function webhook(kind: string): IValidatingWebhook {
  return {
    name: `v${kind}.kb.io`,
    admissionReviewVersions: ["v1"],
    sideEffects: "None",
    failurePolicy: "Fail",
    matchPolicy: "Equivalent",
    timeoutSeconds: 5,
    clientConfig: {
      service: {
        name: WEBHOOK_SERVICE,
        namespace: SERVER_NAMESPACE,
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
  };
}
