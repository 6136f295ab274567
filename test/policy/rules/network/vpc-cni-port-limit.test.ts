import { describe, expect, test } from "vitest";
import type { Plain } from "../../../../policy/lib/verdict.ts";
import { vpcCniPortLimit } from "../../../../policy/rules/network/vpc-cni-port-limit.ts";
import { networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import { declaredWorld } from "../../lib/reachability/declaredFixture.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { block, DB } from "./policyFixture.ts";
import { guarded } from "./vpcCniFixture.ts";

const ports = (count: number, first = 8000): Plain => Array.from({ length: count }, (_, at) => ({ port: first + at }));
const rule = (peer: Plain, list: Plain): Plain => ({ to: [peer], ports: list });
const egress = (name: string, ...rules: readonly Plain[]): ReturnType<typeof networkPolicyObject> =>
  networkPolicyObject(`shop/${name}`, { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Egress"], egress: rules });
const web = workloadObject({ key: "shop/web" });
const A = "10.1.0.0/16";
const says = (count: number, who = "NetworkPolicy shop/a", peer = A): string =>
  `${who}: egress names ${count} ports for ${peer}; allowed: 24, which the VPC CNI keeps`;

worldCases(vpcCniPortLimit, [
  ["24 ports", guarded(web, egress("a", rule(block(A), ports(24))))],
  ["25 ports", guarded(web, egress("a", rule(block(A), ports(25)))), says(25)],
  ["25 ports of a policy that selects no pod here", guarded(egress("a", rule(block(A), ports(25)))), says(25)],
  ["in two rules", guarded(web, egress("a", rule(block(A), ports(20)), rule(block(A), ports(5, 9000)))), says(25)],
  [
    "in two policies of the same pods",
    guarded(web, egress("a", rule(block(A), ports(20))), egress("b", rule(block(A), ports(5, 9000)))),
    says(25, "NetworkPolicy shop/a and NetworkPolicy shop/b"),
  ],
  ["in a wider block", guarded(web, egress("a", rule(block("10.0.0.0/8"), ports(20)), rule(block(A), ports(5, 9000)))), says(25)],
  ["the same ports twice", guarded(web, egress("a", rule(block(A), ports(20)), rule(block(A), ports(20))))],
  ["of two peers", guarded(web, egress("a", rule(block(A), ports(20)), rule(block("10.2.0.0/16"), ports(20, 9000))))],
  ["a range", guarded(web, egress("a", rule(block(A), [{ port: 8000, endPort: 9000 }])))],
  ["a rule without ports", guarded(web, egress("a", { to: [block(A)] }))],
  ["pods", guarded(web, egress("a", rule(DB, ports(25)))), says(25, undefined, "the pods of spec.egress[0].to[0]")],
  ["a rule for everybody", guarded(web, egress("a", rule(block(A), ports(20)), { ports: ports(5, 9000) })), says(25)],
  ["another engine", [web, egress("a", rule(block(A), ports(25)))], NOT_APPLICABLE],
  ["no policies", guarded(web), NOT_APPLICABLE],
]);

describe("vpc-cni-port-limit", () => {
  test("believes what the stack declares of its cluster", () => {
    const engine = (name: string): boolean =>
      vpcCniPortLimit.appliesTo(declaredWorld({ graph: { enforcement: { engine: name, ipBlockMatchesPods: true } } }));
    expect([engine("aws-vpc-cni"), engine("cilium")]).toEqual([true, false]);
  });
});
