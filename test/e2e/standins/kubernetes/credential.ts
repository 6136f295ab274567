/** How a kubeconfig of a cloud gets its credential: from a plug-in on PATH, as every client of Kubernetes asks it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { clusterAccess, type ClusterAccess } from "../../../../tools/cluster/kubeApi.ts";

interface ExecCredential {
  readonly status?: {
    readonly token?: string;
    readonly clientCertificateData?: string;
    readonly clientKeyData?: string;
  };
}

export async function withCredential(kubeconfig: string, context?: string): Promise<ClusterAccess> {
  const access = clusterAccess(kubeconfig, context);
  const { plugin } = access;
  if (plugin === undefined) return access;
  const { stdout } = await promisify(execFile)(plugin.command, [...(plugin.args ?? [])]);
  const { token, clientCertificateData, clientKeyData } = (JSON.parse(stdout) as ExecCredential).status ?? {};
  const pem = (text: string | undefined): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text));
  return { ...access, token, tls: { ...access.tls, cert: pem(clientCertificateData), key: pem(clientKeyData) } };
}
