import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeIdentity } from "../../../../policy/rules/cloud/node-identity.ts";
import { gkeCluster, gkeNodePool } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeIdentity, gkeNodePool, [
  [
    "not set",
    { "nodeConfig.serviceAccount": undefined },
    "main does not set nodeConfig.serviceAccount; allowed: a ServiceAccount of its own",
  ],
  [
    "the default account",
    { "nodeConfig.serviceAccount": "default" },
    'main sets nodeConfig.serviceAccount to "default"; allowed: a ServiceAccount of its own',
  ],
  [
    "the default account by its name",
    { "nodeConfig.serviceAccount": "123456789012-compute@developer.gserviceaccount.com" },
    'main sets nodeConfig.serviceAccount to "123456789012-compute@developer.gserviceaccount.com"; allowed: a ServiceAccount of its own',
  ],
  [
    "unknown",
    { "nodeConfig.serviceAccount": UNKNOWN },
    "unknown: main: nodeConfig.serviceAccount is not known before deployment; allowed: a ServiceAccount of its own",
  ],
]);

cloudCases(nodeIdentity, gkeCluster, [
  [
    "the default pool",
    { removeDefaultNodePool: false, nodeConfig: undefined },
    "main does not set nodeConfig.serviceAccount; allowed: a ServiceAccount of its own",
  ],
]);
