import type { ImageReference } from "../../lib/imageReference.ts";
import { judgeImages } from "../../lib/judgeImages.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text, items } from "../../lib/plain.ts";
import { hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const imageRegistry: ResourceRule = {
  name: "image-registry",
  title: "Images come from approved registries",
  description: `Every image must come from a registry of the parameter registries. An entry is a host, or a host and a path (registry.example.com/team); it must match whole path segments, so that registry.example.com.evil.net and registry.example.com/team-b do not pass; * stands for one part of a host name. The default approves the public registries that well-known projects publish to and the three clouds' own: narrow it to your mirror. A redirecting or proxying registry serves what it likes. ${BYPASS}`,
  severity: "high",
  level: FROM_STAGING,
  controls: ["S-45", "S-91", "G-62", "CIS-K8S 5.5.1", "NSA-CISA pod security", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation:
    "Copy the image to an approved registry (palisade:images.mirror does that for the whole platform), or approve its registry in the rule's parameter.",
  scope: "resource",
  params: {
    registries: {
      type: "array",
      description: "Approved registries: host or host/path; * stands for one part of a host name.",
      default: [
        "docker.io",
        "ghcr.io",
        "quay.io",
        "registry.k8s.io",
        "gcr.io",
        "public.ecr.aws",
        "mcr.microsoft.com",
        "*.dkr.ecr.*.amazonaws.com",
        "*.pkg.dev",
        "*.azurecr.io",
      ],
    },
  },
  appliesTo: hasPods,
  check: (resource, { params }) => {
    const approved = items(params["registries"]).flatMap((entry) => text(entry) ?? []);
    const patterns = approved.map(patternOf);
    const isApproved = ({ registry, repository }: ImageReference): boolean =>
      patterns.some((one) => one.test(`${registry}/${repository}/`));
    return judgeImages(resource, isApproved, `images of ${approved.join(", ")}`);
  },
};

function patternOf(entry: string): RegExp {
  const literal = entry.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("[^./]+")}/`);
}
