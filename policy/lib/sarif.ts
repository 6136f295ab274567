import type { Report } from "./report.ts";
import type { RuleBase } from "./rule.ts";
import type { RuleResult } from "./verdict.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** GitHub and others sort by this number (0 to 10). */
const SECURITY_SEVERITY = { low: "3.0", medium: "5.5", high: "8.0", critical: "9.5" } as const;

/** The report as SARIF 2.1.0: rules with help, findings with file and line, or with the URN as logical location. */
export function renderSarif(report: Report, rules: readonly RuleBase[], version: string): object {
  const positions = new Map(rules.map(({ name }, index) => [name, index]));
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "palisade",
            version,
            rules: rules.map(ruleOf),
          },
        },
        columnKind: "utf16CodeUnits",
        results: report.results
          .filter(({ verdict }) => verdict !== "not-applicable")
          .map((result) => resultOf(result, positions.get(result.rule))),
      },
    ],
  };
}

function ruleOf({ name, title, description, remediation, severity, controls }: RuleBase): object {
  return {
    id: name,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: {
      text: `${description}\n\nRemedy: ${remediation}`,
      markdown: `${description}\n\n**Remedy:** ${remediation}\n\nControls: ${controls.join(", ")}`,
    },
    properties: { "security-severity": SECURITY_SEVERITY[severity], tags: ["security", ...controls] },
  };
}

function resultOf(result: RuleResult, ruleIndex: number | undefined): object {
  return {
    ruleId: result.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    ...kindOf(result),
    message: { text: result.verdict === "unknown" ? `unknown: ${result.message}` : result.message },
    locations: [locationOf(result)],
    partialFingerprints: { "palisade/v1": fingerprint(result) },
    ...(result.verdict === "waived" ? { suppressions: [suppressionOf(result)] } : {}),
  };
}

/** SARIF allows a level other than `none` only for failures; what could not be judged is `open`. */
function kindOf({ verdict, level }: RuleResult): object {
  if (verdict === "pass") return { kind: "pass", level: "none" };
  if (verdict === "unknown") return { kind: "open", level: "none" };
  return { kind: "fail", level: level === "mandatory" ? "error" : "warning" };
}

function locationOf({ file, line, resource, path }: RuleResult): object {
  const name = resource.id === "" ? resource.name : resource.id;
  const logical = { fullyQualifiedName: path === undefined ? name : `${name}#${path}`, name: resource.name, kind: "resource" };
  if (file === undefined) return { logicalLocations: [logical] };
  const region = line === undefined ? {} : { region: { startLine: line } };
  return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region }, logicalLocations: [logical] };
}

/** A relative file is a relative reference; standard input has no file. */
function uriOf(file: string): string {
  const encoded = file.split(/[\\/]/).map(encodeURIComponent).join("/");
  return file.startsWith("/") ? `file://${encoded}` : encoded;
}

/** Stays the same when lines move, so that a finding keeps its history. */
function fingerprint({ rule, resource, container, path }: RuleResult): string {
  const object = resource.kind === undefined ? resource.id : `${resource.kind}/${resource.namespace ?? ""}/${resource.name}`;
  return [rule, object, container ?? "", path ?? ""].join("|");
}

function suppressionOf({ waiver }: RuleResult): object {
  return {
    kind: "external",
    status: "accepted",
    justification: `${waiver?.kind ?? "risk-accepted"}, ${waiver?.ticket ?? ""}, until ${waiver?.expires ?? ""}`,
  };
}
