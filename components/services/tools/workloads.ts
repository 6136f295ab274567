import type { Profile } from "../../config/profiles.ts";
import type { PlanContext } from "../../platform/context.ts";
import { spiffeProxy, type ProxySidecar } from "../../workload/spiffeProxy.ts";
import type { ContainerSpec, ProbeSpec, ResourcesSpec, WorkloadSpec } from "../../workload/spec.ts";
import { ENFORCEMENT_POINTS } from "../gateway/contract.ts";
import { S3_TOOL, TOOLS_NAMESPACE } from "./contract.ts";

/** Where the server itself listens, in plain HTTP on every address of the pod: the image cannot be told otherwise. */
const PLAIN_PORT = 8082;

const SMALL = { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "200m", memory: "128Mi" } };
const LARGE = { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "300m", memory: "256Mi" } };

/** Sizes of PRECINCT's own overlays. */
const SIZES: Readonly<Record<Profile, ResourcesSpec>> = { local: SMALL, dev: SMALL, staging: LARGE, prod: LARGE };

/** The tool servers, each behind a proxy that admits the gateway and the control plane by SVID. */
export function toolWorkloads(context: PlanContext): readonly WorkloadSpec[] {
  const proxy = ingressProxy(context);
  return [
    {
      name: S3_TOOL.name,
      namespace: TOOLS_NAMESPACE,
      component: "tools",
      controller: { kind: "Deployment", replicas: context.config.tools.s3.replicas },
      serviceAccount: { name: S3_TOOL.serviceAccount },
      identity: { path: S3_TOOL.identityPath, dnsNames: [S3_TOOL.name, S3_TOOL.host], federatesWith: [] },
      imagePullSecrets: context.config.images.pullSecrets,
      containers: [serverContainer(context), proxy.container],
      volumes: [{ kind: "scratch", name: "tmp", size: "50Mi" }, ...proxy.volumes],
      configMaps: [proxy.configMap],
      services: [
        {
          name: S3_TOOL.name,
          ports: [{ name: "spiffe", port: S3_TOOL.port, targetPort: "spiffe" }],
          // MCP sessions live in the memory of one pod.
          sessionAffinity: "ClientIP",
        },
      ],
    },
  ];
}

/** The plain port is not declared: no Service leads to it, no flow may, and default deny keeps it shut. */
function serverContainer(context: PlanContext): ContainerSpec {
  const { allowedBuckets, region } = context.config.tools.s3;
  return {
    name: S3_TOOL.name,
    image: context.image("s3McpServer"),
    env: [
      { name: "PORT", value: String(PLAIN_PORT) },
      { name: "ALLOWED_BUCKETS", value: allowedBuckets.join(",") },
      { name: "AWS_REGION", value: region },
      // Without a cloud identity the SDK would ask the node's metadata service, which no pod reaches, and wait for it.
      { name: "AWS_EC2_METADATA_DISABLED", value: "true" },
    ],
    mounts: [{ volume: "tmp", path: "/tmp" }],
    resources: SIZES[context.controls.profile],
    // The proxy holds the identity; the server gets no socket to take one from.
    workloadApi: false,
    liveness: healthProbe({ initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }),
    readiness: healthProbe({ initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 }),
  };
}

function healthProbe(timing: Omit<ProbeSpec, "check">): ProbeSpec {
  return { check: { kind: "exec", command: ["/app/s3-mcp-server", "health"] }, ...timing };
}

function ingressProxy(context: PlanContext): ProxySidecar {
  return spiffeProxy({
    image: context.image("envoy"),
    workload: S3_TOOL.name,
    trustDomain: context.config.trustDomain,
    spiffeId: context.spiffeId(S3_TOOL.identityPath),
    listen: { name: "spiffe", port: S3_TOOL.port },
    upstreamPort: PLAIN_PORT,
    allowedSpiffeIds: ENFORCEMENT_POINTS.map(({ identityPath }) => context.spiffeId(identityPath)).sort(),
  });
}
