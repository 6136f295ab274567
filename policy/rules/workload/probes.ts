import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isRecord } from "../../lib/plain.ts";
import { BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, containersOf } from "../../lib/subject.ts";

const PROBES = ["livenessProbe", "readinessProbe"];

export const probes: ResourceRule = {
  name: "probes",
  title: "Containers that serve say when they are alive and ready",
  description: `Main containers of Deployments, StatefulSets, DaemonSets and ReplicaSets must have a livenessProbe and a readinessProbe: without them a hung process keeps its traffic. Jobs, init and ephemeral containers are left out. A probe that always succeeds passes. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Add both probes; use tcpSocket where the program has no health route.",
  scope: "resource",
  appliesTo: ofKind("apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet"),
  check: (resource) =>
    containersOf(resource)
      .filter(({ kind }) => kind === "container")
      .flatMap((container) => PROBES.flatMap((probe) => mustBe(below(container, probe), isRecord, "a probe"))),
};
