import { describe, expect, it } from "vitest";
import type { CloudEdge, IamContext } from "../../../../components/cloud/iam/contract.ts";
import { iamProblems } from "../../../../components/cloud/iam/validate.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { APPEND, CONTEXTS, edge, spireKeys } from "./fixture.ts";

const subjects = [{ namespace: "gateway", serviceAccount: "precinct-gateway" }];

function messages(edges: readonly CloudEdge[], context: IamContext | undefined): readonly string[] {
  return iamProblems(edges, { context, namespaces: ["gateway"], subjects }).map(describeProblem);
}

const withoutStore = { ...CONTEXTS.aws, audit: undefined };
const AT = "cloud edge gateway/precinct-gateway";

describe("iamProblems", () => {
  it.each(["aws", "gcp", "azure"] as const)("finds nothing wrong with an edge of a planned workload on %s", (cloud) => {
    expect(messages([edge(APPEND, spireKeys(cloud))], CONTEXTS[cloud])).toEqual([]);
  });

  it("does not ask who runs in namespaces of others", () => {
    const driver: CloudEdge = {
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
      purpose: "Volumes",
      grants: [{ kind: "blockVolumes" }],
    };
    expect(messages([driver], CONTEXTS.aws)).toEqual([]);
  });

  it.each<[string, readonly CloudEdge[], IamContext | undefined, readonly string[]]>([
    [
      "two edges of one ServiceAccount",
      [edge(APPEND), edge(spireKeys("aws"))],
      CONTEXTS.aws,
      [
        `${AT}: has two edges to the cloud; a ServiceAccount has one cloud identity; put all its grants into one edge, or give the second workload a ServiceAccount of its own`,
      ],
    ],
    [
      "a ServiceAccount that nobody runs as",
      [{ ...edge(APPEND), serviceAccount: "precinct-control" }],
      CONTEXTS.aws,
      [
        "cloud edge gateway/precinct-control: is the ServiceAccount of no workload; a cloud identity belongs to a workload of the plan; name the ServiceAccount that the workload runs as",
      ],
    ],
    [
      "a cluster that no cloud knows",
      [edge(APPEND)],
      undefined,
      [
        `${AT}: asks for a cloud identity; only a cluster that this program makes knows its ServiceAccounts to a cloud; use a cluster of kind eks, gke or aks with palisade:cloud, or turn off what asks for it`,
      ],
    ],
    [
      "no grants",
      [edge()],
      CONTEXTS.aws,
      [`${AT}: has no grants; an identity that may do nothing is not made; name its grants or drop the edge`],
    ],
    [
      "appending to no store",
      [edge(APPEND)],
      withoutStore,
      [
        `${AT}: appends to the audit store of a stack without one; audit events go where palisade:audit.store says; choose a store, or drop the shipper`,
      ],
    ],
    [
      "a prefix that ends in a slash",
      [edge({ kind: "appendAudit", prefix: "audit/" })],
      CONTEXTS.aws,
      [
        `${AT}: names the prefix "audit/"; a prefix without slashes at its ends, so that audit never matches audit-copy; write it as audit/gateway`,
      ],
    ],
    [
      "no prefix",
      [edge({ kind: "appendAudit", prefix: "" })],
      CONTEXTS.aws,
      [
        `${AT}: names the prefix ""; a prefix without slashes at its ends, so that audit never matches audit-copy; write it as audit/gateway`,
      ],
    ],
    [
      "a prefix with a wildcard",
      [edge({ kind: "readObjects", bucket: "docs", prefixes: ["team-*"] })],
      CONTEXTS.gcp,
      [`${AT}: names the prefix "team-*"; exact names; * and ? stand for others too; name each prefix`],
    ],
    [
      "a whole bucket",
      [edge({ kind: "readObjects", bucket: "docs", prefixes: [] })],
      CONTEXTS.aws,
      [`${AT}: reads a whole bucket; at least one prefix; name the prefixes that it reads`],
    ],
    [
      "every secret",
      [edge({ kind: "readSecrets", names: [] })],
      CONTEXTS.aws,
      [`${AT}: reads every secret; at least one name; name the secrets`],
    ],
    [
      "secrets by a wildcard",
      [edge({ kind: "readSecrets", names: ["prod/*"] })],
      CONTEXTS.aws,
      [`${AT}: names the secret "prod/*"; exact names; * and ? stand for others too; name each secret`],
    ],
    [
      "SPIRE's keys without a key ring",
      [edge({ ...spireKeys("gcp"), home: undefined } as CloudEdge["grants"][number])],
      CONTEXTS.gcp,
      [
        `${AT}: does not say where SPIRE's keys live; the full name of a key ring; set palisade:identity.keyManager to the stack's own cloud`,
      ],
    ],
    [
      "SPIRE's keys without a vault",
      [edge({ ...spireKeys("azure"), home: undefined } as CloudEdge["grants"][number])],
      CONTEXTS.azure,
      [
        `${AT}: does not say where SPIRE's keys live; the resource id of a key vault; set palisade:identity.keyManager to the stack's own cloud`,
      ],
    ],
    [
      "rights on volumes of a cloud that needs none",
      [edge({ kind: "blockVolumes" })],
      CONTEXTS.gcp,
      [`${AT}: asks for rights on volumes of gcp; GKE and AKS run their disk drivers themselves; drop the edge`],
    ],
  ])("refuses %s", (_title, edges, context, expected) => {
    expect(messages(edges, context)).toEqual(expected);
  });
});
