import { evidenceThreats, type EvidenceThreat } from "../../components/cloud/audit/evidence.ts";
import { atLeastAsHard, CONTROL_NAMES, CONTROLS } from "../../components/config/profiles.ts";
import { settings, type Setting } from "../../components/config/referencePage.ts";
import type { CheckedStack } from "./stackPlan.ts";

/** One setting with what is in force. */
export interface ExplainedSetting {
  readonly key: string;
  readonly value: unknown;
  readonly origin: "stack file" | "default";
  readonly description: string;
}

/** Every single setting of a stack; objects are shown by their fields. */
export function explainSettings(checked: CheckedStack): readonly ExplainedSetting[] {
  if (!checked.parsed.ok) return [];
  const { config } = checked.parsed;
  return settings().flatMap((setting): readonly ExplainedSetting[] => {
    const value = valueOf(setting, config);
    if (value === undefined || (typeof value === "object" && !Array.isArray(value))) return [];
    const origin = valueOf(setting, written(checked)) === undefined ? "default" : "stack file";
    return [{ key: setting.path, value, origin, description: setting.description }];
  });
}

/** One control with what is in force, and how that differs from the profile. */
export interface ExplainedControl {
  readonly name: string;
  readonly value: number | boolean;
  readonly note: string;
}

export function explainControls({ parsed }: CheckedStack): readonly ExplainedControl[] {
  if (!parsed.ok) return [];
  const { controls } = parsed;
  return CONTROL_NAMES.map((name) => {
    const minimum = CONTROLS[name].values[controls.profile];
    const changed = atLeastAsHard(name, controls[name], minimum) ? "raised from" : "lowered by waiver from";
    return { name, value: controls[name], note: controls[name] === minimum ? "" : `  (${changed} ${String(minimum)})` };
  });
}

/** Who could still destroy what was audited, and what stands against it. */
export function explainEvidence({ parsed }: CheckedStack): readonly EvidenceThreat[] {
  if (!parsed.ok) return [];
  const { audit, cloud } = parsed.config;
  return evidenceThreats({ audit, cloud, profile: parsed.controls.profile });
}

/** The stack file's own values as objects. */
function written({ raw }: CheckedStack): Record<string, unknown> {
  const decode = (text: string): unknown => (/^\s*[[{]/.test(text) ? JSON.parse(text) : text);
  return Object.fromEntries(Object.entries(raw.values).map(([key, text]) => [key, decode(text)]));
}

/** Follows `palisade:gateway.expose[nodePort].gateway`; a union arm that was not chosen has no value. */
function valueOf(setting: Setting, root: unknown): unknown {
  const steps = setting.path.replace("palisade:", "").match(/[^.[\]]+|\[[^\]]*\]/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    const record = value as Readonly<Record<string, unknown>>;
    if (!step.startsWith("[")) return record[step];
    return Object.values(record).includes(step.slice(1, -1)) ? value : undefined;
  }, root);
}
