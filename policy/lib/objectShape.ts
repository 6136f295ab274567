import { elements, entries, isAbsent, isList, isRecord, isUnknown, read, type PlainRecord, type Placed } from "./plain.ts";
import { podTemplatePath } from "./podSpecs.ts";
import type { Plain, PolicyResource } from "./verdict.ts";

/** A field of another shape than the API server accepts. */
export interface ShapeFault {
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

/** The shape of a value: text, a map of texts, a list of one shape, or an object with fields of known shapes. */
type Shape = "text" | "texts" | { readonly list: Shape; readonly filled?: true } | Fields;
interface Fields {
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const anything: Fields = { fields: {} };
const objects: Shape = { list: anything };

const metadata: Fields = {
  fields: { name: "text", generateName: "text", namespace: "text", labels: "texts", annotations: "texts" },
};

const container: Fields = {
  fields: {
    name: "text",
    image: "text",
    command: { list: "text" },
    args: { list: "text" },
    env: { list: { fields: { name: "text", value: "text", valueFrom: anything }, required: ["name"] } },
    envFrom: objects,
    ports: objects,
    volumeMounts: objects,
    volumeDevices: objects,
    resources: { fields: { limits: anything, requests: anything } },
    securityContext: { fields: { capabilities: { fields: { add: { list: "text" }, drop: { list: "text" } } } } },
  },
  required: ["name"],
};

const podSpec: Fields = {
  fields: {
    containers: { list: container, filled: true },
    initContainers: { list: container },
    ephemeralContainers: { list: container },
    volumes: { list: { fields: { name: "text" }, required: ["name"] } },
    tolerations: objects,
    imagePullSecrets: objects,
    hostAliases: objects,
    topologySpreadConstraints: objects,
    securityContext: anything,
    nodeSelector: "texts",
    affinity: anything,
    serviceAccountName: "text",
  },
  required: ["containers"],
};

const podTemplate: Fields = { fields: { metadata, spec: podSpec }, required: ["spec"] };

/** Fields that rules read, of kinds without pods. */
const KINDS: Readonly<Record<string, Fields>> = {
  ConfigMap: { fields: { data: "texts" } },
  Secret: { fields: { data: "texts", stringData: "texts" } },
  Role: { fields: { rules: objects } },
  ClusterRole: { fields: { rules: objects } },
  RoleBinding: { fields: { subjects: objects, roleRef: anything } },
  ClusterRoleBinding: { fields: { subjects: objects, roleRef: anything } },
  NetworkPolicy: {
    fields: { spec: { fields: { podSelector: anything, ingress: objects, egress: objects, policyTypes: { list: "text" } } } },
  },
  Service: { fields: { spec: { fields: { ports: objects, selector: "texts" } } } },
};

/** Everything in a Kubernetes object that has another shape than the API server accepts; what is unknown is left alone. */
export function findShapeFaults(resource: PolicyResource): readonly ShapeFault[] {
  const { kubernetes, props } = resource;
  if (kubernetes === undefined) return [];
  if (kubernetes.kind.endsWith("List") && "items" in props)
    return judge({ value: props["items"], path: "items" }, { list: anything, filled: true });
  const shapes = [{ fields: { metadata, spec: anything } }, KINDS[kubernetes.kind], podShape(kubernetes)].filter(
    (shape) => shape !== undefined,
  );
  const faults = [...missingName(resource), ...shapes.flatMap((shape) => judgeFields(props, "", shape))];
  const required = kubernetes.partial === true ? faults.filter(({ found }) => found !== "missing") : faults;
  return [...new Map(required.map((fault) => [fault.path, fault])).values()];
}

/** Paths of the items of a List that are not known yet: objects that no rule could judge. */
export function findUnknownItems({ kubernetes, props }: PolicyResource): readonly string[] {
  if (kubernetes?.kind.endsWith("List") !== true) return [];
  return elements(props["items"], "items").flatMap(({ value, path }) => (isUnknown(value) ? [path] : []));
}

/** The path to the pod template, each step required, and the template at its end. */
function podShape(kubernetes: PolicyResource["kubernetes"]): Fields | undefined {
  const steps = podTemplatePath(kubernetes);
  return steps?.reduceRight<Fields>((inner, step) => ({ fields: { [step]: inner }, required: [step] }), podTemplate);
}

/** Pulumi names an object that has no name; a manifest must name it. Kustomizations are configuration, not objects. */
function missingName({ file, props, kubernetes }: PolicyResource): readonly ShapeFault[] {
  if (file === undefined || kubernetes?.apiVersion.startsWith("kustomize.config.k8s.io/") === true) return [];
  const named = ["name", "generateName"].some((key) => !isAbsent(read(props, "metadata", key)));
  return named ? [] : [{ path: "metadata.name", found: "missing", allowed: "a name or a generateName is required" }];
}

function judge({ value, path }: Placed, shape: Shape): readonly ShapeFault[] {
  if (isUnknown(value)) return [];
  if (shape === "text")
    return typeof value === "string" ? [] : [fault(path, value, "text is allowed, in quotes where it looks like a number")];
  if (shape === "texts")
    return isRecord(value)
      ? entries(value).flatMap(([key, inner]) => judgeEntry(inner, `${path}.${key}`))
      : [fault(path, value, "an object is allowed")];
  if ("list" in shape) return judgeList({ value, path }, shape);
  return isRecord(value) ? judgeFields(value, `${path}.`, shape) : [fault(path, value, "an object is allowed")];
}

/** An empty value of a map of texts is written as null by many, and accepted. */
function judgeEntry(value: Plain, path: string): readonly ShapeFault[] {
  return value === null ? [] : judge({ value, path }, "text");
}

function judgeList({ value, path }: Placed, { list, filled }: Extract<Shape, { list: Shape }>): readonly ShapeFault[] {
  if (!isList(value)) return [fault(path, value, "a list is allowed")];
  if (filled === true && value.length === 0)
    return [{ path, found: "an empty list", allowed: "at least one element is required" }];
  return elements(value, path).flatMap((element) => judge(element, list));
}

function judgeFields(object: PlainRecord, prefix: string, { fields, required }: Fields): readonly ShapeFault[] {
  return Object.entries(fields).flatMap(([key, shape]) => {
    const value = read(object, key);
    const path = `${prefix}${key}`;
    if (!isAbsent(value)) return judge({ value, path }, shape);
    if (required?.includes(key) !== true) return [];
    return [{ path, found: value === null ? "null" : "missing", allowed: "it is required" }];
  });
}

/** Names the kind of value only: what stands where text belongs may be a secret. */
function fault(path: string, value: Plain, allowed: string): ShapeFault {
  const found = value === null ? "null" : isList(value) ? "a list" : isRecord(value) ? "an object" : `a ${typeof value}`;
  return { path, found, allowed };
}
