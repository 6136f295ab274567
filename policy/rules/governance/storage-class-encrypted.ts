import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf, unless } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const EBS: readonly Plain[] = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];

export const storageClassEncrypted: ResourceRule = {
  name: "storage-class-encrypted",
  title: "Volumes of a storage class are encrypted",
  description:
    'parameters.encrypted of a StorageClass for EBS must be "true": volumes of the default class are plain text otherwise, unless the account encrypts by default, which cannot be seen from here. Google Cloud and Azure always encrypt disks; other provisioners are not judged.',
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-88", "NSA-CISA hardening container environments", "PCI-DSS 3.5.1", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: 'Set parameters.encrypted: "true", and kmsKeyId for a key of your own.',
  scope: "resource",
  appliesTo: ofKind("storage.k8s.io/StorageClass"),
  check: (resource) => {
    const object = objectOf(resource);
    const findings = mustBe(below(object, "parameters", "encrypted"), (value) => value === "true", `"true"`);
    return unless(below(object, "provisioner"), (name) => !EBS.includes(name), findings);
  },
};
