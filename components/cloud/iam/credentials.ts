import type { Endpoint, Flow, FlowPort } from "../../flow/graph.ts";
import type { Cidr } from "../../shared/cluster.ts";
import type { CloudEdge, IamContext, Trust } from "./contract.ts";

/** Where a pod exchanges its ServiceAccount token for credentials of the cloud. */
interface CredentialSource {
  readonly to: Endpoint;
  readonly port: FlowPort;
  readonly authentication: Flow["authentication"];
}

const LINK_LOCAL =
  "the address is on the pod's own node and answers nobody else; what it hands out is short-lived and the pod's own";

/**
 * The one address each way of trust needs. The metadata of a node, with the node's own credentials, is never among them: on
 * GKE the same address is answered by GKE's own server, which knows ServiceAccounts only.
 */
const SOURCES: Readonly<Record<Exclude<Trust, "irsa">, CredentialSource>> = {
  podIdentity: {
    to: { kind: "cloudCredentials", address: "169.254.170.23" },
    port: { port: 80 },
    authentication: {
      by: "plain",
      reason: LINK_LOCAL,
      reference: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html",
    },
  },
  workloadIdentityPool: {
    to: { kind: "cloudCredentials", address: "169.254.169.254" },
    port: { port: 80 },
    authentication: {
      by: "plain",
      reason: LINK_LOCAL,
      reference: "https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity",
    },
  },
  federatedCredential: {
    to: {
      kind: "externalHost",
      host: "login.microsoftonline.com",
      cidrs: ["20.190.128.0/18", "40.126.0.0/18"],
      why: {
        reason: "Entra publishes these networks for sign-in and nothing smaller.",
        reference: "https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges",
      },
    },
    port: { port: 443 },
    authentication: {
      by: "tls",
      reason: "Entra by its certificate, the pod by a ServiceAccount token made for it.",
      reference: "https://learn.microsoft.com/azure/aks/workload-identity-overview",
    },
  },
};

/** With IRSA pods exchange their tokens themselves, at an endpoint in the network. */
function tokenService(cidrs: readonly Cidr[]): CredentialSource {
  const reference = "https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html";
  const reason = "Endpoints of AWS's services share their subnets; only AWS's own rights tell them apart.";
  return {
    to: { kind: "cloudService", name: "STS of AWS", cidrs, why: { reason, reference } },
    port: { port: 443 },
    authentication: { by: "tls", reason: "AWS by its certificate, the pod by a ServiceAccount token made for it.", reference },
  };
}

/** The flow to credentials for each workload with a cloud edge, and for no other. Pure. */
export function credentialFlows(
  edges: readonly CloudEdge[],
  workloadsOf: (edge: CloudEdge) => readonly string[],
  { trust, endpointCidrs = [] }: Pick<IamContext, "trust" | "endpointCidrs">,
): readonly Flow[] {
  const { to, port, authentication } = trust === "irsa" ? tokenService(endpointCidrs) : SOURCES[trust];
  return edges.flatMap((edge) =>
    workloadsOf(edge).map((key) => ({
      from: { kind: "workload", key },
      to,
      ports: [port],
      authentication,
      purpose: `Credentials of the cloud: ${edge.purpose}`,
    })),
  );
}

/** Labels by which AKS tells pods with a cloud identity apart; the other clouds look at the ServiceAccount alone. */
export function identityPodLabels(trust: Trust): Readonly<Record<string, string>> {
  return trust === "federatedCredential" ? { "azure.workload.identity/use": "true" } : {};
}
