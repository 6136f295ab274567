import { noOpaqueHelmRelease } from "./no-opaque-helm-release.ts";
import { objectShape } from "./object-shape.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about namespaces, protection and the production checklist. */
export const governanceRules: readonly Rule[] = [noOpaqueHelmRelease, objectShape];
