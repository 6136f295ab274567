import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { encryptionConfigKms } from "../../../../policy/rules/secrets/encryption-config-kms.ts";
import { encryptionConfiguration } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(encryptionConfigKms, encryptionConfiguration, [
  ["other resources beside", { "resources[1]": { resources: ["configmaps"], providers: [{ identity: {} }] } }],
  [
    "plain text first",
    { "resources[0].providers": [{ identity: {} }, { kms: { apiVersion: "v2", name: "k" } }] },
    'EncryptionConfiguration test sets resources[0].providers[0] to {"identity":{}}; allowed: kms with apiVersion v2 as the first provider',
  ],
  [
    "a key in the file",
    { "resources[0].providers": [{ aescbc: { keys: [] } }] },
    'EncryptionConfiguration test sets resources[0].providers[0] to {"aescbc":{"keys":[]}}; allowed: kms with apiVersion v2 as the first provider',
  ],
  [
    "the first version",
    { "resources[0].providers[0].kms.apiVersion": "v1" },
    'EncryptionConfiguration test sets resources[0].providers[0] to {"kms":{"apiVersion":"v1","name":"cloud"}}; allowed: kms with apiVersion v2 as the first provider',
  ],
  [
    "not of secrets",
    { "resources[0].resources": ["configmaps"] },
    'EncryptionConfiguration test sets resources to [{"resources":["configmaps"],"providers":[{"kms":{"apiVersion":"v2","name":"clo…; allowed: an entry for secrets',
  ],
  [
    "no providers",
    { "resources[0].providers": [] },
    "EncryptionConfiguration test sets resources[0].providers to []; allowed: kms with apiVersion v2 as the first provider",
  ],
  [
    "unknown",
    { "resources[0].providers": UNKNOWN },
    "unknown: EncryptionConfiguration test: resources[0].providers is not known before deployment; allowed: kms with apiVersion v2 as the first provider",
  ],
]);
