import { describeResource, unknown } from "../../lib/finding.ts";
import { ADVICE } from "../../lib/levels.ts";
import { elements, entries, isList, isRecord, type Placed } from "../../lib/plain.ts";
import { isCustomResource, podSpecsOf } from "../../lib/podSpecs.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

export const containerElsewhere: ResourceRule = {
  name: "container-elsewhere",
  title: "Containers stand where rules find them",
  description:
    "A custom resource may hold containers outside a pod template (steps of a Tekton Task, the container of an Argo Workflow, the driver of a SparkApplication): its operator makes pods of them that no rule about pods judges. What looks like one (an image with a command, variables, mounts or a securityContext) is unknown here. An operator whose resource names only an image is not seen.",
  severity: "medium",
  level: ADVICE,
  controls: ["P-55", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Keep Pod Security admission and Gatekeeper on in the namespace, which judge the pods themselves.",
  scope: "resource",
  appliesTo: (resource) => isCustomResource(resource),
  check: (resource) => {
    const seen = podSpecsOf(resource).map(({ path }) => `${path}.`);
    return containersIn({ value: resource.props, path: "" })
      .filter((path) => !seen.some((spec) => path.startsWith(spec)))
      .map((path) =>
        unknown(`${describeResource(resource)}: ${path} is a container that no rule about pods reads; allowed: a pod template`, {
          path,
        }),
      );
  },
};

const MARKS = ["command", "args", "script", "env", "volumeMounts", "securityContext"];

function containersIn({ value, path }: Placed): readonly string[] {
  if (isContainer(value)) return [path];
  const children: readonly Placed[] = isList(value)
    ? elements(value, path)
    : entries(value).map(([key, inner]) => ({ value: inner, path: path === "" ? key : `${path}.${key}` }));
  return children.filter((child) => isList(child.value) || isRecord(child.value)).flatMap(containersIn);
}

function isContainer(value: Plain): boolean {
  return isRecord(value) && typeof value["image"] === "string" && MARKS.some((mark) => Object.hasOwn(value, mark));
}
