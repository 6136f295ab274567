import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { firewallOpen } from "../../../../policy/rules/cloud/firewall-open.ts";
import {
  azureSecurityGroup,
  azureSecurityRule,
  gcpFirewall,
  securityGroup,
  securityGroupIngress,
  securityGroupRule,
} from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(firewallOpen, securityGroup, [
  [
    "a database",
    { "ingress[1].cidrBlocks": ["0.0.0.0/0"] },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "in halves over two rules",
    {
      "ingress[1].cidrBlocks": ["0.0.0.0/1"],
      "ingress[2]": { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["128.0.0.0/1"] },
    },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "over IPv6",
    { "ingress[1].ipv6CidrBlocks": ["2000::/3"] },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "every protocol",
    { "ingress[0].protocol": "-1", "ingress[0].fromPort": 0, "ingress[0].toPort": 0 },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "a range around a web port",
    { "ingress[0].fromPort": 80 },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  ["from another group", { "ingress[1]": { protocol: "tcp", fromPort: 22, toPort: 22, securityGroups: ["sg-1"] } }],
  [
    "an unknown network",
    { "ingress[1].cidrBlocks[1]": UNKNOWN },
    "unknown: main: ingress[1].cidrBlocks is not known before deployment; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "an unknown port",
    { "ingress[0].toPort": UNKNOWN },
    "unknown: main: ingress[0].cidrBlocks is not known before deployment; allowed: named networks, or the ports of publicPorts alone",
  ],
]);

cloudCases(firewallOpen, securityGroupRule, [
  ["egress", { type: "egress", cidrBlocks: ["0.0.0.0/0"] }],
  [
    "SSH",
    { cidrBlocks: ["0.0.0.0/0"] },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "unknown",
    { cidrBlocks: UNKNOWN },
    "unknown: main: cidrBlocks is not known before deployment; allowed: named networks, or the ports of publicPorts alone",
  ],
]);

cloudCases(firewallOpen, securityGroupIngress, [
  ["SSH", { cidrIpv4: "0.0.0.0/0" }, "main is open to the internet; allowed: named networks, or the ports of publicPorts alone"],
]);

cloudCases(firewallOpen, gcpFirewall, [
  ["to tagged instances' tags", { sourceRanges: undefined, sourceTags: ["bastion"] }],
  ["disabled", { sourceRanges: ["0.0.0.0/0"], disabled: true }],
  ["a web port", { sourceRanges: ["0.0.0.0/0"], allows: [{ protocol: "tcp", ports: ["443"] }] }],
  [
    "nothing said",
    { sourceRanges: undefined },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "every port",
    { sourceRanges: ["0.0.0.0/0"], allows: [{ protocol: "tcp" }] },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
]);

cloudCases(firewallOpen, azureSecurityGroup, [
  [
    "everything",
    { "securityRules[0].sourceAddressPrefix": "*" },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "the tag of the internet",
    { "securityRules[0].sourceAddressPrefix": "Internet" },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
  [
    "unknown",
    { "securityRules[0].sourceAddressPrefix": UNKNOWN },
    "unknown: main: securityRules[0].sourceAddressPrefix is not known before deployment; allowed: named networks, or the ports of publicPorts alone",
  ],
]);

cloudCases(firewallOpen, azureSecurityRule, [
  ["a denial", { access: "Deny", sourceAddressPrefix: "*" }],
  ["a web port", { sourceAddressPrefix: "*", destinationPortRange: "443" }],
  [
    "in a list",
    { sourceAddressPrefix: undefined, sourceAddressPrefixes: ["0.0.0.0/0"] },
    "main is open to the internet; allowed: named networks, or the ports of publicPorts alone",
  ],
]);
