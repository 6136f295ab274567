import { beforeAll, describe, expect, it } from "vitest";
import type { Trust } from "../../../components/cloud/iam/contract.ts";
import type { Report } from "../../../policy/lib/report.ts";
import { isStopping } from "../../../policy/lib/report.ts";
import { kubernetesObjects } from "../../../tools/engine/kubernetesObjects.ts";
import type { PreviewRecord, RecordedResource } from "../../../tools/engine/record.ts";
import { goodStack, shippedStack } from "../../support/stacks.ts";
import { unknownDocuments } from "../../support/policyDocuments.ts";
import { judgeRecord } from "../../support/judgeRecord.ts";
import { temporaryStacks } from "../../support/temporaryStacks.ts";
import { AZURE, EXISTING_NETWORK as AKS_NETWORK } from "./cluster/aks/fixture.ts";
import { EXISTING_NETWORK as EKS_NETWORK } from "./cluster/eks/fixture.ts";
import { EXISTING_NETWORK as GKE_NETWORK } from "./cluster/gke/fixture.ts";

const KINDS = ["eks", "gke", "aks", "existing"] as const;
const PROFILES = ["dev", "staging", "prod"] as const;

type Kind = (typeof KINDS)[number];

/** The production stack of each kind. An existing cluster has none of ours, and no cloud that could keep its audit trail. */
const PRODUCTION: Readonly<Record<Kind, string>> = { eks: "prod", gke: "prod-gke", aks: "prod-aks", existing: "prod" };

/** Networks that somebody else made, where staging is; rooms for databases among them. */
const EXISTING_NETWORKS: Readonly<Record<Exclude<Kind, "existing">, object>> = {
  eks: {
    ...EKS_NETWORK,
    dataSubnets: [
      { id: "subnet-0e", cidr: "10.40.33.0/28" },
      { id: "subnet-0f", cidr: "10.40.33.16/28" },
    ],
  },
  gke: GKE_NETWORK,
  aks: inSubscriptionOf("prod-aks", AKS_NETWORK),
};

function inSubscriptionOf(stack: string, network: object): object {
  const { subscriptionId } = shippedStack(stack)["cloud"] as { readonly subscriptionId: string };
  return JSON.parse(JSON.stringify(network).replaceAll(AZURE.subscriptionId, subscriptionId)) as object;
}

/** The production stack under another profile. What was confirmed for production is confirmed for nothing else. */
function stackOf(kind: Kind, profile: string): Readonly<Record<string, unknown>> {
  const values = kind === "existing" ? goodStack : shippedStack(PRODUCTION[kind]);
  if (profile === "prod") return values;
  const audit = Object.entries((values["audit"] ?? { store: "none" }) as object);
  const unlocked = audit.filter(([key]) => key !== "confirmIrreversible" && key !== "phase");
  const landed = profile === "staging" && kind !== "existing" ? { network: EXISTING_NETWORKS[kind] } : {};
  const cluster = { ...(values["cluster"] as object), ...landed };
  return { ...values, profile, cluster, audit: Object.fromEntries(unlocked) };
}

interface Binding {
  readonly subject: { readonly namespace: string; readonly serviceAccount: string };
  readonly trust: { readonly by: Trust };
}

/** Whether the cloud, or the ServiceAccount and its pods, carry what makes the identity theirs. */
function isKnown(record: PreviewRecord, { urn, inputs }: RecordedResource): boolean {
  const { subject, trust } = inputs as unknown as Binding;
  const children = record.resources.filter(({ parent }) => parent === urn).map((child) => JSON.stringify(child.inputs));
  const objects = kubernetesObjects(record).filter(({ metadata }) => metadata.namespace === subject.namespace);
  const account = objects.find(({ kind, metadata }) => kind === "ServiceAccount" && metadata.name === subject.serviceAccount);
  const pods = objects.filter((object) => JSON.stringify(object).includes(`"serviceAccountName":"${subject.serviceAccount}"`));
  switch (trust.by) {
    case "podIdentity":
      return children.some((text) => text.includes(`"serviceAccount":"${subject.serviceAccount}"`) && text.includes(":role/"));
    case "irsa":
      return JSON.stringify(account).includes("eks.amazonaws.com/role-arn");
    case "workloadIdentityPool":
      return children.some((text) => text.includes(`/subject/ns/${subject.namespace}/sa/${subject.serviceAccount}"`));
    case "federatedCredential":
      return (
        JSON.stringify(account).includes("azure.workload.identity/client-id") &&
        pods.length > 0 &&
        pods.every((pod) => JSON.stringify(pod).includes('"azure.workload.identity/use":"true"'))
      );
  }
}

const preview = temporaryStacks();

/** The production stacks of the clouds are shipped: `test/stacks.test.ts` asks them the same. */
const CASES = KINDS.flatMap((kind) => PROFILES.map((profile) => ({ kind, profile }))).filter(
  ({ kind, profile }) => kind === "existing" || profile !== "prod",
);

describe.each(CASES)("a cluster of kind $kind in profile $profile", ({ kind, profile }) => {
  let record: PreviewRecord;
  let report: Report;
  beforeAll(async () => {
    // Waivers are granted to stacks by name.
    record = await preview(profile === "prod" ? PRODUCTION[kind] : `${profile}-${kind}`, stackOf(kind, profile));
    report = judgeRecord(record, profile);
  });

  it("[P-01] [P-02] [P-03] [P-85] [I-01] previews without a credential, and hides nothing", () => {
    expect([record.opaque, record.invokes, record.leaks]).toEqual([[], [], []]);
  });

  it("[P-86] knows every policy document before anything exists", () => {
    expect(unknownDocuments(record)).toEqual([]);
  });

  it("[P-87] [P-91] [P-94] gives every ServiceAccount with an identity what its cloud knows it by", () => {
    const bindings = record.resources.filter(({ type }) => type === "palisade:iam:Binding");
    expect(bindings.length > 0).toBe(kind !== "existing");
    expect(bindings.filter((binding) => !isKnown(record, binding)).map(({ name }) => name)).toEqual([]);
  });

  it("leaves no rule without an answer", () => {
    expect(report.results.filter(({ verdict }) => verdict === "unknown").map(({ message }) => message)).toEqual([]);
  });

  it("may be deployed, but for locked storage where no cloud has any", () => {
    const stopping = report.results.filter(isStopping).map(({ rule }) => rule);
    expect(stopping).toEqual(kind === "existing" && profile === "prod" ? ["audit-store-locked"] : []);
  });
});
