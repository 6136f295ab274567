import { auditStoreFacts } from "../../cloud/audit/location.ts";
import type { AuditStoreFacts } from "../../cloud/audit/contract.ts";
import { auditShipper, FLUSH_SECONDS, LINGER_SECONDS } from "../../cloud/audit/shipper/shipper.ts";
import { SHIPPER_METRICS_PORT } from "../../cloud/audit/shipper/vectorConfig.ts";
import type { CloudEdge } from "../../cloud/iam/contract.ts";
import type { Flow } from "../../flow/graph.ts";
import type { PlanContext } from "../../platform/context.ts";
import type { ConfigMapSpec, ContainerSpec, VolumeSpec } from "../../workload/spec.ts";
import { ENFORCEMENT_POINTS, GATEWAY_NAMESPACE, type EnforcementPoint } from "./contract.ts";
import { AUDIT_DIRECTORY, AUDIT_FILE, AUDIT_VOLUME } from "./environment.ts";

const ADR = "docs/adr/0012-audit-shipper.md";

/** What a pod of the gateway gets beside its own to bring its events to the store. */
interface Shipper {
  readonly initContainers: readonly ContainerSpec[];
  readonly volumes: readonly VolumeSpec[];
  readonly configMaps: readonly ConfigMapSpec[];
  /** Grace period of the pod: the binary stops, the shipper reads its last lines and brings them away. */
  readonly graceSeconds: number;
}

/** Nothing, where the audit trail stays in its volume: then the pod only finishes its open requests. */
const NO_SHIPPER: Shipper = { initContainers: [], volumes: [], configMaps: [], graceSeconds: LINGER_SECONDS };

/** The shipper of a pod. */
export function shipperOf(context: PlanContext, { name }: EnforcementPoint): Shipper {
  const facts = storeOf(context);
  if (facts === undefined) return NO_SHIPPER;
  const volume = { name: AUDIT_VOLUME, path: AUDIT_DIRECTORY };
  const { container, volumes, configMap } = auditShipper({
    image: context.image("vector"),
    workload: name,
    facts,
    file: AUDIT_FILE,
    volume,
  });
  return { initContainers: [container], volumes, configMaps: [configMap], graceSeconds: LINGER_SECONDS + FLUSH_SECONDS + MARGIN };
}

/** So that the kubelet's last signal never meets a shipper in time. Unit: seconds. */
const MARGIN = 5;

/** Each plane may add objects below a folder of its own, and do nothing else. */
export function auditEdges(context: PlanContext): readonly CloudEdge[] {
  const facts = storeOf(context);
  if (facts === undefined) return [];
  return ENFORCEMENT_POINTS.map(({ name }) => ({
    namespace: GATEWAY_NAMESPACE,
    serviceAccount: name,
    purpose: `Ships the audit events of ${name}`,
    grants: [{ kind: "appendAudit", prefix: `${facts.prefix}/${name}` }],
  }));
}

/** The way to the store, and where somebody scrapes, the way to the shipper's counters. */
export function auditFlows(context: PlanContext): readonly Flow[] {
  const facts = storeOf(context);
  if (facts === undefined) return [];
  return ENFORCEMENT_POINTS.flatMap((point) => [storeFlow(context, facts, point), ...scrapeFlows(context, point)]);
}

function storeFlow({ config }: PlanContext, facts: AuditStoreFacts, { key }: EnforcementPoint): Flow {
  const cidrs = config.audit.store === "none" ? [] : config.audit.endpointCidrs;
  return {
    from: { kind: "workload", key },
    to: {
      kind: "cloudService",
      name: `audit store ${facts.bucket} at ${facts.endpoint}`,
      cidrs,
      why: {
        reason: "The store's addresses serve other buckets too; only the cloud's own rights tell them apart.",
        reference: "palisade:audit.endpointCidrs",
      },
    },
    ports: [{ port: 443 }],
    authentication: {
      by: "tls",
      reason: "The store by its certificate, the shipper by the cloud identity of its pod.",
      reference: ADR,
    },
    purpose: "Ships audit events to storage that nobody can rewrite",
  };
}

function scrapeFlows({ cluster }: PlanContext, { key }: EnforcementPoint): readonly Flow[] {
  if (cluster.peers.prometheus === undefined) return [];
  return [
    {
      from: { kind: "prometheus" },
      to: { kind: "workload", key },
      ports: [{ port: SHIPPER_METRICS_PORT }],
      authentication: {
        by: "plain",
        reason: "Vector serves its counters over HTTP only; they hold no event.",
        reference: ADR,
      },
      purpose: "Counters of the audit shipper: what was read, sent, and given up",
    },
  ];
}

function storeOf({ config }: PlanContext): AuditStoreFacts | undefined {
  return config.audit.store === "none" ? undefined : auditStoreFacts(config.audit, config.cloud);
}
