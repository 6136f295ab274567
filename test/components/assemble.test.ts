import { beforeAll, describe, expect, it } from "vitest";
import type { PreviewRecord, RecordedResource } from "../../tools/engine/record.ts";
import { stackNames } from "../../tools/commands/stackPlan.ts";
import { goldenRecord } from "../support/goldenRecord.ts";

const typeOf = ({ type }: RecordedResource): string => type.split(":").at(-1) ?? "";
const isObject = ({ type, custom }: RecordedResource): boolean => custom && type.startsWith("kubernetes:");
const CONTROLLERS = ["Deployment", "StatefulSet", "DaemonSet", "Job"];

/** What a stack registers, and what each of it waits for: its own dependencies, those of its parents, and theirs in turn. */
class Order {
  readonly resources: readonly RecordedResource[];
  readonly #byUrn: ReadonlyMap<string, RecordedResource>;
  readonly #awaited = new Map<string, ReadonlySet<string>>();

  constructor({ resources }: PreviewRecord) {
    this.resources = resources;
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  /** Kubernetes objects below the component of this name. */
  below(component: string): readonly RecordedResource[] {
    return this.resources.filter((resource) => isObject(resource) && this.#ancestors(resource).includes(component));
  }

  #ancestors({ parent }: RecordedResource): readonly string[] {
    const above = this.#byUrn.get(parent ?? "");
    return above === undefined ? [] : [above.name, ...this.#ancestors(above)];
  }

  #awaitedBy(urn: string): ReadonlySet<string> {
    const known = this.#awaited.get(urn);
    if (known !== undefined) return known;
    const found = new Set<string>();
    this.#awaited.set(urn, found);
    const { dependsOn = [], parent } = this.#byUrn.get(urn) ?? {};
    for (const next of [...dependsOn, ...(parent === undefined ? [] : [parent])]) {
      found.add(next);
      for (const further of this.#awaitedBy(next)) found.add(further);
    }
    return found;
  }

  /** What should be there first and is not waited for, as `later: earlier`. */
  unordered(first: readonly RecordedResource[], then: readonly RecordedResource[]): readonly string[] {
    return then.flatMap((late) => {
      const awaited = this.#awaitedBy(late.urn);
      return first.filter(({ urn }) => !awaited.has(urn)).map((early) => `${late.name}: ${early.name}`);
    });
  }
}

describe.each(stackNames("."))("the order of stack %s", (stack) => {
  let order: Order;
  beforeAll(async () => {
    order = new Order(await goldenRecord(stack));
  });

  const services = (): readonly RecordedResource[] =>
    ["data", "observability", "tools", "gateway"].flatMap((name) => order.below(name));
  const controllers = (): readonly RecordedResource[] => order.resources.filter((one) => CONTROLLERS.includes(typeOf(one)));

  it("[S-54] begins with every namespace, its quota and its limits", () => {
    const base = order.below("baseline");
    const kinds = ["Namespace", "ResourceQuota", "LimitRange", "RoleBinding"];
    expect(kinds.filter((kind) => !base.some((one) => typeOf(one) === kind))).toEqual([]);
    const later = ["flows", "identity"].flatMap((name) => order.below(name));
    expect(order.unordered(base, [...later, ...services()])).toEqual([]);
  });

  it("[S-54] [S-57] denies by default and allows every declared path before any pod is made", () => {
    const policies = order.below("flows");
    expect(policies.filter(({ name }) => name.endsWith("default-deny")).length).toBeGreaterThan(5);
    expect(controllers().length).toBeGreaterThan(8);
    expect(order.unordered(policies, controllers())).toEqual([]);
  });

  it("[S-56] [S-58] makes applications last: their accounts, rights, Services and pods wait for all that secures them", () => {
    const security = ["baseline", "flows", "identity"].flatMap((name) => order.below(name));
    const kinds = new Set(services().map(typeOf));
    expect(["ServiceAccount", "Service", "Deployment", "StatefulSet"].filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(order.unordered(security, services())).toEqual([]);
  });

  it("[S-58] makes the gateway after what it calls", () => {
    const called = ["data", "observability", "tools"].flatMap((name) => order.below(name));
    expect(order.unordered(called, order.below("gateway"))).toEqual([]);
  });
});

describe("the production stacks of the three clouds", () => {
  const objects = new Map<string, ReadonlyMap<string, RecordedResource>>();
  beforeAll(async () => {
    for (const stack of ["prod", "prod-gke", "prod-aks"]) {
      const { resources } = await goldenRecord(stack);
      objects.set(stack, new Map(resources.filter(isObject).map((one) => [objectName(one), one])));
    }
  });

  const namesOf = (stack: string): readonly string[] => [...(objects.get(stack)?.keys() ?? [])];

  it("[P-85] [P-90] [P-96] hold the same Kubernetes objects, but for what a cloud's storage and network need", () => {
    const everywhere = namesOf("prod").filter((name) => namesOf("prod-gke").includes(name) && namesOf("prod-aks").includes(name));
    const own = (stack: string): readonly string[] => namesOf(stack).filter((name) => !everywhere.includes(name));
    expect({ eks: own("prod").toSorted(), gke: own("prod-gke").toSorted(), aks: own("prod-aks").toSorted() }).toEqual({
      eks: [
        "NetworkPolicy kube-system/coredns-egress",
        "NetworkPolicy kube-system/coredns-ingress",
        "NetworkPolicy kube-system/ebs-csi-controller-egress",
        "NetworkPolicy kube-system/metrics-server-egress",
        "NetworkPolicy kube-system/metrics-server-ingress",
        "StorageClass /gp3-encrypted",
      ],
      gke: ["CiliumClusterwideNetworkPolicy /spire-system.spire-agent-nodes", "StorageClass /balanced-encrypted"],
      aks: ["CiliumNetworkPolicy spire-system/spire-agent-nodes", "StorageClass /premium-encrypted"],
    });
  });

  it("[P-85] [P-90] run the same pods, but for values of variables, the class of volumes and what a cloud knows pods by", () => {
    const pods = (stack: string): readonly unknown[] =>
      [...(objects.get(stack)?.values() ?? [])]
        .filter((one) => CONTROLLERS.includes(typeOf(one)))
        .map((one) => [objectName(one), withoutCloud(one.inputs["spec"])]);
    expect(pods("prod")).toHaveLength(9);
    expect(pods("prod-gke")).toEqual(pods("prod"));
    expect(pods("prod-aks")).toEqual(pods("prod"));
  });

  it("[P-96] bind ServiceAccounts to identities by annotation on AKS alone", () => {
    const annotated = (stack: string): readonly string[] =>
      [...(objects.get(stack)?.entries() ?? [])]
        .filter(([name, one]) => name.startsWith("ServiceAccount ") && JSON.stringify(one.inputs).includes("/client-id"))
        .map(([name]) => name);
    expect([annotated("prod"), annotated("prod-gke")]).toEqual([[], []]);
    expect(annotated("prod-aks").toSorted()).toEqual([
      "ServiceAccount gateway/precinct-control",
      "ServiceAccount gateway/precinct-gateway",
      "ServiceAccount spire-server/spire-server",
    ]);
  });
});

function objectName({ type, inputs }: RecordedResource): string {
  const { namespace = "", name } = inputs["metadata"] as { readonly namespace?: string; readonly name: string };
  return `${type.split(":").at(-1) ?? ""} ${namespace}/${name}`;
}

/** What the cloud decides of a pod, by key: a file's checksum follows the names in it, as the values of variables do. */
const OF_THE_CLOUD = new Set([
  "palisade.dev/config-checksum",
  "azure.workload.identity/use",
  "azure.workload.identity/client-id",
  "storageClassName",
]);

function withoutCloud(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCloud);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !OF_THE_CLOUD.has(key));
  const isVariable = "name" in value && "value" in value;
  return Object.fromEntries(
    kept.filter(([key]) => !(isVariable && key === "value")).map(([key, inner]) => [key, withoutCloud(inner)]),
  );
}
