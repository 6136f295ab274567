import { demanding, must, exempt, isGiven } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const gcpSubnetFlowLogs: ResourceRule = {
  name: "gcp-subnet-flow-logs",
  title: "Subnets of Google Cloud log their flows",
  description:
    "logConfig of a subnetwork must be set: after an incident it is the only record of which address talked to which. Subnets for proxies and private service connect have no log and are left out.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["CIS-GKE 5.6.1", "NSA-CISA audit logging", "PCI-DSS 10.2.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Set logConfig with an interval and a sampling rate.",
  ...demanding({
    [TYPES.gcpSubnet]: [
      exempt(must("logConfig", isGiven, "a log configuration"), {
        field: "purpose",
        holds: (purpose) => !isAbsent(purpose) && purpose !== "PRIVATE",
      }),
    ],
  }),
};
