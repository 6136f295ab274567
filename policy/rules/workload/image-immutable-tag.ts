import type { ImageReference } from "../../lib/imageReference.ts";
import { judgeImages } from "../../lib/judgeImages.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const imageImmutableTag: ResourceRule = {
  name: "image-immutable-tag",
  title: "Tags name one release",
  description: `An image without a digest must have a tag of a full version (1.4.2), of a commit or of a build: 1, 1.4, stable, main or nightly move with every release, by intention. A full version can be moved too; image-digest and registry-immutable-tags ask for more. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-92", "G-64", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC8.1", "ISO27001 A.8.19"],
  remediation: "Name the whole version, for example registry.example.com/app:1.4.2, or better its digest.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) => judgeImages(resource, namesOneRelease, "a digest, or a tag with a full version, a commit or a build"),
};

/** `1.4.2`, `v1.4.2-rc.1`, a commit of seven digits or more with a letter and a figure, a build by date. */
const ONE_RELEASE = /^v?\d+\.\d+\.\d+|^(sha-)?(?=\w*\d)[0-9a-f]{7,64}$|\d{8}/;

function namesOneRelease({ digest, tag }: ImageReference): boolean {
  return digest !== undefined || ONE_RELEASE.test(tag ?? "");
}
