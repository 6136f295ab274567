/** Creates, reads and deletes objects of one cluster by server-side apply, and waits for them. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type KubeApi } from "../../../../tools/cluster/kubeApi.ts";
import { isObject, type WireObject } from "../../../../tools/engine/values.ts";
import { KindNotServed, keyOf, ObjectPaths, type ObjectKey } from "./objects.ts";
import { notReady, waitsForPods } from "./ready.ts";

const POLL_MS = 100;
const DEFAULT_WAIT_SECONDS = 120;

export interface Target {
  readonly urn: string;
  readonly object: WireObject;
}

/** The object is there and did not become what it should within the time. */
export class NotReadyInTime extends Error {
  readonly live: WireObject;

  constructor(live: WireObject, reason: string) {
    super(reason);
    this.live = live;
  }
}

export class Resources {
  readonly #api: KubeApi;
  readonly #paths: ObjectPaths;

  constructor(api: KubeApi, defaultNamespace: string) {
    this.#api = api;
    this.#paths = new ObjectPaths(api, defaultNamespace);
  }

  /** What the server would store. Undefined when it cannot say yet: the namespace or the kind comes in the same deployment. */
  async tryOut({ urn, object }: Target): Promise<WireObject | undefined> {
    try {
      return await this.#apply({ urn, object }, "&dryRun=All");
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  async apply(target: Target): Promise<WireObject> {
    return await this.#apply(target, "");
  }

  async #apply({ urn, object }: Target, dryRun: string): Promise<WireObject> {
    const path = await this.#paths.of(keyOf(object));
    const annotations = isObject(object["metadata"]) ? object["metadata"]["annotations"] : undefined;
    const force = isObject(annotations) && annotations["pulumi.com/patchForce"] === "true" ? "&force=true" : "";
    return await this.#api.call<WireObject>(`${path}?fieldManager=${fieldManager(urn)}&fieldValidation=Strict${force}${dryRun}`, {
      method: "PATCH",
      body: object,
      contentType: "application/apply-patch+yaml",
    });
  }

  /** Gives up every field that this resource set; the object itself stays. */
  async relinquish({ urn, object }: Target): Promise<void> {
    const { apiVersion, kind, name, namespace } = keyOf(object);
    const metadata = namespace === undefined ? { name } : { name, namespace };
    await this.#apply({ urn, object: { apiVersion, kind, metadata } }, "");
  }

  async find(key: ObjectKey): Promise<WireObject | undefined> {
    try {
      return await this.#api.find<WireObject>(await this.#paths.of(key));
    } catch (error) {
      if (error instanceof KindNotServed) return undefined;
      throw error;
    }
  }

  async untilReady(key: ObjectKey, seconds: number): Promise<WireObject> {
    const deadline = Date.now() + (seconds || DEFAULT_WAIT_SECONDS) * 1000;
    for (;;) {
      const live = await this.find(key);
      const reason = live === undefined ? "it is gone" : notReady(live, await this.#hasEndpoints(live));
      if (live !== undefined && reason === undefined) return live;
      if (Date.now() > deadline) throw new NotReadyInTime(live ?? {}, reason ?? "");
      await sleep(POLL_MS);
    }
  }

  async #hasEndpoints(object: WireObject): Promise<boolean> {
    if (object["kind"] !== "Service" || !waitsForPods(object)) return false;
    const { namespace, name } = keyOf(object);
    const selector = encodeURIComponent(`kubernetes.io/service-name=${name}`);
    const slices = await this.#api.call<{ items: readonly Slice[] }>(
      `/apis/discovery.k8s.io/v1/namespaces/${namespace ?? ""}/endpointslices?labelSelector=${selector}`,
    );
    return slices.items.some((slice) => (slice.endpoints ?? []).some((endpoint) => endpoint.conditions?.ready === true));
  }

  /** Deletes in the background and waits until the object is gone. */
  async remove(key: ObjectKey, seconds: number): Promise<void> {
    const before = await this.find(key);
    if (before === undefined) return;
    await this.#api
      .call(`${await this.#paths.of(key)}?propagationPolicy=Background`, { method: "DELETE" })
      .catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    const deadline = Date.now() + (seconds || DEFAULT_WAIT_SECONDS) * 1000;
    for (;;) {
      const live = await this.find(key);
      if (live === undefined || uidOf(live) !== uidOf(before)) return;
      if (Date.now() > deadline) throw new NotReadyInTime(live, stillThere(live));
      await sleep(POLL_MS);
    }
  }
}

interface Slice {
  readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[];
}

/** Each resource is a field manager of its own, as with Pulumi's provider: two that set one field are in conflict. */
function fieldManager(urn: string): string {
  return `pulumi-kubernetes-${createHash("sha256").update(urn).digest("hex").slice(0, 8)}`;
}

function isAbsent(error: unknown): boolean {
  return error instanceof KindNotServed || (error instanceof ApiError && error.status === 404);
}

function uidOf(object: WireObject): unknown {
  return isObject(object["metadata"]) ? object["metadata"]["uid"] : undefined;
}

/** A namespace says in its conditions what holds it. */
function stillThere(object: WireObject): string {
  const status = isObject(object["status"]) ? object["status"] : {};
  const conditions = Array.isArray(status["conditions"]) ? (status["conditions"] as readonly WireObject[]) : [];
  const reasons = conditions.filter((entry) => entry["status"] === "True").map((entry) => String(entry["message"]));
  const metadata = isObject(object["metadata"]) ? object["metadata"] : {};
  const finalizers = Array.isArray(metadata["finalizers"]) ? `finalizers: ${metadata["finalizers"].join(", ")}` : "";
  const why = [finalizers, ...reasons].filter((text) => text !== "").join("; ");
  return `was deleted and is still there${why === "" ? "" : ` (${why})`}; remove what holds it, then run destroy again`;
}
