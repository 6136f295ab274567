import { FROM_STAGING } from "../../lib/levels.ts";
import { fail, unknown } from "../../lib/finding.ts";
import { entries, isAbsent, isUnknown, number, read } from "../../lib/plain.ts";
import { readCluster, type Workload } from "../../lib/reachability/cluster.ts";
import { readSelector } from "../../lib/reachability/readSelector.ts";
import { Reader } from "../../lib/reachability/reader.ts";
import { selects } from "../../lib/reachability/selector.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { below, each, objectOf, type Subject } from "../../lib/subject.ts";
import type { Finding, Plain, PolicyResource } from "../../lib/verdict.ts";
import { calledByApiServer, servicePort, usesVpcCni } from "../../lib/vpcCni.ts";

export const vpcCniServicePort: WorldRule = {
  name: "vpc-cni-service-port",
  title: "Under the VPC CNI a Service has the port of its pods",
  description:
    "Where the VPC CNI of EKS enforces NetworkPolicies, the port of a Service must be the port its pods listen on: the agent sees a connection before its address is translated, so a policy that names the pod's port does not fit the Service's. Headless Services, and ports that only the API server calls (webhooks, APIServices), are left out. Pods that are not rendered cannot say what a named port is.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-44", "CIS-EKS 4.3.1", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 A1.2", "ISO27001 A.8.22"],
  remediation: "Give the Service the port of the container.",
  scope: "world",
  appliesTo: (world) => world.byKind("Service", "").length > 0 && usesVpcCni(world),
  check: (world) => {
    const { workloads } = readCluster(world.resources);
    const exempt = calledByApiServer(world);
    return world.byKind("Service", "").flatMap((subject) => {
      const spec = below(objectOf(subject), "spec");
      if (read(spec.value, "clusterIP") === "None" || entries(read(spec.value, "selector")).length === 0) return [];
      const ports = each(spec, "ports").filter(({ value }) => !exempt.has(servicePort(subject, read(value, "port"))));
      const pods = podsOf(subject, workloads);
      return ports.flatMap((port) => judge(port, pods)).map((finding) => ({ ...finding, subject }));
    });
  },
};

function podsOf({ props, kubernetes }: PolicyResource, workloads: readonly Workload[]): readonly Workload[] {
  const selector = readSelector(new Reader(), { matchLabels: read(props, "spec", "selector") }, "spec.selector");
  return workloads.filter(({ namespace, labels }) => namespace === kubernetes?.namespace && selects(selector, labels) === true);
}

function judge({ value, owner, field, path }: Subject, pods: readonly Workload[]): readonly Finding[] {
  const port = read(value, "port");
  const target = read(value, "targetPort");
  const named = typeof target === "string" ? pods.flatMap(({ ports }) => ports.filter(({ name }) => name === target)) : [];
  const numbers: readonly Plain[] = isAbsent(target)
    ? [port]
    : typeof target === "string"
      ? named.map((one) => one.port)
      : [target];
  const allowed = "allowed under the VPC CNI: the port of the Service";
  if (isUnknown(port) || numbers.length === 0 || numbers.some(isUnknown))
    return [unknown(`${owner}: what ${field} leads to is not known; ${allowed}`, { path })];
  const other = numbers.find((one) => one !== port);
  return other === undefined
    ? []
    : [fail(`${owner}: ${field} leads from ${number(port)} to ${number(other)}; ${allowed}`, { path })];
}
