import { read, text } from "../plain.ts";
import { readCluster } from "../reachability/cluster.ts";
import { declaredGraphs } from "../reachability/flowGraph.ts";
import { reachedBy } from "../reachability/groups.ts";
import { reachabilityReport, type ReportOptions } from "../reachability.ts";
import type { World } from "../rule.ts";
import type { PolicyResource } from "../verdict.ts";
import { buildWorld } from "../world.ts";
import { accountName, readAccess, type Account, type Grant } from "./access.ts";
import { climb, nameOf, stepsFrom, type Ground, type Position } from "./climb.ts";
import { readCloudRights } from "./cloudRights.ts";
import { BLAST_VERSION, type BlastReport, type BlastWorkload } from "./report.ts";
import { readHolders, type Holder } from "./workloads.ts";

/**
 * What every workload reaches, may do and reads, and what it becomes when it, its token or its node is taken: computed from the
 * objects alone. Where a program declares its flow graph, the graph says how the cluster reads NetworkPolicies.
 */
export function blastReport(resources: readonly PolicyResource[], options?: ReportOptions): BlastReport {
  const world = buildWorld(resources);
  const ground = readGround(world);
  const nodeOf = nodeFinder(ground);
  const { groups, notes } = reachabilityReport(resources, options ?? declaredOptions(world));
  const cloudOf = readCloudRights(world);
  const reached = reachedBy(groups);
  const issues = ground.access.issues.map(({ message }) => `${message}; more may be possible.`);
  return {
    version: BLAST_VERSION,
    workloads: ground.holders.map((holder) => ({
      id: holder.workload.id,
      serviceAccount: accountName(holder.account),
      token: holder.token,
      // Shared, not copied: thousands of pods may each reach all others.
      network: reached(holder.workload.id) as BlastWorkload["network"],
      cluster: ground.access.grantsOf(holder.account).map(reportGrant),
      cloud: cloudOf(holder.account).map(({ actions, resources: on, conditions, ...rest }) => ({
        ...rest,
        actions: [...actions],
        resources: [...on],
        conditions: [...conditions],
      })),
      reads: [...holder.reads],
      becomes: becomesOf(holder, ground, nodeOf),
    })),
    notes: [...notes, ...new Set(issues)],
  };
}

/** Everything that can be climbed over in a world. */
export function readGround(world: World): Ground {
  const holders = readHolders(world, readCluster(world.resources));
  return {
    access: readAccess(world),
    holders,
    accounts: accountsOf(world, holders),
    tokenSecrets: tokenSecretsOf(world),
    containsPods: podSecurityOf(world),
  };
}

function accountsOf(world: World, holders: readonly Holder[]): readonly Account[] {
  const created = world
    .byKind("ServiceAccount", "")
    .map(({ kubernetes, name }): Account => ({ namespace: kubernetes?.namespace ?? "default", name: kubernetes?.name ?? name }));
  const all = [...created, ...holders.map(({ account }) => account)];
  return [...new Map(all.map((account) => [accountName(account), account])).values()];
}

function tokenSecretsOf(world: World): Ground["tokenSecrets"] {
  return world.byKind("Secret", "").flatMap(({ props, kubernetes, name }) => {
    if (props["type"] !== "kubernetes.io/service-account-token") return [];
    const namespace = kubernetes?.namespace ?? "default";
    const account = text(read(props, "metadata", "annotations", "kubernetes.io/service-account.name"));
    return account === undefined ? [] : [{ namespace, name: kubernetes?.name ?? name, account: { namespace, name: account } }];
  });
}

const CONTAINING: ReadonlySet<unknown> = new Set(["baseline", "restricted"]);

function podSecurityOf(world: World): (namespace: string) => boolean {
  const levels = new Map(
    world
      .byKind("Namespace", "")
      .map(({ props, kubernetes }) => [
        kubernetes?.name,
        read(props, "metadata", "labels", "pod-security.kubernetes.io/enforce"),
      ]),
  );
  return (namespace) => CONTAINING.has(levels.get(namespace));
}

function declaredOptions(world: World): ReportOptions {
  const declared = declaredGraphs(world).find((entry) => "graph" in entry);
  if (declared === undefined || !("graph" in declared)) return {};
  const { enforcement, peers } = declared.graph;
  return {
    enforced: enforcement.engine !== "none",
    ipBlockMatchesPods: enforcement.ipBlockMatchesPods,
    nodeCidrs: peers.nodes.cidrs,
  };
}

function reportGrant({ scope, verbs, groups, resources, names, via }: Grant): BlastWorkload["cluster"][number] {
  return {
    ...(scope === undefined ? {} : { scope }),
    verbs: [...verbs],
    groups: [...groups],
    resources: [...resources],
    ...(names.length === 0 ? {} : { names: [...names] }),
    via,
  };
}

function becomesOf(holder: Holder, ground: Ground, nodeOf: (holder: Holder) => NodeTaken): BlastWorkload["becomes"] {
  const { withNode, onNode } = nodeOf(holder);
  return {
    itself: stepsOf([{ kind: "workload", holder }], ground),
    withToken: stepsOf([{ kind: "account", account: holder.account }], ground),
    withNode: [...withNode],
    onNode: onNode.filter((id) => id !== holder.workload.id),
  };
}

/** What follows when a node is taken, and who may be on it. */
type NodeTaken = Pick<BlastWorkload["becomes"], "withNode" | "onNode">;

/** The nodes of workloads that ask for the same labels are alike, so they are climbed from once. */
function nodeFinder(ground: Ground): (holder: Holder) => NodeTaken {
  const known = new Map<string, NodeTaken>();
  return (holder) => {
    const asked = Object.entries(holder.nodeSelector).filter(([, value]) => typeof value === "string");
    const key = JSON.stringify(asked.sort());
    const taken = known.get(key) ?? takeNode(holder, ground);
    known.set(key, taken);
    return taken;
  };
}

function takeNode(near: Holder, ground: Ground): NodeTaken {
  const node: Position = { kind: "node", near };
  const onNode = stepsFrom(node, ground).map(([position]) => nameOf(position));
  const neighbours = new Set(onNode);
  // Pods on the node that can leave their container lead back to where one stands already.
  const contained = ground.holders.map((other) => (neighbours.has(other.workload.id) ? { ...other, escapes: [] } : other));
  const steps = stepsOf([node], { ...ground, holders: contained });
  // Whoever has the node has what runs there: only what that leads to is a step.
  return { withNode: steps.filter(({ from }) => from !== nameOf(node)), onNode };
}

function stepsOf(starts: readonly Position[], ground: Ground): BlastWorkload["becomes"]["itself"] {
  return [...climb(starts, ground).values()].map(({ step }) => step);
}
