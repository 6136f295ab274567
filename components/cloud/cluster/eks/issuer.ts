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
