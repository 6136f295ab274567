import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { dnsConfig } from "../../../../policy/rules/workload/dns-config.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(dnsConfig, deployment, [
  ["options", { "pod.dnsPolicy": "ClusterFirst", "pod.dnsConfig": { options: [{ name: "ndots", value: "2" }] } }],
  ["no DNS of the cluster", { "pod.dnsPolicy": "None" }, 'Deployment shop/web sets dnsPolicy to "None"; allowed: not None'],
  [
    "a server beside it",
    { "pod.dnsConfig.nameservers": ["8.8.8.8"] },
    'Deployment shop/web sets dnsConfig.nameservers[0] to "8.8.8.8"; allowed: no nameservers',
  ],
  [
    "unknown",
    { "pod.dnsConfig": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.dnsConfig.nameservers is not known before deployment; allowed: no nameservers",
  ],
]);
