import { z } from "zod";
import type { Problem } from "../shared/problem.ts";

/** Layers of a stack, in the order they come up in. */
export const LAYERS = ["audit", "cloud", "platform", "services", "tenants"] as const;

/** A part of a stack that a run can leave for later. */
export type Layer = (typeof LAYERS)[number];

/** `palisade:scope`. */
export const scopeConfig = z.strictObject({
  layers: z
    .array(z.enum(LAYERS))
    .min(1)
    .default([...LAYERS])
    .describe(
      "Layers that this run registers. audit: the store of evidence; cloud: the cluster and its database; platform: what pods need; services: the gateway and what is behind it; tenants: nothing yet. A layer that is taken off the list again is deleted, as far as it is not protected.",
    ),
});
export type ScopeConfig = z.infer<typeof scopeConfig>;

/** What each layer stands on, all the way down. */
const NEEDS: Readonly<Record<Layer, readonly Layer[]>> = {
  audit: [],
  cloud: [],
  platform: ["cloud"],
  services: ["audit", "cloud", "platform"],
  tenants: ["audit", "cloud", "platform", "services"],
};

/** Lists with holes: nothing is left out that another layer of the list stands on. Pure. */
export function scopeProblems({ layers }: ScopeConfig): readonly Problem[] {
  const path = "palisade:scope.layers";
  const again = layers.filter((layer, index) => layers.indexOf(layer) !== index);
  const holes = LAYERS.filter((layer) => layers.includes(layer)).flatMap((layer) => {
    const missing = NEEDS[layer].filter((needed) => !layers.includes(needed));
    return missing.length === 0 ? [] : [{ layer, missing: missing.join(", ") }];
  });
  return [
    ...again.map((layer) => ({ path, given: `names ${layer} twice`, allowed: "each layer once", change: "remove one" })),
    ...holes.map(({ layer, missing }) => ({
      path,
      given: `was [${layers.join(", ")}]: ${layer} without ${missing}`,
      allowed: "a layer comes with every layer that it stands on",
      change: `add ${missing}, or leave ${layer} for later`,
    })),
  ];
}

/** Settings that only one layer reads, longest path first; all others are read by every run. */
const SETTINGS: readonly (readonly [path: string, layer: Layer])[] = [
  ["palisade:audit", "audit"],
  ["palisade:cluster", "cloud"],
  // Google tells it of a server that exists; the servers of SPIRE read it.
  ["palisade:identity.datastore.caCertificate", "platform"],
  ["palisade:identity.datastore", "cloud"],
  ["palisade:identity", "platform"],
  ["palisade:gateway", "services"],
  ["palisade:tools", "services"],
  ["palisade:data", "services"],
  ["palisade:observability", "services"],
];

/** Whether a run of these layers reads a setting: what it does not read need not be set yet. Pure. */
export function readsSetting(layers: readonly Layer[], path: string): boolean {
  const layer = SETTINGS.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1];
  return layer === undefined || layers.includes(layer);
}
