import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeSsh } from "../../../../policy/rules/cloud/node-ssh.ts";
import { aksCluster, aksPool, ec2Instance, eksNodeGroup, launchTemplate } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeSsh, eksNodeGroup, [
  ["remote access", { remoteAccess: { ec2SshKey: "ops" } }, 'main sets remoteAccess to {"ec2SshKey":"ops"}; allowed: not set'],
  ["unknown", { remoteAccess: UNKNOWN }, "unknown: main: remoteAccess is not known before deployment; allowed: not set"],
]);

cloudCases(nodeSsh, ec2Instance, [["a key", { keyName: "ops" }, 'main sets keyName to "ops"; allowed: not set']]);

cloudCases(nodeSsh, launchTemplate, [["a key", { keyName: "ops" }, 'main sets keyName to "ops"; allowed: not set']]);

cloudCases(nodeSsh, aksCluster, [
  [
    "a local user",
    { "agentPoolProfiles[0].securityProfile.sshAccess": "LocalUser" },
    'main sets agentPoolProfiles[0].securityProfile.sshAccess to "LocalUser"; allowed: "Disabled"',
  ],
]);

cloudCases(nodeSsh, aksPool, [
  ["not set", { "securityProfile.sshAccess": undefined }, 'main does not set securityProfile.sshAccess; allowed: "Disabled"'],
]);
