import { isNarrow } from "../../lib/cloud/internet.ts";
import { judgePlace } from "../../lib/cloud/settings.ts";
import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, read, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, unless, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const INTERNAL: Readonly<Record<string, readonly Plain[]>> = {
  "service.beta.kubernetes.io/aws-load-balancer-scheme": ["internal"],
  "service.beta.kubernetes.io/aws-load-balancer-internal": ["true"],
  "service.beta.kubernetes.io/azure-load-balancer-internal": ["true"],
  "networking.gke.io/load-balancer-type": ["Internal"],
  "cloud.google.com/load-balancer-type": ["Internal"],
};
const ALLOWED = "an internal load balancer, or loadBalancerSourceRanges narrower than the internet";

export const serviceLoadbalancer: ResourceRule = {
  name: "service-loadbalancer",
  title: "Load balancers of Services are internal or limited",
  description:
    "A Service of type LoadBalancer must say that it is internal (the annotation of its cloud) or list loadBalancerSourceRanges that together are not the internet, however it is split: otherwise it gets a public address. A controller that ignores the annotation makes it public.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Use an ingress, the internal annotation of your cloud, or loadBalancerSourceRanges.",
  scope: "resource",
  appliesTo: (resource) => isKind(resource, "/Service"),
  check: (resource) => {
    const service = objectOf(resource);
    const ranges = judgePlace(below(service, "spec", "loadBalancerSourceRanges"), limits, ALLOWED);
    const findings = unless(below(service, "metadata", "annotations"), isInternal, ranges);
    return unless(below(service, "spec", "type"), (type) => type !== "LoadBalancer", findings);
  },
};

/** One that says otherwise is believed: `internet-facing` beside the annotation of another cloud. */
function isInternal(annotations: Plain): boolean {
  const given = Object.entries(INTERNAL).filter(([key]) => !isAbsent(read(annotations, key)));
  return given.length > 0 && given.every(([key, values]) => values.includes(read(annotations, key)));
}

function limits(ranges: Plain): boolean {
  return items(ranges).length > 0 && isNarrow()(ranges);
}
