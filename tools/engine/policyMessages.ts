/** Resources as a policy pack receives them, and its answers as plain data. */
import analyzerMessages from "@pulumi/pulumi/proto/analyzer_pb.js";
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
} from "@pulumi/pulumi/proto/analyzer_pb.js";

import type { Registered } from "./deployment.ts";
import { toStruct } from "./protocol.ts";
import type { PackDiagnostic } from "./record.ts";
import { forAnalyzer } from "./values.ts";
import type { WireObject } from "./values.ts";

function properties(values: WireObject): ReturnType<typeof toStruct> {
  return toStruct(forAnalyzer(values) as WireObject);
}

function optionsOf(resource: Registered): AnalyzerResourceOptions {
  const { options, parent } = resource.declaration;
  return (
    new analyzerMessages.AnalyzerResourceOptions()
      .setProtect(options.protect ?? false)
      .setIgnorechangesList([...options.ignoreChanges])
      .setDeletebeforereplace(options.deleteBeforeReplace ?? false)
      .setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined)
      .setAdditionalsecretoutputsList([...options.additionalSecretOutputs])
      // The real engine names the one alias under which the state knew the resource: with no state, none.
      .setAliasesList([])
      .setCustomtimeouts(timeoutsOf(resource))
      .setParent(parent ?? "")
  );
}

function timeoutsOf(resource: Registered): AnalyzerResourceOptions.CustomTimeouts {
  const given = resource.declaration.options.customTimeouts;
  return new analyzerMessages.AnalyzerResourceOptions.CustomTimeouts()
    .setCreate(seconds(given?.create))
    .setUpdate(seconds(given?.update))
    .setDelete(seconds(given?.delete));
}

/** Seconds in a duration such as `1h30m` or `45s`; 0 when none is given. */
export function seconds(duration: string | undefined): number {
  const units = { h: 3600, m: 60, s: 1, ms: 0.001 } as const;
  const parts = [...(duration ?? "").matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/gu)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit as keyof typeof units], 0);
}

function providerOf(provider: Registered | undefined): AnalyzerProviderResource | undefined {
  return (
    provider &&
    new analyzerMessages.AnalyzerProviderResource()
      .setUrn(provider.urn)
      .setType(provider.declaration.type)
      .setName(provider.declaration.name)
      .setProperties(properties(provider.declaration.inputs))
  );
}

/** One resource before it is created: its inputs. Also the request for a remediation. */
export function analyzeRequest(resource: Registered, inputs: WireObject, provider: Registered | undefined): AnalyzeRequest {
  return new analyzerMessages.AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.declaration.type)
    .setName(resource.declaration.name)
    .setProperties(properties(inputs))
    .setOptions(optionsOf(resource))
    .setProvider(providerOf(provider));
}

/** One resource of the finished stack. Outputs: of a custom resource its inputs, of a component what it registered. */
export function stackResource(resource: Registered, provider: Registered | undefined): AnalyzerResource {
  const { declaration } = resource;
  const outputs = declaration.custom ? declaration.inputs : (resource.outputs ?? {});
  const message = new analyzerMessages.AnalyzerResource()
    .setUrn(resource.urn)
    .setType(declaration.type)
    .setName(declaration.name)
    .setProperties(properties(outputs))
    .setOptions(optionsOf(resource))
    .setProvider(providerOf(provider))
    .setParent(declaration.parent ?? "")
    .setDependenciesList([...declaration.options.dependsOn]);
  for (const [key, urns] of Object.entries(declaration.propertyDependencies)) {
    message.getPropertydependenciesMap().set(key, new analyzerMessages.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return message;
}

const LEVELS = ["advisory", "mandatory", "disabled", "remediate"] as const;
const SEVERITIES = [undefined, "low", "medium", "high", "critical"] as const;
export type Level = (typeof LEVELS)[number];

export function levelName(value: number): Level {
  return LEVELS[value] ?? "advisory";
}

export function levelNumber(level: Level): 0 | 1 | 2 | 3 {
  return LEVELS.indexOf(level) as 0 | 1 | 2 | 3;
}

/** A violation without a URN of its own is about the resource that was judged. */
export function toDiagnostic(diagnostic: AnalyzeDiagnostic, urn: string | undefined): PackDiagnostic {
  return {
    pack: diagnostic.getPolicypackname(),
    policy: diagnostic.getPolicyname(),
    level: levelName(diagnostic.getEnforcementlevel()),
    message: diagnostic.getMessage(),
    urn: diagnostic.getUrn() === "" ? urn : diagnostic.getUrn(),
    severity: SEVERITIES[diagnostic.getSeverity()],
  };
}
