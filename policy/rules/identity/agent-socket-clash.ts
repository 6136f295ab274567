import { fail, describeResource } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { read, text } from "../../lib/plain.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import { each, containersOf, podsOf } from "../../lib/subject.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

const AGENT = /(^|[/-])(spire|icp|spirl)-agent[:@]/;
/** What several agents may read. */
const SHARED = ["/proc", "/sys"];

export const agentSocketClash: WorldRule = {
  name: "agent-socket-clash",
  title: "One identity agent owns the socket of a node",
  description:
    "No two DaemonSets that run an identity agent (SPIRE, AuthSec ICP, Defakto) may mount the same folder of the node: they replace each other's socket, and a workload gets its identity from whichever came last. A CSI driver that only reads the folder is no agent.",
  severity: "high",
  level: ALWAYS,
  controls: ["I-12", "P-49", "PCI-DSS 8.2.1", "SOC2 CC6.1", "ISO27001 A.5.16"],
  remediation: "Run one agent, or give the second a folder of its own and its own CSI driver.",
  scope: "world",
  appliesTo: (world) => agentsIn(world).length > 1,
  check: (world) => {
    const folders = agentsIn(world).flatMap((agent) => hostFoldersOf(agent).map((path) => ({ agent, path })));
    const shared = [...Map.groupBy(folders, ({ path }) => path)].filter(([, users]) => users.length > 1);
    return shared.map(([path, users]) => {
      const names = users.map(({ agent }) => describeResource(agent)).join(" and ");
      return fail(`${names} both mount ${path} of the node; allowed: one agent for each folder`, { subject: users[0]?.agent });
    });
  },
};

function agentsIn(world: World): readonly PolicyResource[] {
  return world
    .byKind("DaemonSet", "apps")
    .filter((one) => containersOf(one).some((container) => AGENT.test(text(read(container.value, "image")) ?? "")));
}

function hostFoldersOf(agent: PolicyResource): readonly string[] {
  const paths = podsOf(agent).flatMap((pod) =>
    each(pod, "volumes").map((volume) => text(read(volume.value, "hostPath", "path"))),
  );
  return [...new Set(paths.filter((path) => path !== undefined).map((path) => path.replace(/\/+$/, "")))].filter(
    (path) => !SHARED.includes(path),
  );
}
