import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterSecretsEncryption } from "../../../../policy/rules/cloud/cluster-secrets-encryption.ts";
import { aksCluster, eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterSecretsEncryption, eksCluster, [
  ["no encryption", { encryptionConfig: undefined }, 'main does not set encryptionConfig.resources; allowed: ["secrets"]'],
  ["not of secrets", { "encryptionConfig.resources": [] }, 'main sets encryptionConfig.resources to []; allowed: ["secrets"]'],
  ["a key not known yet", { "encryptionConfig.provider.keyArn": UNKNOWN }],
]);

cloudCases(clusterSecretsEncryption, gkeCluster, [
  [
    "the default",
    { databaseEncryption: undefined },
    'main does not set databaseEncryption.state; allowed: "ENCRYPTED" or "ALL_OBJECTS_ENCRYPTION_ENABLED"',
  ],
  [
    "decrypted",
    { "databaseEncryption.state": "DECRYPTED" },
    'main sets databaseEncryption.state to "DECRYPTED"; allowed: "ENCRYPTED" or "ALL_OBJECTS_ENCRYPTION_ENABLED"',
  ],
  [
    "an unknown state",
    { "databaseEncryption.state": UNKNOWN },
    'unknown: main: databaseEncryption.state is not known before deployment; allowed: "ENCRYPTED" or "ALL_OBJECTS_ENCRYPTION_ENABLED"',
  ],
]);

cloudCases(clusterSecretsEncryption, aksCluster, [
  [
    "off",
    { "securityProfile.azureKeyVaultKms.enabled": false },
    "main sets securityProfile.azureKeyVaultKms.enabled to false; allowed: true",
  ],
  [
    "not set",
    { "securityProfile.azureKeyVaultKms": undefined },
    "main does not set securityProfile.azureKeyVaultKms.enabled; allowed: true",
  ],
]);
