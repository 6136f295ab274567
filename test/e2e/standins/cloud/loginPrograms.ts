/** Stand-ins for the programs that get a token for a cluster of a cloud: each prints a credential of the embedded one. */
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClusterFiles } from "../../../../tools/cluster/spec.ts";

/** Of AWS, Google Cloud and Azure. */
const PROGRAMS = ["aws", "gke-gcloud-auth-plugin", "kubelogin"];

/** Writes them into a folder, which it returns: put it on PATH. */
export async function loginPrograms(folder: string, { pki }: Pick<ClusterFiles, "pki">): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [clientCertificateData, clientKeyData] = await Promise.all(
    ["admin.crt", "admin.key"].map(async (name) => await readFile(join(pki, name), "utf8")),
  );
  const status = { clientCertificateData, clientKeyData };
  const credential = { apiVersion: "client.authentication.k8s.io/v1beta1", kind: "ExecCredential", status };
  await writeFile(join(folder, "credential.json"), JSON.stringify(credential), { mode: 0o600 });
  for (const name of PROGRAMS) {
    await writeFile(join(folder, name), `#!/bin/sh\nexec cat '${join(folder, "credential.json")}'\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}
