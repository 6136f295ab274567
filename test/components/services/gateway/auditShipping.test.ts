import { describe, expect, test } from "vitest";
import { auditEdges, auditFlows, shipperOf } from "../../../../components/services/gateway/auditShipping.ts";
import { loadBundle } from "../../../../components/services/gateway/bundle.ts";
import { GATEWAY } from "../../../../components/services/gateway/contract.ts";
import { gatewayWorkloads } from "../../../../components/services/gateway/workloads.ts";
import { renderPod } from "../../../../components/workload/renderPod.ts";
import { validateWorkload } from "../../../../components/workload/validateWorkload.ts";
import { goodStack } from "../../../support/stacks.ts";
import { CLOUDS, STORES, type StoreName } from "../../cloud/audit/fixture.ts";
import { planContext } from "../planContext.ts";

const prometheus = { namespace: "monitoring", podLabels: { "app.kubernetes.io/name": "prometheus" } };

function contextOf(name: StoreName, scraped = false) {
  const cluster = { ...(goodStack["cluster"] as object), ...(scraped ? { prometheus } : {}) };
  return planContext({ ...goodStack, cluster, cloud: CLOUDS[name], audit: STORES[name] });
}

const bundle = loadBundle("components/services/gateway/bundle");
const rules = { digestsRequired: true, podSecurityLevel: () => "restricted" as const };

describe.each(["s3", "gcs", "azureBlob"] as const)("with the store %s", (name) => {
  const context = contextOf(name);
  const workloads = gatewayWorkloads(context, bundle);

  test("[P-80] every pod of the gateway ships its own file, and both planes are valid and hardened", () => {
    expect(workloads.map((each) => each.initContainers?.map((container) => container.name))).toEqual([
      ["audit-shipper"],
      ["audit-shipper"],
    ]);
    expect(workloads.flatMap((workload) => validateWorkload(workload, rules))).toEqual([]);
  });

  test("[P-81] each plane is one identity that may add objects to its own folder", () => {
    expect(auditEdges(context)).toEqual([
      {
        namespace: "gateway",
        serviceAccount: "precinct-gateway",
        purpose: "Ships the audit events of precinct-gateway",
        grants: [{ kind: "appendAudit", prefix: "audit/gateway/precinct-gateway" }],
      },
      {
        namespace: "gateway",
        serviceAccount: "precinct-control",
        purpose: "Ships the audit events of precinct-control",
        grants: [{ kind: "appendAudit", prefix: "audit/gateway/precinct-control" }],
      },
    ]);
  });

  test("each pod may reach the store's addresses on 443, and nothing further", () => {
    expect(auditFlows(context).map(({ to, ports, authentication }) => [to.kind, ports, authentication.by])).toEqual([
      ["cloudService", [{ port: 443 }], "tls"],
      ["cloudService", [{ port: 443 }], "tls"],
    ]);
  });
});

describe("the shipper's container", () => {
  const [gateway] = gatewayWorkloads(contextOf("s3"), bundle);
  const pod = gateway === undefined ? undefined : renderPod(gateway).spec;
  const shipper = pod?.initContainers?.[0];

  test("[P-46] [P-47] starts first, ends last, reads the evidence and cannot write it", () => {
    expect(shipper).toMatchObject({
      restartPolicy: "Always",
      lifecycle: { preStop: { sleep: { seconds: 15 } } },
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    });
    expect(pod?.terminationGracePeriodSeconds).toBe(60);
    expect(shipper?.volumeMounts).toEqual([
      { name: "shipper", mountPath: "/etc/vector", readOnly: true },
      { name: "shipper-state", mountPath: "/var/lib/vector", readOnly: false },
      { name: "audit", mountPath: "/var/log/gateway", readOnly: true },
    ]);
  });

  test("gets neither the pod's SPIFFE identity nor a token of the API server", () => {
    expect(shipper?.env?.map(({ name }) => name)).toEqual([
      "POD_NAME",
      "POD_UID",
      "VECTOR_LOG",
      "VECTOR_GRACEFUL_SHUTDOWN_LIMIT_SECS",
    ]);
    expect(shipper?.env?.slice(0, 2).map(({ valueFrom }) => valueFrom?.fieldRef?.fieldPath)).toEqual([
      "metadata.name",
      "metadata.uid",
    ]);
  });

  test("reads the file that the gateway is told to write", () => {
    const written = pod?.containers[0]?.env?.find(({ name }) => name === "AUDIT_LOG_PATH")?.value;
    const config = JSON.parse(
      gateway?.configMaps?.find(({ name }) => name === "precinct-gateway-shipper")?.data["vector.json"] ?? "{}",
    ) as {
      sources: { audit: { include: readonly string[] } };
    };
    expect(config.sources.audit.include).toEqual([written]);
  });

  test("is named by digest", () => {
    expect(shipper?.image).toMatch(/^docker\.io\/timberio\/vector:0\.59\.0-distroless-static@sha256:[0-9a-f]{64}$/);
  });
});

describe("counters of the shipper", () => {
  test("are scraped where a Prometheus is declared", () => {
    const scrapes = auditFlows(contextOf("gcs", true)).filter(({ from }) => from.kind === "prometheus");
    expect(scrapes.map(({ to, ports }) => [to, ports])).toEqual([
      [{ kind: "workload", key: "gateway/precinct-gateway" }, [{ port: 9598 }]],
      [{ kind: "workload", key: "gateway/precinct-control" }, [{ port: 9598 }]],
    ]);
  });
});

describe("without a store", () => {
  test("nothing ships, and the pod ends as before", () => {
    const context = planContext();
    expect([auditEdges(context), auditFlows(context)]).toEqual([[], []]);
    expect(shipperOf(context, GATEWAY)).toEqual({ initContainers: [], volumes: [], configMaps: [], graceSeconds: 15 });
  });
});
