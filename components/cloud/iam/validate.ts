import type { Problem } from "../../shared/problem.ts";
import type { CloudEdge, Grant, IamContext, Subject } from "./contract.ts";

/** What the checks look at beside the edges. */
export interface IamSurroundings {
  /** Absent where the cluster's ServiceAccounts are known to no cloud. */
  readonly context: IamContext | undefined;
  /** Namespaces that this stack makes; in others (kube-system) it does not know who runs. */
  readonly namespaces: readonly string[];
  /** ServiceAccounts that planned workloads run as. */
  readonly subjects: readonly Subject[];
}

/** What is wrong with what workloads ask of the cloud. Pure. */
export function iamProblems(edges: readonly CloudEdge[], surroundings: IamSurroundings): readonly Problem[] {
  const seen = new Set<string>();
  return edges.flatMap((edge) => {
    const key = keyOf(edge);
    const again = seen.has(key);
    seen.add(key);
    return [
      ...when(again, {
        path: pathOf(edge),
        given: "has two edges to the cloud",
        allowed: "a ServiceAccount has one cloud identity",
        change: "put all its grants into one edge, or give the second workload a ServiceAccount of its own",
      }),
      ...subjectProblems(edge, surroundings),
      ...(surroundings.context === undefined ? [withoutCloud(edge)] : grantProblems(edge, surroundings.context)),
    ];
  });
}

function withoutCloud(edge: CloudEdge): Problem {
  return {
    path: pathOf(edge),
    given: "asks for a cloud identity",
    allowed: "only a cluster that this program makes knows its ServiceAccounts to a cloud",
    change: "use a cluster of kind eks, gke or aks with palisade:cloud, or turn off what asks for it",
  };
}

function subjectProblems(edge: CloudEdge, { namespaces, subjects }: IamSurroundings): readonly Problem[] {
  const known = subjects.some((subject) => keyOf(subject) === keyOf(edge));
  return when(!known && namespaces.includes(edge.namespace), {
    path: pathOf(edge),
    given: "is the ServiceAccount of no workload",
    allowed: "a cloud identity belongs to a workload of the plan",
    change: "name the ServiceAccount that the workload runs as",
  });
}

function grantProblems(edge: CloudEdge, context: IamContext): readonly Problem[] {
  const path = pathOf(edge);
  return [
    ...when(edge.grants.length === 0, {
      path,
      given: "has no grants",
      allowed: "an identity that may do nothing is not made",
      change: "name its grants or drop the edge",
    }),
    ...edge.grants.flatMap((grant) => CHECKS[grant.kind](grant as never, context).map((problem) => ({ path, ...problem }))),
  ];
}

type Fault = Omit<Problem, "path">;
type Check<K extends Grant["kind"]> = (grant: Extract<Grant, { kind: K }>, context: IamContext) => readonly Fault[];

const CHECKS: { readonly [K in Grant["kind"]]: Check<K> } = {
  appendAudit: ({ prefix }, { audit }) => [
    ...when(audit === undefined, {
      given: "appends to the audit store of a stack without one",
      allowed: "audit events go where palisade:audit.store says",
      change: "choose a store, or drop the shipper",
    }),
    ...prefixFaults([prefix]),
  ],
  readObjects: ({ prefixes }) => [
    ...when(prefixes.length === 0, {
      given: "reads a whole bucket",
      allowed: "at least one prefix",
      change: "name the prefixes that it reads",
    }),
    ...prefixFaults(prefixes),
  ],
  spireKeys: ({ home }, { cloud }) =>
    when(cloud.provider !== "aws" && home === undefined, {
      given: "does not say where SPIRE's keys live",
      allowed: cloud.provider === "gcp" ? "the full name of a key ring" : "the resource id of a key vault",
      change: "set palisade:identity.keyManager to the stack's own cloud",
    }),
  readSecrets: ({ names }) => [
    ...when(names.length === 0, { given: "reads every secret", allowed: "at least one name", change: "name the secrets" }),
    ...names.filter((name) => /[*?]/.test(name)).map((name) => wildcard("secret", name)),
  ],
  blockVolumes: (_, { cloud }) =>
    when(cloud.provider !== "aws", {
      given: `asks for rights on volumes of ${cloud.provider}`,
      allowed: "GKE and AKS run their disk drivers themselves",
      change: "drop the edge",
    }),
};

function prefixFaults(prefixes: readonly string[]): readonly Fault[] {
  return prefixes.flatMap((prefix) => [
    ...(/[*?]/.test(prefix) ? [wildcard("prefix", prefix)] : []),
    ...when(prefix === "" || prefix.startsWith("/") || prefix.endsWith("/"), {
      given: `names the prefix ${JSON.stringify(prefix)}`,
      allowed: "a prefix without slashes at its ends, so that audit never matches audit-copy",
      change: "write it as audit/gateway",
    }),
  ]);
}

function wildcard(what: string, name: string): Fault {
  return {
    given: `names the ${what} ${JSON.stringify(name)}`,
    allowed: "exact names; * and ? stand for others too",
    change: `name each ${what}`,
  };
}

function keyOf({ namespace, serviceAccount }: Subject): string {
  return `${namespace}/${serviceAccount}`;
}

function pathOf(edge: CloudEdge): string {
  return `cloud edge ${keyOf(edge)}`;
}

function when<T>(wrong: boolean, problem: T): readonly T[] {
  return wrong ? [problem] : [];
}
