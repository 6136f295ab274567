import type { AksConfig } from "./config.ts";

/** Application of AKS in Entra, the same in every tenant; tokens for the API server are issued for it. */
const AKS_SERVER = "6dae42f8-4368-4678-94ff-3960e28e3630";

/** What a kubeconfig needs to know of a cluster that exists. */
export interface AksEndpoint {
  /** Name of the API server: its private one, or the public one. */
  readonly host: string;
  /** CA of the cluster, base64. */
  readonly caCertificate: string;
}

/**
 * A kubeconfig without a credential in it: the plug-in takes a token of whoever is signed in to the Azure CLI. JSON is YAML.
 * Pure. https://azure.github.io/kubelogin/
 */
export function aksKubeconfig({ name, access }: Pick<AksConfig, "name" | "access">, endpoint: AksEndpoint): string {
  const { host, caCertificate } = endpoint;
  // The certificate has the API server's own name, not that of the tunnel's local end.
  const tunnel = access.mode === "bastion" ? { server: `https://localhost:${access.localPort}`, "tls-server-name": host } : {};
  const cluster = { server: `https://${host}:443`, "certificate-authority-data": caCertificate, ...tunnel };
  const user = {
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "kubelogin",
      args: ["get-token", "--login", "azurecli", "--server-id", AKS_SERVER],
      installHint: "az aks install-cli",
      interactiveMode: "Never",
      provideClusterInfo: false,
    },
  };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}

/** The CA in a kubeconfig as Azure hands it out, which is the only place it can be read. Pure. */
export function caCertificateOf(kubeconfig: string): string {
  const found = /^\s*certificate-authority-data:\s*(\S+)\s*$/m.exec(kubeconfig)?.[1];
  if (found === undefined) throw new Error("the kubeconfig of the cluster names no CA");
  return found;
}
