import { describe, expect, it } from "vitest";
import { blastReport } from "../../../../policy/lib/blast/blast.ts";
import type { PolicyResource } from "../../../../policy/lib/verdict.ts";
import { kubernetesResource } from "../../../support/kubernetesObjects.ts";
import { allowed, bound, clusterRole, granted, restricted, workload, type RuleSketch } from "./cluster.ts";

const RBAC = "rbac.authorization.k8s.io";

/** A web server among others: `db` in its namespace, `vault` in another one; both namespaces keep pods off the node. */
const around = [restricted("shop"), restricted("safe"), ...workload("shop/db"), ...workload("safe/vault")];
const web = workload("shop/web");

/** What a thief of the token of `shop/web` can become, in the order it gets there. */
function withToken(...more: readonly (PolicyResource | readonly PolicyResource[])[]): readonly string[] {
  const report = blastReport([...around, ...web, ...more.flat()]);
  return (report.workloads.find(({ id }) => id === "shop/web[Deployment]")?.becomes.withToken ?? []).map(({ to }) => to);
}

const CLUSTER = "every right in the cluster";
const account = (key: string): string => `ServiceAccount ${key}`;
const pods = (key: string): string => `${key}[Deployment]`;

describe("what a stolen ServiceAccount token becomes", () => {
  it("stays what it is without rights", () => {
    expect(withToken()).toEqual([]);
  });

  it("creating pods becomes every ServiceAccount of the namespace", () => {
    expect(withToken(allowed("shop/web", "shop", ["", "pods", "create"]))).toEqual([account("shop/db")]);
    expect(withToken(allowed("shop/web", "shop", ["batch", "cronjobs", "patch"]))).toEqual([account("shop/db")]);
  });

  it("creating pods where Pod Security does not hold them becomes a node, and with it every workload and its account", () => {
    const open = kubernetesResource({ apiVersion: "v1", kind: "Namespace", metadata: { name: "open" } });
    expect(withToken(open, allowed("shop/web", "open", ["", "pods", "create"]))).toEqual([
      "any node",
      pods("safe/vault"),
      pods("shop/db"),
      pods("shop/web"),
      account("safe/vault"),
      account("shop/db"),
    ]);
  });

  it.each<[string, RuleSketch]>([
    ["relabelling namespaces", ["", "namespaces", "patch"]],
    ["creating volumes", ["", "persistentvolumes", "create"]],
  ])("creating pods in a restricted namespace and %s becomes a node", (_title, rule) => {
    expect(withToken(allowed("shop/web", "*", rule))).toEqual([]);
    const both = withToken(
      allowed("shop/web", "*", rule),
      granted(
        { kind: "ServiceAccount", namespace: "shop", name: "web" },
        "shop",
        [{ apiGroups: [""], resources: ["pods"], verbs: ["create"] }],
        "pods",
      ),
    );
    expect(both[0]).toBe("any node");
  });

  it("requesting tokens becomes the ServiceAccounts of the namespace, or only the one that is named", () => {
    expect(withToken(allowed("shop/web", "safe", ["", "serviceaccounts/token", "create"]))).toEqual([account("safe/vault")]);
    expect(withToken(allowed("shop/web", "*", ["", "serviceaccounts/token", "create"]))).toEqual([
      account("shop/db"),
      account("safe/vault"),
    ]);
    expect(withToken(allowed("shop/web", "*", ["", "serviceaccounts/token", "create", "db"]))).toEqual([account("shop/db")]);
  });

  it.each<[string, RuleSketch]>([
    ["bind", [RBAC, "clusterroles", "bind"]],
    ["escalate", [RBAC, "clusterroles", "escalate"]],
    ["impersonating users", ["", "users", "impersonate"]],
    ["approving certificates", ["certificates.k8s.io", "certificatesigningrequests/approval", "update"]],
    ["signing certificates", ["certificates.k8s.io", "signers", "sign"]],
    ["writing webhooks", ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"]],
    ["binding mutating policies", ["admissionregistration.k8s.io", "mutatingadmissionpolicybindings", "update"]],
    ["serving a part of the API", ["apiregistration.k8s.io", "apiservices", "patch"]],
  ])("%s becomes the cluster", (_title, rule) => {
    expect(withToken(allowed("shop/web", "*", rule))).toEqual([CLUSTER]);
  });

  it("a RoleBinding gives nothing of what exists once in the cluster", () => {
    expect(
      withToken(allowed("shop/web", "shop", ["admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"])),
    ).toEqual([]);
    expect(withToken(allowed("shop/web", "shop", ["certificates.k8s.io", "signers", "sign"]))).toEqual([]);
  });

  it("writing one webhook configuration by name is not the cluster", () => {
    const rule: RuleSketch = ["admissionregistration.k8s.io", "validatingwebhookconfigurations", "patch", "own"];
    expect(withToken(allowed("shop/web", "*", rule))).toEqual([]);
  });

  it("bind in a namespace becomes every right there, pods included", () => {
    expect(withToken(allowed("shop/web", "safe", [RBAC, "roles", "bind"]))).toEqual([
      "every right in namespace safe",
      account("safe/vault"),
      pods("safe/vault"),
    ]);
  });

  it("exec becomes the pods of the namespace and the tokens they hold", () => {
    expect(withToken(allowed("shop/web", "safe", ["", "pods/exec", "create"]))).toEqual([
      pods("safe/vault"),
      account("safe/vault"),
    ]);
    expect(withToken(allowed("shop/web", "safe", ["", "pods/ephemeralcontainers", "patch"]))).toEqual([
      pods("safe/vault"),
      account("safe/vault"),
    ]);
  });

  it("asking kubelets becomes every pod", () => {
    expect(withToken(allowed("shop/web", "*", ["", "nodes/proxy", "get"]))).toContain(pods("safe/vault"));
  });

  it("reading Secrets becomes the accounts whose tokens they hold", () => {
    const token = kubernetesResource({
      apiVersion: "v1",
      kind: "Secret",
      type: "kubernetes.io/service-account-token",
      metadata: { name: "vault-token", namespace: "safe", annotations: { "kubernetes.io/service-account.name": "vault" } },
    });
    expect(withToken(token, allowed("shop/web", "safe", ["", "secrets", "list"]))).toEqual([account("safe/vault")]);
    expect(withToken(token, allowed("shop/web", "safe", ["", "secrets", "get", "other"]))).toEqual([]);
  });

  it("creating and reading Secrets becomes every ServiceAccount of the namespace, one alone does not", () => {
    const rule = (...verbs: readonly string[]): readonly PolicyResource[] =>
      granted({ kind: "ServiceAccount", namespace: "shop", name: "web" }, "safe", [
        { apiGroups: [""], resources: ["secrets"], verbs },
      ]);
    expect(withToken(rule("create", "get"))).toEqual([account("safe/vault")]);
    expect(withToken(rule("create"))).toEqual([]);
    expect(withToken(rule("get"))).toEqual([]);
  });

  it("an empty name in a role limits nothing", () => {
    expect(withToken(allowed("shop/web", "safe", ["", "serviceaccounts/token", "create", ""]))).toEqual([account("safe/vault")]);
  });

  it("goes several steps: exec, then the rights of what it got into", () => {
    const rights = [
      ...allowed("shop/web", "safe", ["", "pods/exec", "create"]),
      ...allowed("safe/vault", "*", [RBAC, "clusterroles", "escalate"]),
    ];
    expect(withToken(rights)).toEqual([pods("safe/vault"), account("safe/vault"), CLUSTER]);
    const step = blastReport([...around, ...web, ...rights])
      .workloads.find(({ id }) => id.startsWith("shop/web"))
      ?.becomes.withToken.at(-1);
    expect(step).toEqual({
      from: "ServiceAccount safe/vault",
      to: CLUSTER,
      by: "gives itself more rights in the cluster (ClusterRoleBinding role-of-vault)",
    });
  });
});

describe("rights are those of all bindings together", () => {
  const escalate = [{ apiGroups: [RBAC], resources: ["*"], verbs: ["*"] }];
  it.each([
    ["its user name", { kind: "User", name: "system:serviceaccount:shop:web" }],
    ["all accounts of its namespace", { kind: "Group", name: "system:serviceaccounts:shop" }],
    ["all accounts", { kind: "Group", name: "system:serviceaccounts" }],
    ["everybody who is authenticated", { kind: "Group", name: "system:authenticated" }],
    ["everybody", { kind: "User", name: "system:anonymous" }],
  ])("through %s", (_title, subject) => {
    expect(withToken(granted(subject, "*", escalate))).toContain(CLUSTER);
  });

  it("not through the accounts of another namespace", () => {
    expect(withToken(granted({ kind: "Group", name: "system:serviceaccounts:safe" }, "*", escalate))).toEqual([]);
  });

  it("through roles that every cluster has", () => {
    expect(withToken(bound("shop/web", "cluster-admin"))).toContain(CLUSTER);
    expect(withToken(bound("shop/web", "edit", "safe"))).toContain(account("safe/vault"));
    expect(withToken(bound("shop/web", "view"))).toEqual([]);
  });

  it("through roles that aggregate others", () => {
    const collecting = clusterRole("all", [], { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { join: "all" } }] } });
    const part = clusterRole("part", [[RBAC, "clusterroles", "escalate"]], { metadata: { labels: { join: "all" } } });
    expect(withToken(collecting, part, bound("shop/web", "all"))).toEqual([CLUSTER]);
    expect(withToken(collecting, clusterRole("part", [[RBAC, "clusterroles", "escalate"]]), bound("shop/web", "all"))).toEqual(
      [],
    );
  });
});

