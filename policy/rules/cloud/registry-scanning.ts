import { demanding, mustEqual, mustNotBe } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const registryScanning: ResourceRule = {
  name: "registry-scanning",
  title: "Images are scanned when they are pushed",
  description:
    "scanOnPush of an ECR repository must be true, and vulnerability scanning of an Artifact Registry must not be disabled: known holes are found before a deployment. Scanning set for a whole account or project is not seen, nor whether anybody reads the results.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "CIS-EKS 5.1.1",
    "CIS-GKE 5.1.1",
    "NSA-CISA kubernetes pod security",
    "PCI-DSS 6.3.1",
    "PCI-DSS 11.3.1",
    "SOC2 CC7.1",
    "ISO27001 A.8.8",
  ],
  remediation: "Set imageScanningConfiguration.scanOnPush: true, or leave vulnerabilityScanningConfig at INHERITED.",
  ...demanding({
    [TYPES.ecrRepository]: [mustEqual("imageScanningConfiguration.scanOnPush", true)],
    [TYPES.gcpRegistry]: [mustNotBe("vulnerabilityScanningConfig.enablementConfig", "DISABLED")],
  }),
};
