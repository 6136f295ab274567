import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { checkedIssuer } from "../../../../../components/cloud/cluster/eks/issuer.ts";
import { clusterNotices } from "../../../../../components/cloud/cluster/index.ts";
import { describeProblem } from "../../../../../components/shared/problem.ts";
import { isStopping } from "../../../../../policy/lib/report.ts";
import { runPreview } from "../../../../../tools/engine/preview.ts";
import type { PreviewRecord, RecordedResource } from "../../../../../tools/engine/record.ts";
import { judgeRecord } from "../../../../support/judgeRecord.ts";
import { unknownDocuments } from "../../../../support/policyDocuments.ts";
import { stackProblems } from "../stackProblems.ts";
import { waitsFor } from "../waitsFor.ts";
import { CLOUD, eks, GOOD_CLUSTER } from "./fixture.ts";

type Values = Readonly<Record<string, unknown>>;

const ISSUER = "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const FOREIGN = "https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";

describe("production whose workloads get their roles by IRSA", () => {
  let record: PreviewRecord;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "palisade-irsa-"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
    const project = parse(readFileSync("Pulumi.yaml", "utf8")) as Values;
    writeFileSync(join(folder, "Pulumi.yaml"), stringify({ ...project, main: resolve(".") }));
    const { config } = parse(readFileSync("Pulumi.prod.yaml", "utf8")) as { readonly config: Values };
    const cluster = { ...(config["palisade:cluster"] as Values), identity: "irsa", issuer: ISSUER };
    writeFileSync(join(folder, "Pulumi.prod.yaml"), stringify({ config: { ...config, "palisade:cluster": cluster } }));
    const outcome = await runPreview({ cwd: folder, stack: "prod" });
    if ("error" in outcome) throw new Error(outcome.error.message);
    ({ record } = outcome);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ofType = (type: string): readonly RecordedResource[] => record.resources.filter((resource) => resource.type === type);

  it("keeps every rule, and knows every document before a deployment [P-80] [P-86]", () => {
    const { results } = judgeRecord(record, "prod");
    const stopping = results.filter((result) => isStopping(result) || result.verdict === "unknown");
    expect(stopping.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(unknownDocuments(record)).toEqual([]);
  });

  it("registers the cluster's issuer with IAM once, for tokens meant for STS [P-87]", () => {
    const issuers = ofType("aws:iam/openIdConnectProvider:OpenIdConnectProvider");
    expect(issuers.map(({ name, inputs }) => [name, inputs["clientIdLists"]])).toEqual([
      ["cluster-control-plane-issuer", ["sts.amazonaws.com"]],
    ]);
    expect(issuers[0]?.deletedWith).toBe(ofType("aws:eks/cluster:Cluster")[0]?.urn);
  });

  it("makes no role that trusts an issuer before IAM knows it", () => {
    const roles = ofType("aws:iam/role:Role").filter(({ name }) => name.startsWith("cloud-identities-"));
    expect(roles.length).toBeGreaterThan(2);
    for (const { name } of roles) expect(waitsFor(record.resources, name)).toContain("cluster-control-plane-issuer");
  });

  it("never gives one ServiceAccount a role both ways [P-80] [P-87]", () => {
    const annotated = ofType("kubernetes:core/v1:ServiceAccount")
      .map(({ inputs }) => inputs["metadata"] as { namespace: string; name: string; annotations?: Values })
      .filter(({ annotations }) => annotations?.["eks.amazonaws.com/role-arn"] !== undefined)
      .map(({ namespace, name }) => `${namespace}/${name}`);
    const associated = ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation").map(
      ({ inputs }) => `${String(inputs["namespace"])}/${String(inputs["serviceAccount"])}`,
    );
    expect(annotated).toEqual(expect.arrayContaining(["gateway/precinct-gateway", "spire-server/spire-server"]));
    // The cluster's own driver: its trust is known before the cluster, and so before its issuer.
    expect(associated).toEqual(["kube-system/ebs-csi-controller-sa"]);
    expect(annotated.filter((account) => associated.includes(account))).toEqual([]);
  });
});

describe("the issuer of a cluster", () => {
  it("is what AWS says, named in the stack file or not", () => {
    expect([checkedIssuer(ISSUER, undefined), checkedIssuer(ISSUER, ISSUER)]).toEqual([ISSUER, ISSUER]);
  });

  it("is never that of another cluster, whose pods could take on roles of this account", () => {
    expect(() => checkedIssuer(ISSUER, FOREIGN)).toThrow(
      `palisade:cluster.issuer: was ${FOREIGN}; the issuer of this cluster is ${ISSUER}, and another one's tokens are another cluster's; set it to that`,
    );
    expect(() => checkedIssuer(undefined, ISSUER)).toThrow("the cluster names no issuer of tokens");
  });
});

describe("a stack file", () => {
  const refused = (change: Values): readonly string[] => stackProblems({ ...GOOD_CLUSTER, ...change }, CLOUD);

  it("may choose IRSA, with its issuer once there is one", () => {
    expect([refused({ identity: "irsa" }), refused({ identity: "irsa", issuer: ISSUER })]).toEqual([[], []]);
  });

  it("says how staging and prod come to an issuer, which only a cluster has", () => {
    expect(clusterNotices(eks({ identity: "irsa" }), "2026-11-21").map(describeProblem)).toEqual([
      "palisade:cluster.issuer: is not set while identity is irsa; staging and prod refuse roles whose trust is not known before a deployment; deploy the layers audit and cloud, then set the issuer that aws eks describe-cluster names",
    ]);
    expect(clusterNotices(eks({ identity: "irsa", issuer: ISSUER }), "2026-11-21")).toEqual([]);
    expect(clusterNotices(eks(), "2026-11-21")).toEqual([]);
  });

  it.each<[string, Values, string]>([
    [
      "an issuer that nobody trusts",
      { issuer: ISSUER },
      "palisade:cluster.issuer: is set while identity is podIdentity; tokens of the issuer are trusted with irsa only; set identity to irsa, or remove it",
    ],
    [
      "an issuer of another region",
      { identity: "irsa", issuer: FOREIGN },
      `palisade:cluster.issuer: was ${FOREIGN}; the issuer is in the region of palisade:cloud, eu-central-1; set it to what aws eks describe-cluster names`,
    ],
    [
      "both ways at once",
      { identity: ["podIdentity", "irsa"] },
      "palisade:cluster.identity: was a list; one of podIdentity, irsa; choose one of them",
    ],
    [
      "an issuer that is not AWS's",
      { identity: "irsa", issuer: "https://tokens.example.com" },
      'palisade:cluster.issuer: was "https://tokens.example.com"; must match /^https:\\/\\/oidc\\.eks\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?\\/id\\/[0-9A-F]{32}$/; correct it',
    ],
  ])("is refused for %s", (_title, change, message) => {
    expect(refused(change)).toEqual([message]);
  });
});
