/** The command line of every process of the control plane. Pure. */
import { join } from "node:path";
import type { ToolName } from "./toolchain/pins.ts";
import { POD_CIDR, SERVICE_CIDR, type ClusterFiles, type Ports } from "./spec.ts";

export interface ProcessSpec {
  readonly name: ToolName;
  readonly arguments: readonly string[];
}

export const LOOPBACK = "127.0.0.1";

/** Started first: the API server keeps everything in it. */
export function etcdProcess(files: ClusterFiles, ports: Ports): ProcessSpec {
  const [client, peer] = [`https://${LOOPBACK}:${ports.etcd}`, `https://${LOOPBACK}:${ports.etcdPeer}`];
  const tls = (prefix: string): readonly string[] => [
    `--${prefix}cert-file=${join(files.etcdPki, "server.crt")}`,
    `--${prefix}key-file=${join(files.etcdPki, "server.key")}`,
    `--${prefix}trusted-ca-file=${join(files.etcdPki, "ca.crt")}`,
    `--${prefix}client-cert-auth`,
  ];
  return {
    name: "etcd",
    arguments: [
      `--data-dir=${files.etcdData}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      ...tls(""),
      ...tls("peer-"),
      "--log-level=warn",
      // A simulation may lose its last writes when the machine loses power.
      "--unsafe-no-fsync",
    ],
  };
}

export function apiServerProcess(files: ClusterFiles, ports: Ports): ProcessSpec {
  const pki = (name: string): string => join(files.pki, name);
  return {
    name: "kube-apiserver",
    arguments: [
      `--etcd-servers=https://${LOOPBACK}:${ports.etcd}`,
      `--etcd-cafile=${join(files.etcdPki, "ca.crt")}`,
      `--etcd-certfile=${join(files.etcdPki, "client.crt")}`,
      `--etcd-keyfile=${join(files.etcdPki, "client.key")}`,
      `--bind-address=${LOOPBACK}`,
      `--advertise-address=${LOOPBACK}`,
      `--secure-port=${ports.apiServer}`,
      `--tls-cert-file=${pki("apiserver.crt")}`,
      `--tls-private-key-file=${pki("apiserver.key")}`,
      `--client-ca-file=${pki("ca.crt")}`,
      "--service-account-issuer=https://kubernetes.default.svc",
      `--service-account-signing-key-file=${pki("service-account.key")}`,
      `--service-account-key-file=${pki("service-account.crt")}`,
      `--service-cluster-ip-range=${SERVICE_CIDR}`,
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction",
      // Nothing runs in a simulated pod, so no webhook in the cluster would ever answer.
      "--disable-admission-plugins=ValidatingAdmissionWebhook,MutatingAdmissionWebhook",
      // Without it the API itself refuses privileged pods, before Pod Security could.
      "--allow-privileged=true",
      // The only address is loopback, which the API does not accept as an endpoint.
      "--endpoint-reconciler-type=none",
      `--audit-policy-file=${files.auditPolicy}`,
      `--audit-log-path=${files.auditLog}`,
      `--encryption-provider-config=${files.encryption}`,
      "--profiling=false",
    ],
  };
}

/** Controllers, scheduler and simulated kubelets; started when the API server is ready. */
export function controllerProcesses(files: ClusterFiles): readonly ProcessSpec[] {
  const pki = (name: string): string => join(files.pki, name);
  const kubeconfig = `--kubeconfig=${files.controllersKubeconfig}`;
  // Port 0: nobody asks them for metrics.
  const quiet = ["--leader-elect=false", "--secure-port=0"];
  return [
    {
      name: "kube-controller-manager",
      arguments: [
        kubeconfig,
        ...quiet,
        "--use-service-account-credentials=false",
        `--service-account-private-key-file=${pki("service-account.key")}`,
        `--root-ca-file=${pki("ca.crt")}`,
        `--cluster-signing-cert-file=${pki("ca.crt")}`,
        `--cluster-signing-key-file=${pki("ca.key")}`,
      ],
    },
    { name: "kube-scheduler", arguments: [kubeconfig, ...quiet] },
    {
      name: "kwok",
      arguments: [
        kubeconfig,
        `--config=${files.stages}`,
        "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
        "--node-lease-duration-seconds=40",
        `--cidr=${POD_CIDR}`,
      ],
    },
  ];
}