describe("rights that flow through aggregation [G-12]", () => {
  const labelled = (name: string, label: string, rules: readonly RuleSketch[] = []): PolicyResource =>
    clusterRole(name, rules, { metadata: { labels: { [label]: "true" } } });
  const escalating = [[RBAC, "clusterroles", "escalate"]] as const satisfies readonly RuleSketch[];

  it("over several roles", () => {
    const taking = (label: string): object => ({
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label]: "true" } }] },
    });
    const outer = clusterRole("outer", [], taking("to-outer") as Parameters<typeof clusterRole>[2]);
    const inner = clusterRole("inner", [], { ...taking("to-inner"), metadata: { labels: { "to-outer": "true" } } });
    expect(withToken(outer, inner, labelled("part", "to-inner", escalating), bound("shop/web", "outer"))).toEqual([CLUSTER]);
  });

  it.each([
    ["view", "view", true],
    ["view", "edit", true],
    ["view", "admin", true],
    ["edit", "view", false],
    ["edit", "admin", true],
    ["admin", "edit", false],
  ])("a part of %s reaches whoever is bound to %s: %s", (into, role, reaches) => {
    const part = labelled("part", `${RBAC}/aggregate-to-${into}`, escalating);
    expect(withToken(part, bound("shop/web", role)).includes(CLUSTER)).toBe(reaches);
  });

  it("and end where two roles take each other in", () => {
    const one = clusterRole("one", [], {
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { two: "true" } }] },
      metadata: { labels: { one: "true" } },
    });
    const two = clusterRole("two", escalating, {
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { one: "true" } }] },
      metadata: { labels: { two: "true" } },
    });
    expect(withToken(one, two, bound("shop/web", "one"))).toEqual([CLUSTER]);
  });
});

