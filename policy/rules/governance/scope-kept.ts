import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { podSpecsOf } from "../../lib/podSpecs.ts";
import { hasPlatform, holdsLayer, type Layer } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

/** Components by which a resource is told to be of a layer: types in the first part of its URN. */
const COMPONENTS: readonly (readonly [component: RegExp, layer: Layer])[] = [
  [/palisade:tenancy:/, "tenants"],
  [/palisade:services:/, "services"],
  [/palisade:audit:/, "audit"],
  [/palisade:(cluster:|cloud:Database)/, "cloud"],
  [/palisade:(flow:|iam:|platform:(?!Platform\b))/, "platform"],
];

export const scopeKept: WorldRule = {
  name: "scope-kept",
  title: "A platform holds nothing of a layer that it leaves for later",
  description:
    "A Platform component that names its layers is not asked for what the other layers bring, so nothing of them may be there: no store of evidence without audit, no cluster without cloud, no pod without platform, nothing of a service without services. A resource belongs to the layer of the component it stands in; pods that stand in none belong to platform. Resources of a program that names its components otherwise are not told apart.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-106", "SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation: "Add the layer to palisade:scope.layers.",
  scope: "world",
  appliesTo: hasPlatform,
  check: (world) =>
    world.resources.flatMap((subject) => {
      const layer = layerOf(subject);
      if (layer === undefined || holdsLayer(world, layer)) return [];
      const message = `${describeResource(subject)} is of the layer ${layer}, which the platform leaves for later; allowed: only what is of its layers`;
      return [fail(message, { subject })];
    }),
};

function layerOf(resource: PolicyResource): Layer | undefined {
  const layer = COMPONENTS.find(([component]) => component.test(resource.id))?.[1];
  return layer ?? (podSpecsOf(resource).length > 0 ? "platform" : undefined);
}
