import { matchesImage } from "../../lib/imageGlob.ts";
import { judgeImages } from "../../lib/judgeImages.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, isUnknown, items } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

export const imageUnmatched: WorldRule = {
  name: "image-unmatched",
  title: "Every image has a signature policy",
  description:
    "Where ClusterImagePolicies exist, every image of a pod in a namespace that asks for verification (label policy.sigstore.dev/include: true) must be matched by a glob of one of them: with no-match-policy deny its pods would never start, with another they would start unverified. A single * does not span a slash.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-54", "P-74", "P-75", "P-100", "S-93", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Add a ClusterImagePolicy with a glob for the repository.",
  scope: "world",
  appliesTo: (world) => world.byKind("ClusterImagePolicy", "policy.sigstore.dev").length > 0,
  check: (world) => {
    const globs = world
      .byKind("ClusterImagePolicy", "policy.sigstore.dev")
      .flatMap(({ props }) => items(read(props, "spec", "images")).map((image) => read(image, "glob")));
    const verified = new Set(
      world
        .byKind("Namespace", "")
        .filter(isVerified)
        .map(({ kubernetes }) => kubernetes?.name),
    );
    return world.resources
      .filter((resource) => hasPods(resource) && verified.has(resource.kubernetes?.namespace))
      .flatMap((subject) =>
        judgeImages(
          subject,
          (image) => globs.some((glob) => matchesImage(glob, image)),
          "an image that a ClusterImagePolicy names",
        ).map((finding) =>
          globs.some(isUnknown) ? { ...finding, verdict: "unknown" as const, subject } : { ...finding, subject },
        ),
      );
  },
};

function isVerified({ props }: PolicyResource): boolean {
  return read(props, "metadata", "labels", "policy.sigstore.dev/include") === "true";
}
