/**
 * Transforms in the order of the real engine: the resource's own, then those of its parents from the inside out, then
 * the stack's. Each sees what the one before returned, options included.
 */
import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";

import type { Callbacks } from "./callbacks.ts";
import type { CallbackReference, Declaration } from "./declaration.ts";
import { decodeTransformOptions, encodeTransformOptions } from "./options.ts";
import { fromStruct, toStruct } from "./protocol.ts";
import { dependenciesIn, withDependencies, withOutputValues, withoutOutputValues } from "./values.ts";
import type { WireObject } from "./values.ts";

/** What the engine remembers of a registered resource for the transforms of its children. */
export interface TransformNode {
  readonly parent?: string | undefined;
  readonly transforms: readonly CallbackReference[];
}

/** The transforms that apply to a declaration, in order. Pure. */
export function transformsFor(
  declaration: Declaration,
  registered: ReadonlyMap<string, TransformNode>,
  stackTransforms: readonly CallbackReference[],
): readonly CallbackReference[] {
  const inherited: CallbackReference[] = [];
  for (let urn = declaration.parent; urn !== undefined; urn = registered.get(urn)?.parent) {
    inherited.push(...(registered.get(urn)?.transforms ?? []));
  }
  return [...declaration.transforms, ...inherited, ...stackTransforms];
}

export async function applyTransforms(
  declaration: Declaration,
  transforms: readonly CallbackReference[],
  callbacks: Callbacks,
): Promise<Declaration> {
  if (transforms.length === 0) {
    return settle(declaration);
  }
  let current = { ...declaration, inputs: upgrade(declaration) };
  for (const transform of transforms) {
    current = await applyTransform(current, transform, callbacks);
  }
  return settle(current, declaration.transforms.length > 0);
}

/** Transforms expect secrets and unknowns as output values; only a resource's own transforms also see dependencies. */
function upgrade(declaration: Declaration): WireObject {
  const entries = Object.entries(declaration.inputs).map(([key, value]) => {
    const upgraded = withOutputValues(value);
    const dependencies = declaration.transforms.length > 0 ? (declaration.propertyDependencies[key] ?? []) : [];
    return [key, withDependencies(upgraded, dependencies)] as const;
  });
  return Object.fromEntries(entries);
}

async function applyTransform(current: Declaration, transform: CallbackReference, callbacks: Callbacks): Promise<Declaration> {
  const request = new resourceMessages.TransformRequest()
    .setType(current.type)
    .setName(current.name)
    .setCustom(current.custom)
    .setParent(current.parent ?? "")
    .setProperties(toStruct(current.inputs))
    .setOptions(encodeTransformOptions(current.options));
  const answer = await callbacks.invoke(transform, request.serializeBinary());
  const response = resourceMessages.TransformResponse.deserializeBinary(answer);
  const options = response.getOptions();
  return {
    ...current,
    inputs: response.hasProperties() ? (withOutputValues(fromStruct(response.getProperties())) as WireObject) : current.inputs,
    options: options === undefined ? current.options : decodeTransformOptions(options, current.options),
  };
}

/** Adds the dependencies that output values carry, then flattens them; only remote components keep output values. */
function settle(declaration: Declaration, rebuild = false): Declaration {
  const dependencies = new Set(declaration.options.dependsOn);
  const propertyDependencies: Record<string, readonly string[]> = {};
  for (const [key, value] of Object.entries(declaration.inputs)) {
    const carried = dependenciesIn(value);
    const stated = rebuild ? [] : (declaration.propertyDependencies[key] ?? []);
    propertyDependencies[key] = [...new Set([...stated, ...carried])];
    if (rebuild) {
      carried.forEach((urn) => dependencies.add(urn));
    }
  }
  return {
    ...declaration,
    inputs: declaration.remote ? declaration.inputs : (withoutOutputValues(declaration.inputs) as WireObject),
    propertyDependencies,
    options: { ...declaration.options, dependsOn: [...dependencies] },
  };
}
