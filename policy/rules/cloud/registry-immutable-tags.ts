import { demanding, mustEqual, exempt } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const registryImmutableTags: ResourceRule = {
  name: "registry-immutable-tags",
  title: "A tag in the registry stays what it is",
  description:
    "imageTagMutability of an ECR repository must be IMMUTABLE and immutableTags of a Docker repository in Artifact Registry true: otherwise whoever can push changes what runs. Azure registries lock single images, not repositories, and are not judged. Deployments by digest do not depend on it (image-digest).",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["PCI-DSS 6.3.2", "SOC2 CC8.1", "ISO27001 A.8.19"],
  remediation: "Set imageTagMutability: IMMUTABLE, or dockerConfig.immutableTags: true.",
  ...demanding({
    [TYPES.ecrRepository]: [mustEqual("imageTagMutability", "IMMUTABLE")],
    [TYPES.gcpRegistry]: [
      exempt(mustEqual("dockerConfig.immutableTags", true), { field: "format", holds: (format) => format !== "DOCKER" }),
    ],
  }),
};
