import type { ImageReference } from "../../lib/imageReference.ts";
import { judgeImages } from "../../lib/judgeImages.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const imageTag: ResourceRule = {
  name: "image-tag",
  title: "Images name a version",
  description: `An image must have a digest, or a tag other than latest: otherwise what runs changes with every restart and differs between nodes. Tags can be moved; image-digest asks for more. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-92", "G-64", "G-65", "G-66", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC8.1", "ISO27001 A.8.19"],
  remediation: "Name a released version, for example registry.example.com/app:1.4.2, or better its digest.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) => judgeImages(resource, hasVersion, "a digest, or a tag other than latest"),
};

function hasVersion({ digest, tag }: ImageReference): boolean {
  return digest !== undefined || (tag !== undefined && tag !== "" && tag !== "latest");
}
