/** The files that the control plane reads. Pure. */
import { stringify } from "yaml";
import { CONTEXT } from "./spec.ts";

/**
 * Who did what to which object, without request bodies: those hold secrets. Reads by the control plane's own parts are
 * left out, so that the log is about people, workloads and Pulumi.
 */
export function auditPolicy(): string {
  return stringify({
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived"],
    rules: [
      { level: "None", users: ["system:apiserver", CONTROLLERS_USER], verbs: ["get", "list", "watch"] },
      { level: "None", resources: [{ group: "coordination.k8s.io", resources: ["leases"] }] },
      {
        level: "None",
        resources: [
          { group: "", resources: ["events"] },
          { group: "events.k8s.io", resources: ["events"] },
        ],
      },
      { level: "None", nonResourceURLs: ["/readyz*", "/livez*", "/healthz*", "/openapi/*", "/version"] },
      { level: "Metadata" },
    ],
  });
}

/** Whom the controllers, the scheduler and kwok act as. */
export const CONTROLLERS_USER = "palisade:controllers";

/** Secrets are encrypted with a key of this cluster; reading still accepts what was written before there was one. */
export function encryptionConfiguration(key: Uint8Array): string {
  return stringify({
    apiVersion: "apiserver.config.k8s.io/v1",
    kind: "EncryptionConfiguration",
    resources: [
      {
        resources: ["secrets"],
        providers: [{ secretbox: { keys: [{ name: "key1", secret: Buffer.from(key).toString("base64") }] } }, { identity: {} }],
      },
    ],
  });
}

export interface Credentials {
  readonly server: string;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

export function kubeconfig({ server, ca, certificate, key }: Credentials): string {
  const base64 = (pem: string): string => Buffer.from(pem).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": CONTEXT,
    contexts: [{ name: CONTEXT, context: { cluster: CONTEXT, user: CONTEXT } }],
    clusters: [{ name: CONTEXT, cluster: { server, "certificate-authority-data": base64(ca) } }],
    users: [{ name: CONTEXT, user: { "client-certificate-data": base64(certificate), "client-key-data": base64(key) } }],
  });
}
