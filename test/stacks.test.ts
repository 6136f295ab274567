import { beforeAll, describe, expect, it } from "vitest";
import { goldenDifferences, goldenFiles } from "../tools/golden/goldenFiles.ts";
import { goldenFolder } from "../tools/commands/golden.ts";
import { readFolder } from "../tools/atomicFiles.ts";
import { kubernetesObjects, type KubernetesObject } from "../tools/engine/kubernetesObjects.ts";
import { runPreview } from "../tools/engine/preview.ts";
import type { PreviewRecord } from "../tools/engine/record.ts";
import { isStopping, type Report } from "../policy/lib/report.ts";
import { unknownDocuments } from "./support/policyDocuments.ts";
import { judgeRecord } from "./support/judgeRecord.ts";

const STACKS = ["local", "dev", "staging", "prod", "prod-gke", "prod-aks"] as const;

/** Namespaces of the platform (P-14, P-17, P-22..P-25, P-31, P-32) and SPIRE's own for its server. */
const NAMESPACES = [
  "cosign-system",
  "data",
  "gatekeeper-system",
  "gateway",
  "observability",
  "spike-system",
  "spire-server",
  "spire-system",
  "tools",
];

describe.each(STACKS)("stack %s", (stack) => {
  let record: PreviewRecord;
  let report: Report;
  beforeAll(async () => {
    const outcome = await runPreview({ cwd: ".", stack });
    if ("error" in outcome) throw new Error(outcome.error.message);
    record = outcome.record;
    report = judgeRecord(record, String(record.stackOutputs["profile"]));
  });

  it("[P-67] declares what its golden record says, byte for byte", async () => {
    expect(goldenDifferences(await readFolder(goldenFolder(stack)), goldenFiles(record))).toEqual([]);
  });

  it("[P-106] may be deployed: nothing mandatory fails, nothing is unknown", () => {
    expect(
      report.results.filter((result) => isStopping(result) || result.verdict === "unknown").map((result) => result.message),
    ).toEqual([]);
  });

  it("[P-14, P-17, P-22, P-23, P-24, P-25] has every namespace of the platform", () => {
    const names = kubernetesObjects(record)
      .filter((object) => object.kind === "Namespace")
      .map((object) => object.metadata.name);
    expect(names.sort()).toEqual(NAMESPACES);
  });

  const objectsOf = (kind: string): readonly KubernetesObject[] =>
    kubernetesObjects(record).filter((object) => object.kind === kind);
  const namespacesOf = (objects: readonly KubernetesObject[]): readonly unknown[] =>
    [...new Set(objects.map((object) => object.metadata.namespace))].sort();

  it("[P-04] [P-11] [P-44] [S-72] denies in every namespace what no other policy allows, in both directions", () => {
    const denials = objectsOf("NetworkPolicy").filter(({ metadata }) => metadata.name === "default-deny");
    expect(namespacesOf(denials)).toEqual(NAMESPACES);
    for (const { spec } of denials) expect(spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });

  it("[P-12] [S-51] [P-13] gives every namespace a quota, limits and RBAC of its own", () => {
    for (const kind of ["ResourceQuota", "LimitRange", "RoleBinding"]) expect(namespacesOf(objectsOf(kind))).toEqual(NAMESPACES);
  });

  it("[P-52] [P-102] enforces Pod Security in every namespace, restricted but for the one that touches nodes", () => {
    const levels = objectsOf("Namespace").map(({ metadata }) => {
      const labels = metadata["labels"] as Readonly<Record<string, string>>;
      return [metadata.name, ...["enforce", "audit", "warn"].map((mode) => labels[`pod-security.kubernetes.io/${mode}`])];
    });
    const expected = NAMESPACES.map((name) => {
      const enforced = name === "spire-system" ? "privileged" : "restricted";
      return [name, enforced, "restricted", "restricted"];
    });
    expect(levels.sort()).toEqual(expected);
  });

  it("[G-06] [G-11] binds nobody to the whole cluster but SPIRE, which says why", () => {
    const bindings = objectsOf("ClusterRoleBinding").map(({ metadata, roleRef }) => {
      const annotations = (metadata["annotations"] ?? {}) as Readonly<Record<string, string>>;
      return [(roleRef as { readonly name: string }).name, (annotations["palisade.dev/loosened-api-access"] ?? "").length > 20];
    });
    expect(bindings.sort()).toEqual([
      ["spire-server-spire-server", true],
      ["spire-system-spire-agent", true],
    ]);
  });

  it("hides nothing: no opaque resource, no unanswered invoke, no secret in plain text", () => {
    expect([record.opaque, record.invokes, record.leaks]).toEqual([[], [], []]);
  });

  it("[P-86] knows every policy document of its cloud before anything exists", () => {
    expect(unknownDocuments(record)).toEqual([]);
  });

  it("waives exactly these findings", () => {
    const waived = report.results.filter((result) => result.verdict === "waived");
    const counts = Object.fromEntries(
      [...Map.groupBy(waived, (result) => result.rule)].map(([rule, results]) => [rule, results.length]).sort(),
    );
    expect(counts).toMatchSnapshot();
  });
});
