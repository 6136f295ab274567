import { expect, test } from "vitest";
import { CAPS, holdsIn } from "../../../../policy/lib/blast/caps.ts";
import { PROFILES } from "../../../../policy/lib/packConfig.ts";
import type { Profile } from "../../../../policy/lib/rule.ts";
import type { PolicyResource } from "../../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../../policy/lib/world.ts";
import { blastRadius } from "../../../../policy/rules/governance/blast-radius.ts";
import { networkPolicyObject } from "../../../support/kubernetesObjects.ts";
import { allowed, bound, restricted, workload } from "../../lib/blast/cluster.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { serviceAccount } from "../../fixtures/objects.ts";

const RBAC = "rbac.authorization.k8s.io";
const web = [restricted("shop"), ...workload("shop/web")];
const creatingPods = allowed("shop/web", "shop", ["", "pods", "create"]);
const container = { name: "app", image: "registry.example.com/spike-nexus:1" };
const store = workload("safe/store", { containers: [container] });
const CREATES =
  "Deployment shop/web can create pods: ServiceAccount shop/web creates pods in namespace shop (RoleBinding shop/role-of-web); allowed: workloads named for create-pods";

const HOST = "Deployment shop/host can become its node: it mounts / of its node; allowed: workloads named for node";
const host = [restricted("shop"), ...workload("shop/host", { volumes: [{ name: "root", hostPath: { path: "/" } }] })];
const STORE =
  "Deployment shop/web can open connections to the secret store: the NetworkPolicies open safe/store[Deployment] to it; allowed: workloads named for reach-secret-store";

worldCases(blastRadius, [
  ["a workload without rights", web],
  ["one that creates pods", [...web, ...creatingPods], CREATES],
  [
    "a deployer that the table names",
    [restricted("argocd"), ...workload("argocd/server"), ...allowed("argocd/server", "argocd", ["", "pods", "create"])],
  ],
  [
    "one that becomes the cluster in two steps: that is everything",
    [
      ...web,
      ...workload("argocd/job"),
      ...allowed("shop/web", "argocd", ["", "serviceaccounts/token", "create"]),
      ...allowed("argocd/job", "*", [RBAC, "clusterroles", "escalate"]),
    ],
    "Deployment shop/web can become every right in the cluster: ServiceAccount shop/web requests tokens of ServiceAccounts in namespace argocd (RoleBinding argocd/role-of-web), then ServiceAccount argocd/job gives itself more rights in the cluster (ClusterRoleBinding role-of-job); allowed: workloads named for cluster",
  ],
  ["one that mounts its node", host, HOST],
  ["one that reads Secrets by name", [...web, ...allowed("shop/web", "shop", ["", "secrets", "get", "tls"])]],
  [
    "one whose webhook it may only patch by name",
    [...web, ...allowed("shop/web", "*", ["admissionregistration.k8s.io", "validatingwebhookconfigurations", "patch", "own"])],
  ],
  ["an open secret store", [...web, restricted("safe"), ...store], STORE],
  [
    "a secret store that nothing reaches",
    [...web, restricted("safe"), ...store, networkPolicyObject("safe/deny", { podSelector: {}, policyTypes: ["Ingress"] })],
  ],
  [
    "a role that is not among the objects",
    [...web, bound("shop/web", "operator")],
    "unknown: ClusterRoleBinding bind-web hands out the rights of ClusterRole operator, which is not among the objects, so what its subjects can become is not known",
  ],
  ["no workload", [serviceAccount], NOT_APPLICABLE],
]);

function messages(resources: readonly PolicyResource[], profile: Profile, named: readonly string[] = []): readonly string[] {
  return blastRadius.check(buildWorld(resources), { profile, params: { named } }).map(({ message }) => message);
}

test("a stack names who is trusted with more, trust by trust", () => {
  expect(messages([...web, ...creatingPods], "prod", ["create-pods shop/web"])).toEqual([]);
  expect(messages([...web, ...creatingPods], "prod", ["create-pods shop/*"])).toEqual([]);
  expect(messages([...web, ...creatingPods], "prod", ["exec shop/web", "create-pods shop/api"])).toEqual([CREATES]);
});

test("profiles only ever add caps", () => {
  const counts = PROFILES.map((profile) => CAPS.filter((cap) => holdsIn(cap, profile)).length);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect([counts.at(0), counts.at(-1)]).toEqual([5, CAPS.length]);
  expect([messages(host, "local"), messages(host, "dev")]).toEqual([[], [HOST]]);
});
