import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { netpolPrivateRange } from "../../../../policy/rules/network/netpol-private-range.ts";
import { networkPolicy } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(netpolPrivateRange, networkPolicy, [
  [
    "all of 10.0.0.0/8",
    { "spec.egress[0].to[0].ipBlock.cidr": "10.0.0.0/8" },
    "NetworkPolicy shop/web: its egress opens half or more of 10.0.0.0/8; allowed: the networks that are needed, or the annotation palisade.dev/reason",
  ],
  [
    "in halves",
    { "spec.egress[0].to": [{ ipBlock: { cidr: "192.168.0.0/17" } }, { ipBlock: { cidr: "192.168.128.0/17" } }] },
    "NetworkPolicy shop/web: its egress opens half or more of 192.168.0.0/16; allowed: the networks that are needed, or the annotation palisade.dev/reason",
  ],
  [
    "as a part of everything",
    { "spec.egress[0].to[0].ipBlock.cidr": "0.0.0.0/0" },
    [
      "NetworkPolicy shop/web: its egress opens half or more of 10.0.0.0/8; allowed: the networks that are needed, or the annotation palisade.dev/reason",
      "NetworkPolicy shop/web: its egress opens half or more of 172.16.0.0/12; allowed: the networks that are needed, or the annotation palisade.dev/reason",
      "NetworkPolicy shop/web: its egress opens half or more of 192.168.0.0/16; allowed: the networks that are needed, or the annotation palisade.dev/reason",
      "NetworkPolicy shop/web: its egress opens half or more of 100.64.0.0/10; allowed: the networks that are needed, or the annotation palisade.dev/reason",
    ],
  ],
  [
    "for ingress",
    {
      "spec.policyTypes": ["Ingress"],
      "spec.ingress": [{ from: [{ ipBlock: { cidr: "172.16.0.0/12" } }], ports: [{ port: 80 }] }],
    },
    "NetworkPolicy shop/web: its ingress opens half or more of 172.16.0.0/12; allowed: the networks that are needed, or the annotation palisade.dev/reason",
  ],
  [
    "everything but the private ranges",
    {
      "spec.egress[0].to[0].ipBlock": {
        cidr: "0.0.0.0/0",
        except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"],
      },
    },
  ],
  [
    "a reason",
    {
      "spec.egress[0].to[0].ipBlock.cidr": "10.0.0.0/8",
      'metadata.annotations["palisade.dev/reason"]': "a proxy for the whole network",
    },
  ],
  [
    "unknown",
    { "spec.egress[0].to[0].ipBlock.cidr": UNKNOWN },
    "unknown: NetworkPolicy shop/web: spec.egress[0].to[0].ipBlock.cidr is not known before deployment",
  ],
]);
