import { ALWAYS } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";

const SOCKETS = [
  "docker.sock",
  "containerd/containerd.sock",
  "k3s/containerd/containerd.sock",
  "crio/crio.sock",
  "cri-dockerd.sock",
].flatMap((socket) => [`/run/${socket}`, `/var/run/${socket}`]);

export const runtimeSocket: ResourceRule = {
  name: "runtime-socket",
  title: "No pod reaches the container runtime",
  description: `No hostPath volume may be a container runtime's socket, or a folder that holds one: whoever talks to it is root on the node, even through a read-only mount. host-path refuses all of them; this one stays critical when a waiver lifts that. A symbolic link on the node is not seen. ${BYPASS}`,
  severity: "critical",
  level: ALWAYS,
  controls: ["P-52", "P-55", "CIS-K8S 5.2.12", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.1", "ISO27001 A.8.2"],
  remediation: "Remove the volume; build images with a rootless builder and read container data through the kubelet's API.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    each(pod, "volumes").flatMap((volume) =>
      mustBe(
        below(volume, "hostPath", "path"),
        (path) => !holdsSocket(text(path) ?? ""),
        "a path without a container runtime's socket",
      ),
    ),
  ),
};

/** True for a socket itself and for every folder above it. */
function holdsSocket(path: string): boolean {
  if (path === "") return false;
  const folder = path.replace(/\/+/g, "/").replace(/\/$/, "");
  return SOCKETS.some((socket) => socket === folder || socket.startsWith(`${folder}/`));
}
