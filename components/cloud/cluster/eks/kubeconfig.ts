import type { AwsConfig } from "../../config.ts";
import type { EksConfig } from "./config.ts";

/** What a kubeconfig needs to know of a cluster that exists. */
export interface EksEndpoint {
  /** Address of the API server, `https://…`. */
  readonly address: string;
  /** CA of the cluster, base64. */
  readonly caCertificate: string;
}

/**
 * A kubeconfig without a credential in it: the AWS CLI asks for a token in the name of whoever runs it. JSON is YAML. Pure.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function eksKubeconfig(
  { name, access }: Pick<EksConfig, "name" | "access">,
  cloud: AwsConfig,
  endpoint: EksEndpoint,
): string {
  const host = new URL(endpoint.address).host;
  // The certificate names the cluster's own host, not the local end of the tunnel.
  const server =
    access.mode === "ssmTunnel"
      ? { server: `https://localhost:${access.localPort}`, "tls-server-name": host }
      : { server: endpoint.address };
  const role = cloud.assumeRole === undefined ? [] : ["--role-arn", cloud.assumeRole];
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["--region", cloud.region, "eks", "get-token", "--cluster-name", name, "--output", "json", ...role],
    installHint: "install version 2 of the AWS CLI",
    interactiveMode: "Never",
  };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { ...server, "certificate-authority-data": endpoint.caCertificate } }],
    users: [{ name, user: { exec } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
