import { show } from "../finding.ts";
import { findUnknown, isAbsent, isList, number, text } from "../plain.ts";
import type { ResourceRule } from "../rule.ts";
import { below, each, mustBe, notKnown, objectOf, unless, type Subject } from "../subject.ts";
import type { Finding, Plain, PolicyResource } from "../verdict.ts";
import { cloudType } from "./types.ts";

/** What one field of a cloud resource must be. */
export interface Setting {
  /** Path; `[]` stands for every element of a list: `vpcConfig.endpointPublicAccess`, `agentPoolProfiles[].osSKU`. */
  readonly field: string;
  readonly allows: (value: Plain) => boolean;
  /** In words, the end of the message. */
  readonly allowed: string;
  /** Fields of the resource that make the demand pointless. */
  readonly exemptions?: readonly Exemption[];
}

export interface Exemption {
  readonly field: string;
  readonly holds: (value: Plain) => boolean;
}

/** Settings by type of resource. */
export type Settings = Readonly<Record<string, readonly Setting[]>>;

export function must(field: string, allows: (value: Plain) => boolean, allowed: string): Setting {
  return { field, allows, allowed };
}

export function mustEqual(field: string, ...values: readonly Plain[]): Setting {
  return must(field, (value) => values.includes(value), values.map(show).join(" or "));
}

/** For what is off where nothing is said. */
export function mustNotBe(field: string, value: Plain): Setting {
  return must(field, (given) => given !== value, `not ${show(value)}`);
}

export function exempt(setting: Setting, ...exemptions: readonly Exemption[]): Setting {
  return { ...setting, exemptions: [...(setting.exemptions ?? []), ...exemptions] };
}

export function when(field: string, ...values: readonly Plain[]): Exemption {
  return { field, holds: (value) => values.includes(value) };
}

/** The part of a rule that demands settings, whatever the cloud. */
export function demanding(settings: Settings): Pick<ResourceRule, "scope" | "appliesTo" | "check"> {
  return {
    scope: "resource",
    appliesTo: ({ type }) => Object.hasOwn(settings, cloudType(type)),
    check: (resource) => judgeSettings(resource, settings[cloudType(resource.type)] ?? []),
  };
}

/** Several such parts as one. */
export function anyOf(
  ...parts: readonly Pick<ResourceRule, "appliesTo" | "check">[]
): Pick<ResourceRule, "scope" | "appliesTo" | "check"> {
  return {
    scope: "resource",
    appliesTo: (resource) => parts.some((part) => part.appliesTo(resource)),
    check: (resource, context) => parts.flatMap((part) => (part.appliesTo(resource) ? part.check(resource, context) : [])),
  };
}

export function judgeSettings(resource: PolicyResource, settings: readonly Setting[]): readonly Finding[] {
  return settings.flatMap((setting) => judgeSetting(resource, setting));
}

function judgeSetting(resource: PolicyResource, { field, allows, allowed, exemptions = [] }: Setting): readonly Finding[] {
  const object = objectOf(resource);
  const findings = placesOf(object, field).flatMap((place) => judgePlace(place, allows, allowed));
  return exemptions.reduce<readonly Finding[]>(
    (left, exemption) => unless(fieldOf(object, exemption.field), exemption.holds, left),
    findings,
  );
}

/** A list or object that is not allowed may be so because of something in it that is not known yet. */
export function judgePlace(place: Subject, allows: (value: Plain) => boolean, allowed: string): readonly Finding[] {
  const findings = mustBe(place, allows, allowed);
  const doubt = findUnknown(place.value, place.path);
  return findings.length > 0 && doubt !== undefined ? [notKnown({ ...place, path: doubt }, allowed)] : findings;
}

function fieldOf(subject: Subject, field: string): Subject {
  return below(subject, ...field.split(".").filter((step) => step !== ""));
}

/** Every place that a path with `[]` names. */
export function placesOf(subject: Subject, field: string): readonly Subject[] {
  const [list = "", ...rest] = field.split("[]");
  const place = fieldOf(subject, list);
  return rest.length === 0 ? [place] : each(place).flatMap((element) => placesOf(element, rest.join("[]")));
}

/** A number, also one that the provider takes as text. */
export function amountOf(value: Plain): number | undefined {
  const written = text(value);
  return written === undefined || written.trim() === "" ? number(value) : Number(written);
}

export function atLeast(least: number): (value: Plain) => boolean {
  return (value) => (amountOf(value) ?? -1) >= least;
}

export const isGiven = (value: Plain): boolean => !isAbsent(value) && value !== "" && value !== false;
export const includesAll =
  (...wanted: readonly string[]) =>
  (value: Plain): boolean =>
    isList(value) && wanted.every((one) => value.includes(one));
