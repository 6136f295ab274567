import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluate } from "../../../policy/lib/evaluate.ts";
import { isList, isRecord } from "../../../policy/lib/plain.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";
import { RULES } from "../../../policy/rules/index.ts";
import * as cloud from "../fixtures/cloud.ts";
import { kubernetesObject } from "../lib/objects.ts";
import { pulumiResource } from "../rules/cases.ts";

const peers = [
  {
    podSelector: { matchLabels: { app: "x" } },
    namespaceSelector: { matchExpressions: [{ key: "a", operator: "In", values: ["b"] }] },
  },
];

const pod: Plain = {
  metadata: { labels: { app: "web" }, annotations: { "container.apparmor.security.beta.kubernetes.io/app": "unconfined" } },
  spec: {
    hostNetwork: true,
    serviceAccountName: "web",
    securityContext: {
      runAsUser: 1,
      seccompProfile: { type: "RuntimeDefault" },
      sysctls: [{ name: "a", value: "1" }],
      seLinuxOptions: { type: "t" },
    },
    affinity: { podAntiAffinity: {} },
    hostAliases: [{ ip: "1.1.1.1", hostnames: ["a"] }],
    volumes: [
      { name: "a", hostPath: { path: "/" } },
      { name: "b", emptyDir: { sizeLimit: "1Gi" } },
      { name: "c", projected: { sources: [{ serviceAccountToken: {} }] } },
    ],
    containers: [
      {
        name: "app",
        image: "registry.example.com/app:1@sha256:0",
        command: ["a"],
        args: ["--password=x"],
        env: [
          { name: "TOKEN", value: "x" },
          { name: "B", valueFrom: { secretKeyRef: { name: "s", key: "k" } } },
        ],
        ports: [{ containerPort: 80, hostPort: 80, name: "http" }],
        resources: { limits: { cpu: "1", memory: "1Gi" }, requests: { cpu: 1 } },
        securityContext: {
          privileged: true,
          procMount: "Unmasked",
          capabilities: { add: ["NET_ADMIN"], drop: ["ALL"] },
          windowsOptions: { hostProcess: true },
        },
        livenessProbe: { httpGet: { host: "x", port: 80 } },
        volumeMounts: [{ name: "a", mountPath: "/a" }],
      },
    ],
    initContainers: [{ name: "init", image: "x:latest" }],
    ephemeralContainers: [{ name: "debug", image: "x" }],
  },
};

/** Objects with every field that rules look into, right or wrong. */
const OBJECTS: readonly Record<string, Plain>[] = [
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    spec: { replicas: 1, strategy: { type: "Recreate" }, selector: { matchLabels: { app: "web" } }, template: pod },
  },
  { apiVersion: "apps/v1", kind: "StatefulSet", spec: { template: pod, volumeClaimTemplates: [{ spec: {} }] } },
  { apiVersion: "batch/v1", kind: "CronJob", spec: { jobTemplate: { spec: { template: pod } } } },
  { apiVersion: "v1", kind: "Namespace", metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
  {
    apiVersion: "v1",
    kind: "Service",
    spec: { type: "ExternalName", externalName: "x", externalIPs: ["1.1.1.1"], ports: [{ port: 80 }], selector: { a: "b" } },
  },
  { apiVersion: "v1", kind: "ServiceAccount", automountServiceAccountToken: true },
  { apiVersion: "v1", kind: "Secret", data: { a: "eA==" }, stringData: { b: "x" } },
  { apiVersion: "v1", kind: "ConfigMap", data: { "server.conf": "insecure_bootstrap = true", password: "hunter2hunter2" } },
  { apiVersion: "v1", kind: "List", items: [{ apiVersion: "v1", kind: "Pod", ...pod }] },
  { apiVersion: "v1", kind: "ResourceQuota", spec: { hard: { pods: "1" } } },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    spec: {
      podSelector: { matchExpressions: [{ key: "a", operator: "Exists" }] },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: peers, ports: [{ port: "http", protocol: "TCP" }] }],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }], ports: [{ port: 1, endPort: 65535 }] }, {}],
    },
  },
  {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    spec: { tls: [{ hosts: ["a"] }], rules: [{ host: "*.a", http: { paths: [{ path: "/" }] } }] },
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    rules: [{ apiGroups: ["*"], resources: ["secrets"], verbs: ["*"], resourceNames: ["a"] }],
    aggregationRule: {},
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    roleRef: { kind: "ClusterRole", name: "cluster-admin" },
    subjects: [
      { kind: "Group", name: "system:masters" },
      { kind: "ServiceAccount", name: "default", namespace: "a" },
    ],
  },
  {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    spec: { maxUnavailable: 0, minAvailable: "100%", selector: { matchLabels: { app: "web" } } },
  },
  {
    apiVersion: "spire.spiffe.io/v1alpha1",
    kind: "ClusterSPIFFEID",
    spec: { podSelector: { matchLabels: { app: "web" } }, spiffeIDTemplate: "spiffe://a/b", ttl: "1h" },
  },
  {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingWebhookConfiguration",
    webhooks: [{ name: "a", failurePolicy: "Ignore", rules: [{}] }],
  },
];

const junk = fc.constantFrom<Plain>(
  UNKNOWN,
  UNKNOWN,
  null,
  undefined,
  "",
  "x",
  true,
  0,
  -1,
  1.5,
  [],
  {},
  [UNKNOWN],
  [null],
  ["x"],
  { x: UNKNOWN },
  { "": null },
);

/** The object with one value anywhere in it replaced; the numbers choose the way down. */
function corrupt(value: Plain, way: readonly number[], replacement: Plain): Plain {
  const [turn, ...rest] = way;
  const keys = isList(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : [];
  const key = keys[(turn ?? 0) % Math.max(keys.length, 1)];
  if (turn === undefined || key === undefined) return replacement;
  if (isList(value)) return value.map((inner, index) => (index === key ? corrupt(inner, rest, replacement) : inner));
  return isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, name === key ? corrupt(inner, rest, replacement) : inner]),
      )
    : replacement;
}

function corruptAll(object: Plain, corruptions: readonly (readonly [readonly number[], Plain])[]): Record<string, Plain> {
  const body = corruptions.reduce<Plain>((current, [way, replacement]) => corrupt(current, way, replacement), object);
  return isRecord(body) ? { ...body } : {};
}

const corruption = fc.tuple(fc.array(fc.nat(11), { minLength: 1, maxLength: 10 }), junk);
const object = fc.tuple(fc.constantFrom(...OBJECTS), fc.array(corruption, { maxLength: 4 })).map(([good, corruptions]) => {
  const metadata = { name: "web", namespace: "shop", ...(isRecord(good["metadata"]) ? good["metadata"] : {}) };
  const { apiVersion, kind, ...fields }: Record<string, Plain> = { ...good, metadata };
  return kubernetesObject({ ...corruptAll(fields, corruptions), apiVersion, kind });
});
const cloudResource = fc
  .tuple(fc.constantFrom(...Object.values(cloud)), fc.array(corruption, { maxLength: 4 }))
  .map(([{ type, props }, corruptions]) => pulumiResource(type, corruptAll(props, corruptions)));

it("no rule throws, whatever is wrong with an object", () => {
  const config = { profile: "prod", waivers: [], levels: {}, params: {} } as const;
  fc.assert(
    fc.property(fc.array(fc.oneof(object, cloudResource), { minLength: 1, maxLength: 4 }), (resources) => {
      const rows = evaluate(resources, RULES, config, { today: "2026-11-21" }).flatMap(({ results }) => results);
      expect(rows.filter(({ message }) => message.includes("itself failed"))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
