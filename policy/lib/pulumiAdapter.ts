import type { PolicyConfigSchema, ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { identifyToken, registeredId } from "./kubernetesObject.ts";
import { LEVELS, PROFILES } from "./packConfig.ts";
import type { PlainRecord } from "./plain.ts";
import { plainProperties } from "./pulumiValues.ts";
import { writeReport } from "./resultsFile.ts";
import type { Rule } from "./rule.ts";
import { Session } from "./session.ts";
import type { PolicyResource, RuleResult } from "./verdict.ts";

/** What both calls of the engine tell about a resource. */
interface EngineResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: object;
  readonly opts: { readonly protect: boolean; readonly ignoreChanges: string[]; readonly parent?: string };
  /** Components have no provider. */
  readonly provider?: object;
}

/** The object form of a violation: the server reads it, its published types do not show it. */
interface Violation {
  readonly name: string;
  readonly message: string;
  readonly urn: string;
  readonly severity: RuleResult["severity"];
  /** Left out for `mandatory`: then the level of the policy counts, so that the standard configuration can lower all at once. */
  readonly enforcementLevel?: "advisory";
}

const configSchema: PolicyConfigSchema = {
  properties: {
    profile: { type: "string", enum: [...PROFILES], description: "Decides the level of every rule; prod when left out." },
    waivers: {
      type: "array",
      items: { type: "object" },
      description: "Findings accepted until a day, with owner, reason and ticket.",
    },
    levels: {
      type: "object",
      additionalProperties: { type: "string", enum: [...LEVELS] },
      description: "Level of single rules, against the profile.",
    },
    params: { type: "object", additionalProperties: { type: "object" }, description: "Parameters of single rules." },
  },
};

/**
 * The only place that knows Pulumi's policy interface: two policies that hand plain data to all rules. (A policy for each rule
 * would unpack every resource once a rule; see docs/adr/0003-policy-pack.md.)
 */
export function dispatchingPolicies(rules: readonly Rule[], today: string): [ResourceValidationPolicy, StackValidationPolicy] {
  const session = new Session(rules, today);
  const declared = new Map<string, PlainRecord>();
  const shared = { enforcementLevel: "mandatory", configSchema } as const;
  return [
    {
      ...shared,
      name: "palisade",
      description: "Judges every resource by itself, as the program declares it.",
      validateResource: (args, report) => {
        const resource = fromEngine(args);
        declared.set(args.urn, resource.props);
        reportFindings(session.judgeResource(resource, args.getConfig<object>()), args.urn, report);
      },
    },
    {
      ...shared,
      name: "palisade-stack",
      description: "Judges all resources together, and the waivers.",
      validateStack: (args, report) => {
        const resources = args.resources.map((resource) =>
          ordered(
            fromEngine({ ...resource, opts: { ...resource.opts, ...parentOf(resource) } }, declared.get(resource.urn)),
            resource.dependencies,
          ),
        );
        const verdict = session.judgeStack(resources, args.getConfig<object>());
        reportFindings(verdict.late, resources[0]?.id ?? "", report);
        writeReport(verdict);
      },
    },
  ];
}

function parentOf({ parent }: { readonly parent?: { readonly urn: string } }): { readonly parent?: string } {
  return parent === undefined ? {} : { parent: parent.urn };
}

/** Only the call for the whole stack tells what depends on what. */
function ordered(resource: PolicyResource, dependencies: readonly { readonly urn: string }[]): PolicyResource {
  return { ...resource, dependsOn: dependencies.map(({ urn }) => urn) };
}

/**
 * In the preview of a first deployment the engine cannot ask the provider of a cluster that is not there yet, and hands out its
 * resources without any property: what the program declared for them counts until there is an answer.
 */
function fromEngine(resource: EngineResource, declared: PlainRecord = {}): PolicyResource {
  const { type, urn, name, props, opts, provider } = resource;
  const answered = plainProperties(props);
  const plain = Object.keys(answered).length === 0 ? declared : answered;
  return {
    type,
    id: urn,
    name,
    parent: opts.parent,
    props: plain,
    kubernetes: identifyToken(type, plain),
    options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
    component: provider === undefined && !type.startsWith("pulumi:providers:"),
  };
}

/** `stack` stands for what is about no single resource. */
function reportFindings(results: readonly RuleResult[], stack: string, report: ReportViolation): void {
  const reportObject = report as unknown as (violation: Violation) => void;
  for (const { rule, verdict, severity, level, resource, message } of results) {
    if (verdict !== "fail" && verdict !== "unknown") continue;
    const urn = resource.id.startsWith("urn:") ? registeredId(resource.id) : stack;
    const text = verdict === "unknown" ? `unknown: ${message}` : message;
    reportObject({ name: rule, message: text, urn, severity, ...(level === "advisory" ? { enforcementLevel: "advisory" } : {}) });
  }
}
