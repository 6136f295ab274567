import { elements, entries, isAbsent, isUnknown, items, read, text } from "./plain.ts";
import { Reader } from "./reachability/reader.ts";
import { readSelector } from "./reachability/readSelector.ts";
import { selects, type Labels, type Selector } from "./reachability/selector.ts";
import { controllersIn } from "./replication.ts";
import type { World } from "./rule.ts";
import type { Plain, PolicyResource } from "./verdict.ts";

/** A webhook that stops objects of Kubernetes itself while it cannot answer. */
export interface CriticalWebhook {
  /** The configuration it stands in. */
  readonly webhook: PolicyResource;
  readonly path: string;
  readonly namespace: string;
  readonly service: string;
  /** Its namespaceSelector. */
  readonly selector: Selector;
  /** It is asked about pods. */
  readonly pods: boolean;
}

/** Groups whose objects everything else is made of. */
const BUILT_IN = ["*", "", "apps", "batch", "networking.k8s.io", "rbac.authorization.k8s.io", "policy"];

export function criticalWebhooks(world: World): readonly CriticalWebhook[] {
  return ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]
    .flatMap((kind) => world.byKind(kind, "admissionregistration.k8s.io"))
    .flatMap((webhook) =>
      elements(read(webhook.props, "webhooks"), "webhooks").flatMap(({ value, path }) => readWebhook(webhook, value, path)),
    );
}

function readWebhook(webhook: PolicyResource, value: Plain, path: string): readonly CriticalWebhook[] {
  const namespace = text(read(value, "clientConfig", "service", "namespace"));
  const service = text(read(value, "clientConfig", "service", "name"));
  const rules = items(read(value, "rules")).filter((rule) => includes(read(rule, "apiGroups"), BUILT_IN));
  if (namespace === undefined || service === undefined || rules.length === 0) return [];
  if (read(value, "failurePolicy") === "Ignore") return [];
  const selector = readSelector(new Reader(), read(value, "namespaceSelector") ?? {}, "namespaceSelector");
  const pods = rules.some(
    (rule) =>
      includes(read(rule, "apiGroups"), ["*", ""]) &&
      includes(read(rule, "resources"), ["*", "*/*", "pods"]) &&
      includes(read(rule, "operations") ?? ["*"], ["*", "CREATE"]),
  );
  return [{ webhook, path, namespace, service, selector, pods }];
}

/** What is not known yet may be any of them. */
function includes(list: Plain, wanted: readonly string[]): boolean {
  return items(list).some((one) => isUnknown(one) || wanted.includes(text(one) ?? "?"));
}

/** Controllers whose pods a Service of the world selects. */
export function controllersBehind(world: World, namespace: string, service: string): readonly PolicyResource[] {
  const found = world
    .byKind("Service", "")
    .find(({ kubernetes }) => kubernetes?.namespace === namespace && kubernetes.name === service);
  const selector = readSelector(new Reader(), { matchLabels: read(found?.props, "spec", "selector") }, "spec.selector");
  return selector.length === 0
    ? []
    : controllersIn(world, "Deployment", "StatefulSet", "DaemonSet").filter(({ props, kubernetes }) => {
        const labels = new Reader().labels(read(props, "spec", "template", "metadata", "labels"), "labels");
        return kubernetes?.namespace === namespace && labels !== undefined && selects(selector, labels) === true;
      });
}

/** Labels of a namespace; only its name where it is not among the resources. */
export function labelsOfNamespace(world: World, name: string): Labels {
  const found = world.byKind("Namespace", "").find(({ kubernetes }) => kubernetes?.name === name);
  const labels = new Reader().labels(read(found?.props, "metadata", "labels"), "labels") ?? {};
  return { ...labels, "kubernetes.io/metadata.name": name };
}

/** A selector of objects that leaves none out. */
export function selectsEverything(selector: Plain): boolean {
  return (
    isAbsent(selector) || entries(selector).every(([, part]) => isAbsent(part) || entries(part).length + items(part).length === 0)
  );
}
