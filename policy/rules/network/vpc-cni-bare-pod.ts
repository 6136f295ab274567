import { FROM_STAGING } from "../../lib/levels.ts";
import { items, read } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import { usesVpcCni } from "../../lib/vpcCni.ts";

export const vpcCniBarePod: WorldRule = {
  name: "vpc-cni-bare-pod",
  title: "Under the VPC CNI every pod has a controller",
  description:
    "Where the VPC CNI of EKS enforces NetworkPolicies, no Pod may be created without ownerReferences: the agent holds only pods that a controller owns, so a bare one is open in both directions whatever its namespace denies. Pods with hostNetwork are held by no engine and left to host-namespaces. Pods made with kubectl run are not seen.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-44", "P-101", "CIS-EKS 4.3.1", "NSA-CISA network separation", "PCI-DSS 1.2.1", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "Make it a Deployment, or a Job where it ends.",
  scope: "world",
  appliesTo: (world) => world.byKind("Pod", "").length > 0 && usesVpcCni(world),
  check: (world) =>
    world
      .byKind("Pod", "")
      .filter(({ props }) => read(props, "spec", "hostNetwork") !== true)
      .flatMap((subject) =>
        mustBe(
          below(objectOf(subject), "metadata", "ownerReferences"),
          (owners) => items(owners).length > 0,
          "an owner, because the VPC CNI holds no pod without one",
        ).map((finding) => ({ ...finding, subject })),
      ),
};
