import { judgeImages } from "../../lib/judgeImages.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const imageDigest: ResourceRule = {
  name: "image-digest",
  title: "Images are named by digest",
  description: `Every image must end with @sha256: and 64 lower-case hexadecimal digits: only then is what was reviewed what runs. Something that merely looks like a digest (too short, upper case, another algorithm) does not count. A digest says nothing about who built the image: see image-signature-admission. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-54", "S-92", "G-64", "G-66", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC6.8", "SOC2 CC8.1", "ISO27001 A.8.19"],
  remediation:
    "Append the digest: `palisade images lock` resolves the tags of this project; elsewhere `docker buildx imagetools inspect IMAGE` shows it.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    judgeImages(resource, ({ digest }) => digest !== undefined, "a reference that ends with @sha256:<64 hexadecimal digits>"),
};
