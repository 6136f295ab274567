import { parseImage, type ImageReference } from "./imageReference.ts";
import { below, containersOf, mustBe } from "./subject.ts";
import { text } from "./plain.ts";
import type { Finding, PolicyResource } from "./verdict.ts";

/** Judges the image of every container by its parts. */
export function judgeImages(
  resource: PolicyResource,
  allows: (image: ImageReference) => boolean,
  allowed: string,
): readonly Finding[] {
  return containersOf(resource).flatMap((container) =>
    mustBe(below(container, "image"), (image) => allows(parseImage(text(image) ?? "")), allowed),
  );
}
