import type { Cidr } from "../../../shared/cluster.ts";
import type { EksConfig } from "./config.ts";

/** Groups of the cluster; a rule names the other side by one of them or by a network. */
export type SecurityGroupName = "controlPlane" | "node" | "accessHost";

export interface SecurityGroupRule {
  readonly group: SecurityGroupName;
  readonly direction: "ingress" | "egress";
  readonly peer: { readonly group: SecurityGroupName } | { readonly cidr: Cidr };
  /** First and last port; absent for every protocol. */
  readonly tcp?: readonly [number, number];
  readonly why: string;
}

const NODE = { group: "node" } as const;
const CONTROL_PLANE = { group: "controlPlane" } as const;
const ACCESS_HOST = { group: "accessHost" } as const;
const API: readonly [number, number] = [443, 443];

/** Ports of nodes and pods that the API server calls. Pods share the security group of their node. */
const CALLED_BY_API_SERVER: readonly (readonly [readonly [number, number], string])[] = [
  [[443, 443], "webhooks on 443"],
  [[8443, 8443], "webhooks on 8443"],
  [[9443, 9443], "webhooks on 9443"],
  [[10250, 10251], "kubelet and metrics-server"],
];

/** Where private databases and vaults are; which pod may call which is what NetworkPolicies say. */
const PRIVATE: readonly Cidr[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * What the cluster's security groups let through. Between pods NetworkPolicies decide: they share the group of their node. Pure.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
export function securityGroupRules({ access }: Pick<EksConfig, "access">): readonly SecurityGroupRule[] {
  const both =
    (from: typeof NODE | typeof CONTROL_PLANE | typeof ACCESS_HOST, to: typeof NODE | typeof CONTROL_PLANE) =>
    (tcp: readonly [number, number], why: string): readonly SecurityGroupRule[] => [
      { group: from.group, direction: "egress", peer: to, tcp, why },
      { group: to.group, direction: "ingress", peer: from, tcp, why },
    ];
  const host = access.mode === "publicCidrs" ? [] : accessHostRules(both(ACCESS_HOST, CONTROL_PLANE));
  const connected = access.mode === "vpcRunner" ? access.connectedCidrs : [];
  return [
    { group: "node", direction: "ingress", peer: NODE, why: "between nodes and pods, where NetworkPolicies decide" },
    { group: "node", direction: "egress", peer: NODE, why: "between nodes and pods, where NetworkPolicies decide" },
    ...both(NODE, CONTROL_PLANE)(API, "API server"),
    ...CALLED_BY_API_SERVER.flatMap(([ports, why]) => both(CONTROL_PLANE, NODE)(ports, why)),
    { group: "node", direction: "egress", peer: { cidr: "0.0.0.0/0" }, tcp: API, why: "images and AWS" },
    ...PRIVATE.map((cidr) => ({
      group: "node" as const,
      direction: "egress" as const,
      peer: { cidr },
      tcp: [1, 65535] as const,
      why: "private services, where NetworkPolicies decide",
    })),
    ...connected.map((cidr) => ({
      group: "controlPlane" as const,
      direction: "ingress" as const,
      peer: { cidr },
      tcp: API,
      why: "deployers in a connected network",
    })),
    ...host,
  ];
}

function accessHostRules(
  toApi: (tcp: readonly [number, number], why: string) => readonly SecurityGroupRule[],
): readonly SecurityGroupRule[] {
  return [
    ...toApi(API, "API server"),
    {
      group: "accessHost",
      direction: "egress",
      peer: { cidr: "0.0.0.0/0" },
      tcp: API,
      why: "Session Manager and the deployer's tools",
    },
  ];
}
