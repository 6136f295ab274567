import type { GkeConfig } from "./config.ts";

/** What a kubeconfig needs to know of a cluster that exists. */
export interface GkeEndpoint {
  /** Address of the private or public endpoint. */
  readonly address: string;
  /** Name of the DNS endpoint, which has a certificate of a public CA. */
  readonly dnsName: string;
  /** CA of the cluster, base64. */
  readonly caCertificate: string;
}

/**
 * A kubeconfig without a credential in it: the plug-in asks for a token of whoever runs it. JSON is YAML. Pure.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl
 */
export function gkeKubeconfig({ name, access }: Pick<GkeConfig, "name" | "access">, endpoint: GkeEndpoint): string {
  const byMode = {
    dnsEndpoint: { server: `https://${endpoint.dnsName}` },
    vpcRunner: addressed(endpoint.address, endpoint),
    publicCidrs: addressed(endpoint.address, endpoint),
    // The certificate names the endpoint's address, not the local end of the tunnel.
    iapTunnel: {
      ...addressed(access.mode === "iapTunnel" ? `localhost:${access.localPort}` : endpoint.address, endpoint),
      "tls-server-name": endpoint.address,
    },
  };
  const user = {
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "gke-gcloud-auth-plugin",
      installHint: "gcloud components install gke-gcloud-auth-plugin",
      interactiveMode: "Never",
      provideClusterInfo: true,
    },
  };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: byMode[access.mode] }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}

function addressed(host: string, { caCertificate }: GkeEndpoint): Readonly<Record<string, string>> {
  return { server: `https://${host}`, "certificate-authority-data": caCertificate };
}
