import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterImageTrust } from "../../../../policy/rules/cloud/cluster-image-trust.ts";
import { gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterImageTrust, gkeCluster, [
  [
    "not set",
    { binaryAuthorization: undefined },
    'main does not set binaryAuthorization.evaluationMode; allowed: "PROJECT_SINGLETON_POLICY_ENFORCE" or "POLICY_BINDINGS" or "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE"',
  ],
  [
    "disabled",
    { "binaryAuthorization.evaluationMode": "DISABLED" },
    'main sets binaryAuthorization.evaluationMode to "DISABLED"; allowed: "PROJECT_SINGLETON_POLICY_ENFORCE" or "POLICY_BINDINGS" or "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE"',
  ],
  [
    "unknown",
    { binaryAuthorization: UNKNOWN },
    'unknown: main: binaryAuthorization.evaluationMode is not known before deployment; allowed: "PROJECT_SINGLETON_POLICY_ENFORCE" or "POLICY_BINDINGS" or "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE"',
  ],
]);
