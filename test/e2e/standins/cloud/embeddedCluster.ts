/** The embedded cluster, as clouds describe one that they have made. */
import { readFileSync } from "node:fs";
import { stringify } from "yaml";
import { clusterAccess } from "../../../../tools/cluster/kubeApi.ts";

export interface EmbeddedApi {
  /** `https://127.0.0.1:6443` */
  readonly address: string;
  /** Base64. */
  readonly ca: string;
  /** A name in the certificate of the API server, for those who come through a tunnel. */
  readonly certificateName: string;
  /** Without a credential. */
  readonly kubeconfig: string;
}

/** What is reached through a tunnel has a name and a port of its own, and neither is on this machine. */
export function embeddedCluster(kubeconfigFile: string, throughTunnel: boolean): EmbeddedApi {
  const { server, tls } = clusterAccess(readFileSync(kubeconfigFile, "utf8"));
  const certificateName = "kubernetes.default.svc";
  const address = throughTunnel ? `https://${certificateName}` : server.replace(/\/$/, "");
  const ca = (tls.ca ?? Buffer.alloc(0)).toString("base64");
  const clusters = [{ name: "embedded", cluster: { server: address, "certificate-authority-data": ca } }];
  const kubeconfig = stringify({ apiVersion: "v1", kind: "Config", clusters }, { lineWidth: 0 });
  return { address, ca, certificateName, kubeconfig };
}
