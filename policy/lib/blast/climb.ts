import { accountName, type Access, type Account } from "./access.ts";
import { capabilitiesOf, type Capability, type Held } from "./capabilities.ts";
import { mayShareNode, type Holder } from "./workloads.ts";

/** Somewhere an attacker can stand. */
export type Position =
  | { readonly kind: "workload"; readonly holder: Holder }
  | { readonly kind: "account"; readonly account: Account }
  | { readonly kind: "namespace"; readonly name: string }
  /** A node that pods of the workload run on; any node without one. */
  | { readonly kind: "node"; readonly near?: Holder }
  | { readonly kind: "cluster" };

/** How a position is taken. */
export interface Step {
  readonly from: string;
  readonly to: string;
  /** What `from` has or does: `creates pods in namespace shop (RoleBinding shop/deployer)`. */
  readonly by: string;
}

/** Positions taken, with the step that took each first; the shortest way to each. */
export type Climb = ReadonlyMap<string, { readonly position: Position; readonly step: Step }>;

/** What a climb goes over. */
export interface Ground {
  readonly access: Access;
  readonly holders: readonly Holder[];
  /** Every ServiceAccount there is. */
  readonly accounts: readonly Account[];
  /** Accounts whose token a Secret of the namespace holds, by namespace. */
  readonly tokenSecrets: readonly { readonly namespace: string; readonly name: string; readonly account: Account }[];
  /** True where Pod Security keeps pods off the node. */
  readonly containsPods: (namespace: string) => boolean;
}

/** Everywhere that can be reached from some positions, without those themselves. */
export function climb(starts: readonly Position[], ground: Ground): Climb {
  const taken = new Map<string, { readonly position: Position; readonly step: Step }>();
  const begun = new Set(starts.map(nameOf));
  const queue = [...starts];
  for (let at = 0; at < queue.length; at++) {
    const position = queue[at] as Position;
    for (const [next, by] of stepsFrom(position, ground)) {
      const to = nameOf(next);
      if (begun.has(to) || taken.has(to)) continue;
      taken.set(to, { position: next, step: { from: nameOf(position), to, by } });
      queue.push(next);
    }
  }
  return taken;
}

export function nameOf(position: Position): string {
  switch (position.kind) {
    case "workload":
      return position.holder.workload.id;
    case "account":
      return `ServiceAccount ${accountName(position.account)}`;
    case "namespace":
      return `every right in namespace ${position.name}`;
    case "node":
      return position.near === undefined ? "any node" : `a node of ${position.near.workload.id}`;
    case "cluster":
      return "every right in the cluster";
  }
}

type Next = readonly [position: Position, by: string];

/** The steps one position allows. */
export function stepsFrom(position: Position, ground: Ground): readonly Next[] {
  switch (position.kind) {
    case "workload":
      return [
        ...tokenOf(position.holder),
        ...position.holder.escapes.map((why): Next => [{ kind: "node", near: position.holder }, why]),
      ];
    case "account":
      return stepsWith(heldBy(position.account, ground), ground);
    case "namespace":
      return stepsWith(capabilitiesOf(everythingIn(position.name)), ground);
    case "node":
      return neighboursOn(position, ground).map((holder): Next => [{ kind: "workload", holder }, "may run it"]);
    case "cluster":
      return [];
  }
}

function neighboursOn({ near }: { readonly near?: Holder }, { holders }: Ground): readonly Holder[] {
  return near === undefined ? holders : holders.filter((other) => mayShareNode(near, other));
}

function tokenOf({ account, token }: Holder): readonly Next[] {
  return token ? [[{ kind: "account", account }, "holds its token"]] : [];
}

/** What the account's rights make of it. */
export function heldBy(account: Account, { access }: Ground): readonly Held[] {
  return access.grantsOf(account).flatMap(capabilitiesOf);
}

function everythingIn(namespace: string): Parameters<typeof capabilitiesOf>[0] {
  return {
    groups: ["*"],
    resources: ["*"],
    verbs: ["*"],
    names: [],
    scope: namespace,
    via: `every right in namespace ${namespace}`,
  };
}

function stepsWith(held: readonly Held[], ground: Ground): readonly Next[] {
  const all = new Set(held.map(({ capability }) => capability));
  return held.flatMap((one) => LEADS[one.capability](one, ground, all).map((position): Next => [position, describeHeld(one)]));
}

export function describeHeld({ does, scope, names, via }: Held): string {
  const what = names.length === 0 ? "" : ` (${names.join(", ")})`;
  return `${does}${what} in ${scope === undefined ? "the cluster" : `namespace ${scope}`} (${via})`;
}

type Lead = (held: Held, ground: Ground, all: ReadonlySet<Capability>) => readonly Position[];

const toCluster: Lead = () => [{ kind: "cluster" }];
const nowhere: Lead = () => [];

/** Where each capability leads. */
const LEADS: Readonly<Record<Capability, Lead>> = {
  escalate: ({ scope }) => [scope === undefined ? { kind: "cluster" } : { kind: "namespace", name: scope }],
  "impersonate-users": toCluster,
  "approve-certificates": toCluster,
  "write-webhooks": ({ names }) => (names.length === 0 ? [{ kind: "cluster" }] : []),
  "impersonate-accounts": (held, ground) => accountsOf(held, ground),
  "request-tokens": (held, ground) => accountsOf(held, ground),
  "create-pods": (held, ground, all) => [
    ...(mayLeavePod(held, ground, all) ? [{ kind: "node" } as const] : []),
    ...accountsOf(held, ground),
  ],
  exec: ({ scope }, { holders }) =>
    holders
      .filter(({ workload }) => scope === undefined || workload.namespace === scope)
      .map((holder): Position => ({ kind: "workload", holder })),
  "use-kubelets": (_held, { holders }) => holders.map((holder): Position => ({ kind: "workload", holder })),
  "read-secrets": ({ scope, names }, { tokenSecrets }) =>
    tokenSecrets
      .filter(
        ({ namespace, name }) => (scope === undefined || namespace === scope) && (names.length === 0 || names.includes(name)),
      )
      .map(({ account }): Position => ({ kind: "account", account })),
  // The control plane puts a token into a Secret that asks for it: whoever reads it back is any account.
  "create-secrets": (held, ground, all) => (all.has("read-secrets") ? accountsOf(held, ground) : []),
  // Only together with pods: see mayLeavePod.
  "lower-pod-security": nowhere,
  "create-volumes": nowhere,
};

function accountsOf({ scope, names }: Held, { accounts }: Ground): readonly Position[] {
  return accounts
    .filter(({ namespace, name }) => (scope === undefined || namespace === scope) && (names.length === 0 || names.includes(name)))
    .map((account): Position => ({ kind: "account", account }));
}

/** A pod leaves its container where nothing holds it: no Pod Security, or the power to lift it, or a volume that passes it. */
function mayLeavePod({ scope }: Held, { containsPods }: Ground, all: ReadonlySet<Capability>): boolean {
  return scope === undefined || !containsPods(scope) || all.has("lower-pod-security") || all.has("create-volumes");
}
