import { serviceLoadbalancer } from "../../../../policy/rules/network/service-loadbalancer.ts";
import { service } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";
const AZURE = "service.beta.kubernetes.io/azure-load-balancer-internal";
const balancer = (annotations: Record<string, string>): Record<string, unknown> => ({
  "spec.type": "LoadBalancer",
  "metadata.annotations": annotations,
});

cases(serviceLoadbalancer, service, [
  ["internal", balancer({ [SCHEME]: "internal" }) as never],
  [
    "internal by the annotation of another cloud, public by its own",
    balancer({ [SCHEME]: "internet-facing", [AZURE]: "true" }) as never,
    "Service shop/web does not set spec.loadBalancerSourceRanges; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet",
  ],
]);
