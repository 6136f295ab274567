import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { gcpSubnetFlowLogs } from "../../../../policy/rules/cloud/gcp-subnet-flow-logs.ts";
import { gcpSubnet } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(gcpSubnetFlowLogs, gcpSubnet, [
  ["for proxies", { logConfig: undefined, purpose: "REGIONAL_MANAGED_PROXY" }],
  ["no log", { logConfig: undefined }, "main does not set logConfig; allowed: a log configuration"],
  ["unknown", { logConfig: UNKNOWN }, "unknown: main: logConfig is not known before deployment; allowed: a log configuration"],
]);
