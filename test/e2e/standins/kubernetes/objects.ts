/** Finds the API path of an object by asking the API server which kinds it serves. */
import type { KubeApi } from "../../../../tools/cluster/kubeApi.ts";
import { isObject, type WireObject } from "../../../../tools/engine/values.ts";

export interface ObjectKey {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
}

interface Kind {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** The server does not serve this kind (yet): its CRD may come in the same deployment. */
export class KindNotServed extends Error {}

export class ObjectPaths {
  readonly #api: KubeApi;
  readonly #defaultNamespace: string;
  readonly #kinds = new Map<string, Promise<readonly Kind[]>>();

  constructor(api: KubeApi, defaultNamespace: string) {
    this.#api = api;
    this.#defaultNamespace = defaultNamespace;
  }

  /** `/apis/apps/v1/namespaces/data/statefulsets/valkey` */
  async of(key: ObjectKey): Promise<string> {
    const kind = await this.#kind(key);
    const base = groupPath(key.apiVersion);
    const namespace = kind.namespaced ? `/namespaces/${key.namespace ?? this.#defaultNamespace}` : "";
    return `${base}${namespace}/${kind.name}/${encodeURIComponent(key.name)}`;
  }

  async #kind({ apiVersion, kind }: ObjectKey): Promise<Kind> {
    const known = (await this.#served(apiVersion)).find((candidate) => candidate.kind === kind);
    if (known !== undefined) return known;
    this.#kinds.delete(apiVersion);
    const found = (await this.#served(apiVersion)).find((candidate) => candidate.kind === kind);
    if (found !== undefined) return found;
    this.#kinds.delete(apiVersion);
    throw new KindNotServed(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }

  async #served(apiVersion: string): Promise<readonly Kind[]> {
    const asked = this.#kinds.get(apiVersion) ?? this.#ask(apiVersion);
    this.#kinds.set(apiVersion, asked);
    return await asked;
  }

  async #ask(apiVersion: string): Promise<readonly Kind[]> {
    const list = await this.#api.find<{ resources: readonly Kind[] }>(groupPath(apiVersion));
    return (list?.resources ?? []).filter(({ name }) => !name.includes("/"));
  }
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** Of an object whose name is known. */
export function keyOf(object: WireObject): ObjectKey {
  const metadata = isObject(object["metadata"]) ? object["metadata"] : {};
  const namespace = metadata["namespace"];
  return {
    apiVersion: String(object["apiVersion"]),
    kind: String(object["kind"]),
    name: String(metadata["name"]),
    namespace: typeof namespace === "string" ? namespace : undefined,
  };
}

/** The id that Pulumi's provider gives. */
export function idOf({ namespace, name }: ObjectKey): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
