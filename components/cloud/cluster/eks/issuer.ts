import type { ClusterNotice } from "../notice.ts";
import type { EksConfig } from "./config.ts";

/** Roles whose trust hangs on a name that AWS has yet to make up: rules cannot judge them, and some profiles insist. Pure. */
export function issuerNotices({ identity, issuer }: Pick<EksConfig, "identity" | "issuer">): readonly ClusterNotice[] {
  if (identity === "podIdentity" || issuer !== undefined) return [];
  return [
    {
      path: "palisade:cluster.issuer",
      given: "is not set while identity is irsa",
      allowed: "staging and prod refuse roles whose trust is not known before a deployment",
      change: "deploy the layers audit and cloud, then set the issuer that aws eks describe-cluster names",
      refused: false,
    },
  ];
}

/**
 * The issuer of a cluster's tokens. A stack file that names it makes every trust known before a deployment; one that names
 * another's would let the pods of a foreign cluster take on roles of this account. Pure.
 */
export function checkedIssuer(own: string | undefined, named: string | undefined): string {
  if (own === undefined) throw new Error("the cluster names no issuer of tokens");
  if (named === undefined || named === own) return own;
  throw new Error(
    `palisade:cluster.issuer: was ${named}; the issuer of this cluster is ${own}, and another one's tokens are another cluster's; set it to that`,
  );
}
