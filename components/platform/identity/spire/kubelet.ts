import { KUBELET_DIRECTORY, PATHS } from "./layout.ts";
import type { SpireConfig } from "../config.ts";

/** How the agent reaches and verifies the kubelet of its node. */
export interface KubeletAccess {
  /** Field of the pod that names the kubelet. */
  readonly addressField: "status.hostIP" | "spec.nodeName";
  /** CA that signed the kubelet's certificate; undefined when it is not verified. */
  readonly caPath: string | undefined;
  /** Directory of the node that holds that CA, when it is not the cluster's. */
  readonly hostDirectory: string | undefined;
}

/** The certificate in {@link KubeletAccess.hostDirectory}; the keys beside it are not for the agent. */
export const KUBELET_CERTIFICATE = "kubelet.crt";

/** Variable that tells the workload attestor where its kubelet is. */
export const KUBELET_ADDRESS = "KUBELET_ADDRESS";

const CLUSTER_CA = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt";

const ACCESS: Readonly<Record<SpireConfig["kubeletVerification"], KubeletAccess>> = {
  // An address needs no DNS, and certificates of the cluster's CA carry it.
  skip: { addressField: "status.hostIP", caPath: undefined, hostDirectory: undefined },
  apiServerCA: { addressField: "status.hostIP", caPath: CLUSTER_CA, hostDirectory: undefined },
  // A certificate that a kubelet signs itself carries the node's name only.
  hostCert: {
    addressField: "spec.nodeName",
    caPath: PATHS.kubeletCertificate,
    hostDirectory: `${KUBELET_DIRECTORY}/pki`,
  },
};

/** The kubelet is never asked over localhost, so the agent needs no host network. */
export function kubeletAccess({ kubeletVerification }: SpireConfig): KubeletAccess {
  return ACCESS[kubeletVerification];
}

/** First control plane whose oldest supported kubelet (three minors behind) authorises `/pods` by `nodes/pods`. */
const FINE_GRAINED_MINOR = 36;

/**
 * The one kubelet path the agent reads. `nodes/proxy` would open every path of the kubelet, commands in containers among
 * them; fine-grained authorisation is on by default in kubelets from 1.33 (KEP-2862, CIS Kubernetes 5.1.14).
 */
export function kubeletResource(kubernetesVersion: string): "nodes/pods" | "nodes/proxy" {
  const minor = Number(kubernetesVersion.split(".")[1]);
  return minor >= FINE_GRAINED_MINOR ? "nodes/pods" : "nodes/proxy";
}
