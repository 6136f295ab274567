import type { Authentication, Endpoint, Flow } from "../../../flow/graph.ts";
import type { Reason } from "../../../shared/reason.ts";
import { DATABASE_PORT, databaseCidrs } from "../../../cloud/database/plan.ts";
import { workloadKey } from "../../../workload/flowNode.ts";
import type { SpireConfig } from "../config.ts";
import { type SpireContext, servesMetrics } from "./context.ts";
import { isCloudKeys, keyEndpoint } from "./keyService.ts";
import { kubeletAccess } from "./kubelet.ts";
import { AGENT, AGENT_NAMESPACE, PORTS, SERVER, SERVER_NAMESPACE } from "./layout.ts";

const SERVER_NODE = { kind: "workload", key: workloadKey({ namespace: SERVER_NAMESPACE, name: SERVER }) } as const;
const AGENT_NODE = { kind: "workload", key: workloadKey({ namespace: AGENT_NAMESPACE, name: AGENT }) } as const;

const PSAT = "https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_server_nodeattestor_k8s_psat.md";

/**
 * Who talks to and from SPIRE over the network. Workloads reach the agent of their node by a socket that the CSI driver
 * mounts: no network, no edge; such a workload is known by its `identity`.
 */
export function spireFlows(context: SpireContext): readonly Flow[] {
  const { identity } = context;
  return [
    attestation(identity),
    serverToApi(context),
    webhook(),
    agentToKubelet(identity),
    ...databaseFlow(context),
    ...vaultFlow(identity.keyManager),
    ...keyServiceFlow(context),
    ...(servesMetrics(context) ? [scrape(SERVER_NODE), scrape(AGENT_NODE)] : []),
  ];
}

/** SPIRE cannot use SVIDs to issue the first SVID. */
function attestation({ nodeAttestation }: SpireConfig): Flow {
  const proof = nodeAttestation === "k8s_psat" ? "the agent by a reviewed ServiceAccount token" : "the agent by a one-time token";
  return {
    from: AGENT_NODE,
    to: SERVER_NODE,
    ports: [{ port: PORTS.serverApi }],
    authentication: tls(
      `SPIRE's own mTLS: the server by the published bundle, ${proof} and from then on by its agent SVID.`,
      PSAT,
    ),
    purpose: "Agents attest their node and fetch the SVIDs of its workloads",
  };
}

function serverToApi({ cluster }: SpireContext): Flow {
  return {
    from: SERVER_NODE,
    to: { kind: "kubeApi" },
    ports: cluster.peers.kubeApi.ports.map((port) => ({ port })),
    authentication: tls("The API server by the cluster's CA, the server by its bounded ServiceAccount token.", "ADR 0007"),
    purpose: "Token reviews, the published bundle, and the controller-manager's pods and registrations",
  };
}

/** The API server shows no certificate of its own to webhooks. */
function webhook(): Flow {
  return {
    from: { kind: "apiServerToWebhook" },
    to: SERVER_NODE,
    ports: [{ port: PORTS.webhook }],
    authentication: tls(
      "The webhook by the CA bundle that the controller-manager keeps current; the API server is known by its address only.",
      "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/",
    ),
    purpose: "Validation of registrations before they are stored",
  };
}

function agentToKubelet(identity: SpireConfig): Flow {
  const reference = "https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_agent_workloadattestor_k8s.md";
  const verified = tls("The kubelet by its serving certificate, the agent by its bounded ServiceAccount token.", reference);
  const unverified = { reason: "The certificate of the kubelet is not verified (kubeletVerification: skip).", reference };
  return {
    from: AGENT_NODE,
    to: { kind: "nodes" },
    ports: [{ port: PORTS.kubelet }],
    authentication: kubeletAccess(identity).caPath === undefined ? { by: "plain", ...unverified } : verified,
    purpose: "The agent asks its kubelet which pod a process belongs to",
  };
}

function databaseFlow({ identity: { datastore: store }, cluster }: SpireContext): readonly Flow[] {
  if (store.kind === "sqlite") return [];
  const cidrs = store.kind === "managed" ? databaseCidrs(store, cluster) : store.cidrs;
  // A database without a network is told of once, where its settings are.
  if (cidrs.length === 0) return [];
  const why = outside("SPIRE's datastore is outside the cluster.");
  const to: Endpoint =
    store.kind === "managed"
      ? { kind: "cloudService", name: "SPIRE's managed database", cidrs, why }
      : { kind: "externalHost", host: store.host, cidrs, why };
  return [
    {
      from: SERVER_NODE,
      to,
      ports: [{ port: store.kind === "managed" ? DATABASE_PORT : store.port }],
      authentication: tls(
        "The database by its certificate and name (sslmode=verify-full), the server by its password.",
        "ADR 0007",
      ),
      purpose: "Registrations and the trust bundle, shared by all servers",
    },
  ];
}

function vaultFlow(keys: SpireConfig["keyManager"]): readonly Flow[] {
  if (keys.kind !== "hashicorpVault") return [];
  const { hostname, port } = new URL(keys.address);
  return [
    {
      from: SERVER_NODE,
      to: {
        kind: "externalHost",
        host: hostname,
        cidrs: keys.cidrs,
        why: outside("SPIRE's signing keys are outside the cluster."),
      },
      ports: [{ port: port === "" ? 443 : Number(port) }],
      authentication: tls("Vault by its certificate, the server by a ServiceAccount token made for Vault.", "ADR 0007"),
      purpose: "Signing with keys that never leave Vault",
    },
  ];
}

function keyServiceFlow({ identity, cloud }: SpireContext): readonly Flow[] {
  const keys = identity.keyManager;
  if (!isCloudKeys(keys)) return [];
  const { host, cidrs } = keyEndpoint(keys, cloud?.region ?? "");
  return [
    {
      from: SERVER_NODE,
      to: { kind: "externalHost", host, cidrs, why: outside("SPIRE's signing keys are outside the cluster.") },
      ports: [{ port: 443 }],
      authentication: tls("The key service by its certificate, the server by its cloud identity.", "ADR 0007"),
      purpose: "Signing with keys that never leave the cloud's key service",
    },
  ];
}

function scrape(target: Endpoint): Flow {
  return {
    from: { kind: "prometheus" },
    to: target,
    ports: [{ port: PORTS.metrics }],
    authentication: {
      by: "plain",
      reason: "SPIRE serves metrics over HTTP only; they hold no secret.",
      reference: "https://github.com/spiffe/spire/blob/v1.15.3/doc/telemetry/telemetry_config.md",
    },
    purpose: "Metrics of SPIRE",
  };
}

function tls(reason: string, reference: string): Authentication {
  return { by: "tls", reason, reference };
}

function outside(reason: string): Reason {
  return { reason, reference: "palisade:identity" };
}
