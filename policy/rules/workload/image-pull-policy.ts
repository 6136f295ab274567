import { parseImage } from "../../lib/imageReference.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, unless, containersOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "Always, or a digest";

export const imagePullPolicy: ResourceRule = {
  name: "image-pull-policy",
  title: "Nodes ask the registry before they run an image",
  description: `imagePullPolicy must be Always unless the image has a digest, and Never must not be used: with a copy on the node, a pod starts an image that it may not pull, or an older one of the same tag. For an image with a digest the copy is the same. ${BYPASS}`,
  severity: "low",
  level: FROM_STAGING,
  controls: ["CIS-K8S 5.5.1", "NSA-CISA kubernetes pod security", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Name the digest, or set imagePullPolicy: Always.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    containersOf(resource).flatMap((container) => {
      const asked = mustBe(below(container, "imagePullPolicy"), (policy) => policy === "Always", ALLOWED);
      const never = mustBe(below(container, "imagePullPolicy"), (policy) => policy !== "Never", ALLOWED);
      const pinned = (image: Plain): boolean => parseImage(text(image) ?? "").digest !== undefined;
      return never.some(({ verdict }) => verdict === "fail") ? never : unless(below(container, "image"), pinned, asked);
    }),
};