describe("what a broken-in container becomes", () => {
  const itself = (pod: Parameters<typeof workload>[1]): readonly string[] => {
    const report = blastReport([...around, ...workload("shop/web", { automountServiceAccountToken: false, ...pod })]);
    return (report.workloads.find(({ id }) => id === "shop/web[Deployment]")?.becomes.itself ?? [])
      .slice(0, 1)
      .map(({ to, by }) => `${to}: ${by}`);
  };
  const container = { name: "app", image: "example.com/app:1" };

  it("nothing without a token and privileges", () => {
    expect(itself({})).toEqual([]);
  });

  it.each([
    ["a privileged container", { containers: [{ ...container, securityContext: { privileged: true } }] }, "is privileged"],
    [
      "an init container with SYS_ADMIN",
      { initContainers: [{ ...container, securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }] },
      "has the capability SYS_ADMIN",
    ],
    [
      "the runtime's socket",
      { volumes: [{ name: "s", hostPath: { path: "/run/containerd/containerd.sock" } }] },
      "mounts /run/containerd/containerd.sock of its node",
    ],
    ["the root folder", { volumes: [{ name: "s", hostPath: { path: "/" } }] }, "mounts / of its node"],
    ["a Windows host process", { securityContext: { windowsOptions: { hostProcess: true } } }, "is a hostProcess"],
  ])("its node by %s", (_title, pod, by) => {
    expect(itself(pod)).toEqual([`a node of shop/web[Deployment]: ${by}`]);
  });

  it("not its node by a folder of its own there", () => {
    expect(itself({ volumes: [{ name: "s", hostPath: { path: "/opt/web" } }] })).toEqual([]);
  });

  it("its account by a projected token for the API server, not by one for another audience", () => {
    const projected = (token: object): Parameters<typeof workload>[1] => ({
      volumes: [{ name: "t", projected: { sources: [{ serviceAccountToken: { path: "t", ...token } }] } }],
    });
    expect(itself(projected({}))).toEqual(["ServiceAccount shop/web: holds its token"]);
    expect(itself(projected({ audience: "spire-server" }))).toEqual([]);
  });
});

describe("what a stolen node becomes", () => {
  const onNode = (selector: Record<string, string>): readonly (readonly string[])[] => {
    const linux = workload("shop/web", { nodeSelector: { pool: "web" } });
    const other = workload("shop/other", { nodeSelector: selector });
    const { becomes } =
      blastReport([restricted("shop"), ...linux, ...other]).workloads.find(({ id }) => id === "shop/web[Deployment]") ?? {};
    return [becomes?.onNode ?? [], (becomes?.withNode ?? []).map(({ to }) => to)];
  };

  it("every workload that may run there, and the tokens they hold", () => {
    expect(onNode({})).toEqual([["shop/other[Deployment]"], ["ServiceAccount shop/other", "ServiceAccount shop/web"]]);
  });

  it("not those that other nodes are chosen for", () => {
    expect(onNode({ pool: "other" })).toEqual([[], ["ServiceAccount shop/web"]]);
  });
});
