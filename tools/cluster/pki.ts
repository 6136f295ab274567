/** Issues the cluster's certificates, each for one purpose, with a CA that exists nowhere else. */
import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { LOOPBACK } from "./processes.ts";
import { CONTROLLERS_USER } from "./configFiles.ts";
import type { ClusterFiles } from "./spec.ts";

export interface CertificateRequest {
  readonly name: string;
  readonly commonName: string;
  readonly organizations?: readonly string[];
  readonly hosts?: readonly string[];
  /** Negative: expired already, for tests. */
  readonly minutes: number;
}

const YEAR = 365 * 24 * 60;
const HOSTS = [LOOPBACK, "localhost"];

/** etcd has a CA of its own, so that no certificate of a client of the API opens the store behind it. */
export async function issueClusterCertificates(certs: string, files: ClusterFiles): Promise<void> {
  await issue(certs, files.etcdPki, [
    { name: "server", commonName: "etcd", hosts: HOSTS, minutes: YEAR },
    { name: "client", commonName: "kube-apiserver", minutes: YEAR },
  ]);
  await issue(certs, files.pki, [
    { name: "apiserver", commonName: "kube-apiserver", hosts: [...HOSTS, "kubernetes.default.svc", "10.96.0.1"], minutes: YEAR },
    { name: "service-account", commonName: "service-account-issuer", minutes: YEAR },
    { name: "admin", commonName: "palisade:admin", organizations: ["system:masters"], minutes: YEAR },
    { name: "controllers", commonName: CONTROLLERS_USER, organizations: ["system:masters"], minutes: YEAR },
  ]);
}

/** Writes NAME.crt and NAME.key into a folder. */
export async function issue(certs: string, folder: string, requests: readonly CertificateRequest[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const child = spawn(certs, [folder], { stdio: ["pipe", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin.end(JSON.stringify(requests));
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`certificates were not issued: ${errors}`);
}
