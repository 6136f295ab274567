import { demanding, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const clusterDeletionProtection: ResourceRule = {
  name: "cluster-deletion-protection",
  title: "A cluster cannot be deleted by mistake",
  description:
    "deletionProtection of an EKS cluster must be true and of a GKE cluster not false (its default is true): a wrong stack name must not delete a cluster. It does not stop somebody who switches it off first. AKS has no such field; use a management lock.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["SOC2 A1.2", "SOC2 CC8.1", "ISO27001 A.8.13", "ISO27001 A.8.32"],
  remediation: "Set deletionProtection: true; switch it off in a deployment of its own before the cluster goes.",
  ...demanding({
    [TYPES.eksCluster]: [mustEqual("deletionProtection", true)],
    [TYPES.gkeCluster]: [mustNotBe("deletionProtection", false)],
  }),
};
