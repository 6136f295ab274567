import { describe, expect, it } from "vitest";
import { CONTROLS, CONTROL_NAMES, type Controls } from "../../components/config/profiles.ts";
import { describeFlow, describePort } from "../../components/flow/describe.ts";
import type { Flow } from "../../components/flow/graph.ts";
import { compileNetworkPolicies } from "../../components/flow/networkPolicy.ts";
import type { Plan } from "../../components/plan.ts";
import type { WorkloadSpec } from "../../components/workload/spec.ts";
import { stackNames } from "../../tools/commands/stackPlan.ts";
import { changed, planOf, planned, shippedStack } from "../support/stacks.ts";

const STACKS = stackNames(".");

const workloadsOf = ({ workloads }: Plan): readonly WorkloadSpec[] => Object.values(workloads).flat();

/** `from -> to port by authentication`, of flows between two workloads. */
function inside({ graph }: Plan): readonly string[] {
  const isInside = ({ from, to }: Flow): boolean => from.kind === "workload" && to.kind === "workload";
  return graph.flows
    .filter(isInside)
    .map((flow) => `${describeFlow(flow)} ${flow.ports.map(describePort).join(",")} by ${flow.authentication.by}`);
}

describe.each(STACKS)("the plan of stack %s", (stack) => {
  const made = planOf(shippedStack(stack));

  it("[P-33] [P-37] [P-38] [P-39] [P-49] lets exactly these workloads talk to each other, each known by its identity", () => {
    expect(inside(made)).toEqual([
      "spire-system/spire-agent -> spire-server/spire-server 8081/TCP by tls",
      "observability/otel-collector -> observability/phoenix 8443/TCP by spiffe",
      "gateway/precinct-gateway -> tools/s3-mcp-server 8443/TCP by spiffe",
      "gateway/precinct-gateway -> data/valkey 6380/TCP by spiffe",
      "gateway/precinct-gateway -> observability/otel-collector 4317/TCP by spiffe",
      "gateway/precinct-control -> tools/s3-mcp-server 8443/TCP by spiffe",
      "gateway/precinct-control -> data/valkey 6380/TCP by spiffe",
      "gateway/precinct-control -> observability/otel-collector 4317/TCP by spiffe",
    ]);
  });

  it("[P-35] [P-50] gives every workload of the platform but the agents of identity themselves an identity", () => {
    const without = workloadsOf(made).filter(({ identity }) => identity === undefined);
    expect(without.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      "spire-server/spire-server",
      "spire-system/spire-agent",
      "spire-system/spiffe-csi-driver",
    ]);
  });

  it("[S-78] runs every workload under a ServiceAccount of its own", () => {
    const accounts = workloadsOf(made).map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount.name}`);
    expect(accounts.length).toBeGreaterThan(8);
    expect([new Set(accounts).size, accounts.filter((account) => account.endsWith("/default"))]).toEqual([accounts.length, []]);
  });

  it("[P-46] [G-21] lets no container write to its own image: what is written goes to volumes", () => {
    const containers = workloadsOf(made).flatMap(({ containers, initContainers = [] }) => [...initContainers, ...containers]);
    expect(containers.filter(({ loosened }) => loosened?.writableRootFilesystem === true)).toEqual([]);
    const scratch = workloadsOf(made).flatMap(({ volumes = [] }) => volumes.filter(({ kind }) => kind === "scratch"));
    expect([scratch.length > 0, scratch.every((volume) => "size" in volume)]).toEqual([true, true]);
  });

  const { policies } = compileNetworkPolicies(made.graph, made.context.cluster);
  const rulesOf = (direction: "ingress" | "egress", name: string): readonly object[] =>
    policies
      .filter((policy) => `${policy.namespace}/${policy.name}` === `${name}-${direction}`)
      .flatMap<object>(({ spec }) => spec[direction] ?? []);

  it("[S-73] [S-74] opens each service by rules of its own, which name peers and ports, and none by default", () => {
    const onPods = (kind: "from" | "to", key: string): boolean =>
      made.graph.flows.some((flow) => flow[kind].kind === "workload" && flow[kind].key === key);
    for (const { namespace, name } of workloadsOf(made)) {
      const key = `${namespace}/${name}`;
      const [ingress, egress] = [rulesOf("ingress", key), rulesOf("egress", key)];
      expect([key, ingress.length > 0, egress.length > 0]).toEqual([key, onPods("to", key), onPods("from", key)]);
      for (const rule of [...ingress, ...egress])
        expect(Object.values(rule).map((list) => (list as readonly unknown[]).length > 0)).toEqual([true, true]);
    }
  });

  it("[G-54] [G-56] writes a policy at both ends of every flow that crosses namespaces", () => {
    const crossing = made.graph.flows.filter(
      ({ from, to }) => from.kind === "workload" && to.kind === "workload" && namespaceOf(from.key) !== namespaceOf(to.key),
    );
    expect(crossing).toHaveLength(7);
    for (const { from, to, ports } of crossing) {
      if (from.kind !== "workload" || to.kind !== "workload") continue;
      const opens = (rules: readonly object[], peer: string): boolean =>
        rules
          .map((rule) => JSON.stringify(rule))
          .some((rule) => rule.includes(`"${peer}"`) && rule.includes(`"port":${ports[0]?.port}`));
      expect(opens(rulesOf("egress", from.key), namespaceOf(to.key))).toBe(true);
      expect(opens(rulesOf("ingress", to.key), namespaceOf(from.key))).toBe(true);
    }
    const denying = policies.filter(({ name }) => name === "default-deny").map(({ namespace }) => namespace);
    expect(denying).toEqual([...made.graph.namespaces].sort());
  });
});

const namespaceOf = (key: string): string => key.slice(0, key.indexOf("/"));

describe("production", () => {
  it.each(STACKS.filter((stack) => stack.startsWith("prod")))("[P-63] of stack %s lowers no control", (stack) => {
    const { controls } = planOf(shippedStack(stack)).context;
    const hardest = CONTROL_NAMES.map((name) => [name, CONTROLS[name].values.prod]);
    expect(controls).toEqual({ profile: "prod", ...Object.fromEntries(hardest) } as Controls);
  });
});

const problemsOf = (values: Readonly<Record<string, unknown>>): readonly string[] => {
  const made = planned(values);
  return "graph" in made ? [] : made;
};

/** The local stack on another cluster. */
function local(cluster: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const values = shippedStack("local");
  return { ...values, cluster: { ...(values["cluster"] as object), ...cluster } };
}

describe("clusters that are there already", () => {
  it("[P-09] runs the local stack on the one node of Docker Desktop, every workload once", () => {
    const made = planOf(shippedStack("local"));
    expect(made.context.cluster).toMatchObject({ flavour: "docker-desktop", maxNodes: 1, networkPolicy: { engine: "none" } });
    const replicated = workloadsOf(made).filter(({ controller }) => "replicas" in controller && controller.replicas !== 1);
    expect(replicated).toEqual([]);
  });

  it("[P-10] runs the local stack on the nodes of a kind cluster, with an agent on each", () => {
    const made = planOf(local({ flavour: "kind", context: "kind-palisade", networkPolicyEngine: "calico", maxNodes: 4 }));
    const agents = made.namespaces.find(({ name }) => name === "spire-system")?.quota.pods;
    expect([made.context.cluster.flavour, agents]).toEqual(["kind", 8]);
  });

  it("[G-02] runs on k3s v1.34 and on UpCloud's managed Kubernetes, from local to prod", () => {
    const k3s = { flavour: "k3s", kubernetesVersion: "1.34", networkPolicyEngine: "kube-router" };
    expect(problemsOf(local(k3s))).toEqual([]);
    expect(problemsOf(changed("cluster", { flavour: "upcloud", networkPolicyEngine: "cilium" }))).toEqual([]);
  });

  it.each([1, 3, 5000])("[I-04] leaves room for an agent on each of %d nodes", (maxNodes) => {
    const made = planOf(changed("cluster", { maxNodes }));
    const perNode = made.workloads.identity.filter(({ controller }) => controller.kind === "DaemonSet").length;
    expect(made.namespaces.find(({ name }) => name === "spire-system")?.quota.pods).toBe(perNode * maxNodes);
  });
});

describe("identities", () => {
  it.each(STACKS)(
    "[S-63] of stack %s are renewed: certificates live for a day at most, and the CA that signs them too",
    (stack) => {
      const { context, graph } = planOf(shippedStack(stack));
      const { svidTtl, caTtl } = context.config.identity;
      expect([svidTtl, caTtl]).toEqual(["1h", "24h"]);
      const own = graph.nodes.flatMap(({ identity }) => identity?.ttlSeconds ?? []);
      expect(own.filter((seconds) => seconds > context.controls.maxSvidHours * 3600)).toEqual([]);
    },
  );

  it("[S-63] that live longer than a day are refused in every profile", () => {
    const values = {
      ...shippedStack("local"),
      identity: { kind: "spire", kubeletVerification: "skip", svidTtl: "25h", caTtl: "200h" },
    };
    expect(problemsOf(values)).toEqual(["palisade:identity.svidTtl: was 25h; profile local allows at most 24h; lower svidTtl"]);
  });
});
