import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceLoadbalancer } from "../../../../policy/rules/network/service-loadbalancer.ts";
import { service } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(serviceLoadbalancer, service, [
  [
    "a public one",
    { "spec.type": "LoadBalancer" },
    "Service shop/web does not set spec.loadBalancerSourceRanges; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet",
  ],
  [
    "an internal one of AWS",
    { "spec.type": "LoadBalancer", 'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]': "internal" },
  ],
  [
    "one that says that it faces the internet",
    {
      "spec.type": "LoadBalancer",
      'metadata.annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"]': "internet-facing",
    },
    "Service shop/web does not set spec.loadBalancerSourceRanges; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet",
  ],
  ["limited to a range", { "spec.type": "LoadBalancer", "spec.loadBalancerSourceRanges": ["203.0.113.0/24"] }],
  [
    "a range that is the internet",
    { "spec.type": "LoadBalancer", "spec.loadBalancerSourceRanges": ["203.0.113.0/24", "0.0.0.0/0"] },
    'Service shop/web sets spec.loadBalancerSourceRanges to ["203.0.113.0/24","0.0.0.0/0"]; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet',
  ],
  [
    "half the internet",
    { "spec.type": "LoadBalancer", "spec.loadBalancerSourceRanges": ["0.0.0.0/1", "128.0.0.0/1"] },
    'Service shop/web sets spec.loadBalancerSourceRanges to ["0.0.0.0/1","128.0.0.0/1"]; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet',
  ],
  [
    "the internet in quarters",
    { "spec.type": "LoadBalancer", "spec.loadBalancerSourceRanges": ["0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/2", "192.0.0.0/2"] },
    'Service shop/web sets spec.loadBalancerSourceRanges to ["0.0.0.0/2","64.0.0.0/2","128.0.0.0/2","192.0.0.0/2"]; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet',
  ],
  [
    "one unknown range",
    { "spec.type": "LoadBalancer", "spec.loadBalancerSourceRanges": ["203.0.113.0/24", UNKNOWN] },
    "unknown: Service shop/web: spec.loadBalancerSourceRanges[1] is not known before deployment; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet",
  ],
  [
    "unknown ranges",
    { "spec.type": "LoadBalancer", "spec.loadBalancerSourceRanges": UNKNOWN },
    "unknown: Service shop/web: spec.loadBalancerSourceRanges is not known before deployment; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet",
  ],
  [
    "unknown annotations",
    { "spec.type": "LoadBalancer", "metadata.annotations": UNKNOWN },
    "unknown: Service shop/web does not set spec.loadBalancerSourceRanges; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet; lifted if metadata.annotations turns out to exempt it, which is not known before deployment",
  ],
  [
    "a type not known yet",
    { "spec.type": UNKNOWN },
    "unknown: Service shop/web does not set spec.loadBalancerSourceRanges; allowed: an internal load balancer, or loadBalancerSourceRanges narrower than the internet; lifted if spec.type turns out to exempt it, which is not known before deployment",
  ],
  ["a type not known yet, and ranges", { "spec.type": UNKNOWN, "spec.loadBalancerSourceRanges": ["203.0.113.0/24"] }],
]);
