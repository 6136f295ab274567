import type { Plain } from "../../../../policy/lib/verdict.ts";
import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { agentSocketClash } from "../../../../policy/rules/identity/agent-socket-clash.ts";
import { change } from "../../fixtures/change.ts";
import { deployment } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const agent = (name: string, image: string, path: Plain): PlainRecord =>
  change(deployment, {
    kind: "DaemonSet",
    "metadata.name": name,
    "container.image": image,
    "pod.volumes": [
      { name: "socket", hostPath: { path } },
      { name: "proc", hostPath: { path: "/proc" } },
    ],
  });
const spire = agent("spire-agent", "ghcr.io/spiffe/spire-agent:1.15.3", "/run/spire/sockets");

worldCases(agentSocketClash, [
  ["folders of their own", [spire, agent("icp-agent", "docker-repo-public.authsec.ai/spire-agent:1.0.0", "/run/icp/sockets")]],
  [
    "one folder",
    [spire, agent("icp-agent", "docker-repo-public.authsec.ai/spire-agent:1.0.0", "/run/spire/sockets/")],
    "DaemonSet shop/spire-agent and DaemonSet shop/icp-agent both mount /run/spire/sockets of the node; allowed: one agent for each folder",
  ],
  [
    "a driver beside an agent",
    [spire, agent("csi", "ghcr.io/spiffe/spiffe-csi-driver:0.2.7", "/run/spire/sockets")],
    NOT_APPLICABLE,
  ],
]);
