import { demanding, mustEqual } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { ADVICE } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const clusterImageTrust: ResourceRule = {
  name: "cluster-image-trust",
  title: "GKE admits only images that Binary Authorization allows",
  description:
    "binaryAuthorization.evaluationMode of a GKE cluster must not be off: it is a second gate beside admission webhooks, in the cloud, where no pod can switch it off. The policy it evaluates belongs to the project and is not judged here. EKS and AKS have nothing like it; see image-signature-admission.",
  severity: "medium",
  level: ADVICE,
  controls: ["P-54", "CIS-GKE 5.1.4", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Set binaryAuthorization.evaluationMode: PROJECT_SINGLETON_POLICY_ENFORCE and write the policy.",
  ...demanding({
    [TYPES.gkeCluster]: [
      mustEqual(
        "binaryAuthorization.evaluationMode",
        "PROJECT_SINGLETON_POLICY_ENFORCE",
        "POLICY_BINDINGS",
        "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE",
      ),
    ],
  }),
};
