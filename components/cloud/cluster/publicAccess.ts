import type { Problem } from "../../shared/problem.ts";
import { namedNetworks, publicNetworkProblems } from "./networks.ts";
import { repeatedProblems } from "./nodeGroups.ts";

/** Ways to an API server, of which one is a public address for some networks. */
type Access = { readonly mode: "publicCidrs"; readonly cidrs: readonly string[] } | { readonly mode: string };

export interface PublicAccessLimits {
  /** The control of that name. */
  readonly privateApiServer: boolean;
  /** The other modes of the kind, as a sentence names them. */
  readonly others: string;
}

/** A public address where none may be, or one that lets in more than some networks of deployers. Pure. */
export function publicAccessProblems(access: Access, { privateApiServer, others }: PublicAccessLimits): readonly Problem[] {
  if (!("cidrs" in access) || access.mode !== "publicCidrs") return [];
  const path = "palisade:cluster.access";
  const refused: Problem = {
    path: `${path}.mode`,
    given: "was publicCidrs",
    allowed: "the API server has no public address where controls.privateApiServer is on",
    change: `choose ${others}, or lower the control with a waiver`,
  };
  return [
    ...(privateApiServer ? [refused] : []),
    ...namedNetworks(`${path}.cidrs`, access.cidrs).flatMap(publicNetworkProblems),
    ...repeatedProblems(`${path}.cidrs`, access.cidrs, "a network is let in once"),
  ];
}
