import { identifyObject } from "../../policy/lib/kubernetesObject.ts";
import type { Plain, PolicyResource } from "../../policy/lib/verdict.ts";

type PlainObject = Readonly<Record<string, Plain>>;

/** Deployments, Services and ConfigMaps in equal parts: what the synthetic program declares, as rules see it. */
export function syntheticResources(count: number): readonly PolicyResource[] {
  return Array.from({ length: Math.floor(count / 3) }, (_, index) => {
    const metadata = { name: `app-${index}`, namespace: "bench", labels: { app: `app-${index}` } };
    return [
      resource({ apiVersion: "v1", kind: "ConfigMap", metadata, data: { key: String(index) } }),
      resource(deployment(metadata)),
      resource({
        apiVersion: "v1",
        kind: "Service",
        metadata,
        spec: { selector: metadata.labels, ports: [{ port: 80, targetPort: 8080 }] },
      }),
    ];
  }).flat();
}

/** Workloads in namespaces of ten, each allowed to reach five others of its namespace, deny by default. */
export function namespacedWorkloads(count: number): readonly PolicyResource[] {
  return Array.from({ length: count }, (_, index) => {
    const namespace = `team-${Math.floor(index / 10)}`;
    const metadata = { name: `app-${index}`, namespace, labels: { app: `app-${index}` } };
    const peers = Array.from({ length: 5 }, (_unused, step) => `app-${Math.floor(index / 10) * 10 + ((index + step + 1) % 10)}`);
    return [
      resource(deployment(metadata)),
      resource(policy(metadata, peers)),
      ...(index % 10 === 0 ? [resource({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } })] : []),
    ];
  }).flat();
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

function policy({ name, namespace, labels }: Metadata, peers: readonly string[]): PlainObject {
  const ends = peers.map((app): Plain => ({ podSelector: { matchLabels: { app } } }));
  const ports = [{ port: 8080, protocol: "TCP" }];
  const spec = {
    podSelector: { matchLabels: labels },
    policyTypes: ["Ingress", "Egress"],
    egress: [{ to: ends, ports }],
    ingress: [{ from: ends, ports }],
  };
  return { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name, namespace }, spec };
}

function deployment(metadata: Metadata): PlainObject {
  const container = {
    name: "app",
    image: `registry.internal/app@sha256:${"ab".repeat(32)}`,
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "200m", memory: "128Mi" } },
  };
  const pod = {
    serviceAccountName: metadata.name,
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container],
  };
  const template = { metadata: { labels: metadata.labels }, spec: pod };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { ...metadata },
    spec: { replicas: 2, selector: { matchLabels: metadata.labels }, template },
  };
}

function resource(props: PlainObject): PolicyResource {
  const kubernetes = identifyObject(props);
  const name = kubernetes?.name ?? "unnamed";
  const type = `kubernetes:${kubernetes?.apiVersion}:${kubernetes?.kind}`;
  return {
    type,
    id: `urn:pulumi:bench::bench::${type}::${name}`,
    name,
    props,
    kubernetes,
    options: { protect: false, ignoreChanges: [] },
    component: false,
  };
}
