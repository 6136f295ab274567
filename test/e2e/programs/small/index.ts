/** A few objects on which faults are tried; the configuration says which of them are there. */
import { Config } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace.js";
import { Pod } from "@pulumi/kubernetes/core/v1/pod.js";
import { Provider } from "@pulumi/kubernetes/provider.js";

const config = new Config();
const provider = new Provider("cluster", { context: "palisade-embedded", clusterIdentifier: "embedded" });
const opts = { provider, customTimeouts: { delete: "15s" } };

const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
const namespace = new Namespace("small", { metadata: { name: "small", labels } }, opts);
const inNamespace = { ...opts, dependsOn: [namespace] };
const metadata = (name: string): { name: string; namespace: string } => ({ name, namespace: "small" });

for (let index = 0; index < (config.getNumber("configMaps") ?? 1); index++)
  new ConfigMap(
    `settings-${index}`,
    { metadata: metadata(`settings-${index}`), data: { greeting: config.get("greeting") ?? "hello" } },
    inNamespace,
  );

const container = {
  name: "main",
  image: "registry.example.com/app@sha256:0000000000000000000000000000000000000000000000000000000000000000",
  resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "10m", memory: "16Mi" } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 10001,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  },
};
const podSpec = { automountServiceAccountToken: false, containers: [container] };

new Deployment(
  "app",
  {
    metadata: metadata("app"),
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: "app" } },
      template: { metadata: { labels: { app: "app" } }, spec: podSpec },
    },
  },
  inNamespace,
);

if (config.getBoolean("privileged") === true)
  new Pod(
    "bad",
    {
      metadata: metadata("bad"),
      spec: { ...podSpec, containers: [{ ...container, securityContext: { privileged: true } }] },
    },
    inNamespace,
  );

if (config.getBoolean("widget") === true)
  new CustomResource(
    "widget",
    { apiVersion: "e2e.palisade.dev/v1", kind: "Widget", metadata: metadata("widget"), spec: { size: 1 } },
    inNamespace,
  );
