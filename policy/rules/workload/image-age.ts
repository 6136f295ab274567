import { ADVICE } from "../../lib/levels.ts";
import { read, text, isAbsent, number } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { mustBe, podsOf, type Subject } from "../../lib/subject.ts";
import { today } from "../../lib/today.ts";
import type { Plain } from "../../lib/verdict.ts";

const BUILT = "palisade.dev/image-built";
const ANNOTATION = `metadata.annotations["${BUILT}"]`;

export const imageAge: ResourceRule = {
  name: "image-age",
  title: "Images are not older than a month",
  description:
    "Where pods say in the annotation palisade.dev/image-built on which day their images were built, the day must not be more than maxDays ago: an old image holds holes that became known since. Pods without the annotation are not judged; nothing checks that it tells the truth.",
  severity: "low",
  level: ADVICE,
  controls: ["S-95", "PCI-DSS 6.3.3", "SOC2 CC7.1", "ISO27001 A.8.8"],
  remediation: "Build the image again and write the day into the annotation, in the pipeline that builds it.",
  params: {
    maxDays: { type: "integer", description: "Oldest age in days.", default: 30 },
    asOf: { type: "string", description: "Day the age is judged by, YYYY-MM-DD; empty for the current day.", default: "" },
  },
  scope: "resource",
  appliesTo: (resource) => podsOf(resource).some(({ metadata }) => !isAbsent(read(metadata, "annotations", BUILT))),
  check: (resource, { params }) => {
    const asOf = Date.parse(text(params["asOf"]) || today());
    const maxDays = number(params["maxDays"]) ?? 30;
    return podsOf(resource).flatMap(({ metadata, owner, path }) => {
      const place: Subject = {
        value: read(metadata, "annotations", BUILT),
        owner,
        path: path.replace(/spec$/, ANNOTATION),
        field: ANNOTATION,
      };
      return mustBe(place, (day) => ageOf(day, asOf) <= maxDays, `a day (YYYY-MM-DD) at most ${maxDays} days ago`);
    });
  },
};

function ageOf(day: Plain, asOf: number): number {
  const built = /^\d{4}-\d{2}-\d{2}$/.test(text(day) ?? "") ? Date.parse(text(day) ?? "") : NaN;
  return Number.isNaN(built) ? Infinity : (asOf - built) / 86_400_000;
}
