import { describeResource, fail } from "../../lib/finding.ts";
import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { loadsCode, LOADER_VARIABLES } from "../../lib/loaderVariables.ts";
import { entries, isAbsent, isUnknown, text } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, notKnown, objectOf, placeOf, type Subject } from "../../lib/subject.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

export const codeLoadingEnv: ResourceRule = {
  name: "code-loading-env",
  title: "No variable loads code into a program",
  description: `No env of a container, and no key of a ConfigMap, may be a variable that makes a linker, shell or runtime load code from elsewhere (LD_PRELOAD, BASH_ENV, PYTHONSTARTUP), nor one that may do so with a value that does (NODE_OPTIONS with --require or --inspect, JAVA_TOOL_OPTIONS with -javaagent, PATH through a folder that anybody writes): the reviewed image is then not what runs. Such a value must stand in the manifest itself. Judged are ${Object.keys(LOADER_VARIABLES).join(", ")}; policy/lib/loaderVariables.ts says what each does. A prefix of envFrom can hide a name. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA immutable container file systems", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Build agents and libraries into the image and name them in its command; what cannot be needs a waiver.",
  scope: "resource",
  appliesTo: (resource) => hasPods(resource) || isKind(resource, "/ConfigMap"),
  check: (resource) => (hasPods(resource) ? judgePods(resource) : judgeConfigMap(resource)),
};

const judgePods = eachPod((pod) =>
  pod.containers.flatMap((container) =>
    each(container, "env").flatMap((variable) => {
      const name = below(variable, "name");
      if (isUnknown(name.value)) return [notKnown(name, "no variable that loads code")];
      const known = text(name.value) ?? "";
      const from = below(variable, "valueFrom");
      return isAbsent(from.value) ? judge(known, below(variable, "value")) : judge(known, { ...from, value: "$(elsewhere)" });
    }),
  ),
);

function judgeConfigMap(resource: PolicyResource): readonly Finding[] {
  const data = below(objectOf(resource), "data");
  return entries(data.value).flatMap(([key]) => judge(key, below({ ...data, owner: describeResource(resource) }, key)));
}

function judge(name: string, place: Subject): readonly Finding[] {
  const variable = Object.hasOwn(LOADER_VARIABLES, name) ? LOADER_VARIABLES[name] : undefined;
  if (variable === undefined || isAbsent(place.value) || place.value === "") return [];
  const allowed = variable.harmful === undefined ? "not set" : "a value that loads nothing";
  if (isUnknown(place.value)) return [notKnown(place, allowed)];
  if (!loadsCode(variable, text(place.value) ?? "")) return [];
  return [fail(`${place.owner} sets ${name}: ${variable.does}; allowed: ${allowed}`, placeOf(place))];
}
