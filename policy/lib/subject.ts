import { describeResource, fail, show, unknown, type Place } from "./finding.ts";
import { elements, isAbsent, isList, isUnknown, read } from "./plain.ts";
import { podSpecsOf, type ContainerKind, type ContainerView, type PodSpecView } from "./podSpecs.ts";
import type { Finding, Plain, PolicyResource } from "./verdict.ts";

/** A place in an object that a rule judges: its value, where it stands and how a message names it. */
export interface Subject {
  /** UNKNOWN when it, or anything it stands in, is not known yet. */
  readonly value: Plain;
  /** Path in the object: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** Who it belongs to, the start of a message: `Deployment shop/web: container "app"`. */
  readonly owner: string;
  /** Path below the owner: `securityContext.privileged`. */
  readonly field: string;
  readonly container?: string | undefined;
}

export interface PodSubject extends Subject {
  readonly metadata: Plain;
  readonly containers: readonly ContainerSubject[];
}

export interface ContainerSubject extends Subject {
  readonly kind: ContainerKind;
}

/** The object itself. */
export function objectOf(resource: PolicyResource): Subject {
  return { value: resource.props, path: "", owner: describeResource(resource), field: "" };
}

/** Fifty rules look at the pods of an object: they are named once. */
const subjects = new WeakMap<PolicyResource, readonly PodSubject[]>();

/** The pods of an object. */
export function podsOf(resource: PolicyResource): readonly PodSubject[] {
  let pods = subjects.get(resource);
  if (pods === undefined) {
    const owner = describeResource(resource);
    pods = podSpecsOf(resource).map((view) => podSubject(view, owner));
    subjects.set(resource, pods);
  }
  return pods;
}

/** The containers of an object, init and ephemeral ones too. */
export function containersOf(resource: PolicyResource): readonly ContainerSubject[] {
  return podsOf(resource).flatMap((pod) => pod.containers);
}

const KIND_NAMES: Readonly<Record<ContainerKind, string>> = {
  container: "container",
  init: "init container",
  ephemeral: "ephemeral container",
};

function podSubject({ spec, path, metadata, containers }: PodSpecView, owner: string): PodSubject {
  const ofContainer = ({ container, kind, name, path: at }: ContainerView): ContainerSubject => {
    return { value: container, path: at, owner: `${owner}: ${KIND_NAMES[kind]} "${name}"`, field: "", container: name, kind };
  };
  return { value: spec, path, owner, field: "", metadata, containers: containers.map(ofContainer) };
}

/** The place of a field below a subject. */
export function below(subject: Subject, ...steps: readonly string[]): Subject {
  const { owner, container } = subject;
  const join = (path: string): string => steps.reduce((joined, step) => joinStep(joined, step), path);
  return { value: read(subject.value, ...steps), path: join(subject.path), owner, field: join(subject.field), container };
}

function joinStep(path: string, step: string): string {
  if (/^[\w-]+$/.test(step)) return path === "" ? step : `${path}.${step}`;
  return `${path}["${step}"]`;
}

/** The elements of a list below a subject. What stands there instead of a list is judged as its one element. */
export function each(subject: Subject, ...steps: readonly string[]): readonly Subject[] {
  const list = below(subject, ...steps);
  if (isAbsent(list.value)) return [];
  if (!isList(list.value)) return [list];
  return elements(list.value, list.path).map(({ value, path }, index) => ({
    ...list,
    value,
    path,
    field: `${list.field}[${index}]`,
  }));
}

/** The three-way judgement of one field; `allowed` in words ends the message. */
export function mustBe(subject: Subject, allows: (value: Plain) => boolean, allowed: string): readonly Finding[] {
  if (isUnknown(subject.value)) return [notKnown(subject, allowed)];
  return allows(subject.value) ? [] : [refused(subject, allowed)];
}

/** A failure that shows the value found. */
export function refused(subject: Subject, allowed: string): Finding {
  const { value, owner, field } = subject;
  const found = isAbsent(value) ? `does not set ${field}` : `sets ${field} to ${show(value)}`;
  return fail(`${owner} ${found}; allowed: ${allowed}`, placeOf(subject));
}

export function notKnown(subject: Subject, allowed: string): Finding {
  return unknown(`${subject.owner}: ${subject.path} is not known before deployment; allowed: ${allowed}`, placeOf(subject));
}

export function placeOf({ path, container }: Subject): Place {
  return { path, ...(container === undefined ? {} : { container }) };
}

/** Findings that an exemption lifts: all of them when it holds; a failure becomes `unknown` when that cannot be known. */
export function unless(exemption: Subject, exempts: (value: Plain) => boolean, findings: readonly Finding[]): readonly Finding[] {
  if (isUnknown(exemption.value)) {
    const doubt = `; lifted if ${exemption.path} turns out to exempt it, which is not known before deployment`;
    return findings.map((finding) => ({ ...finding, verdict: "unknown", message: `${finding.message}${doubt}` }));
  }
  return exempts(exemption.value) ? [] : findings;
}

export const isFalseOrAbsent = (value: Plain): boolean => isAbsent(value) || value === false;
export const isTrue = (value: Plain): boolean => value === true;

/** Accepts absence and the values listed. */
export function absentOr(...values: readonly Plain[]): (value: Plain) => boolean {
  return (value) => isAbsent(value) || values.includes(value);
}
