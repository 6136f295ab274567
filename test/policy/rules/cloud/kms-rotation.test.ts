import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { kmsRotation } from "../../../../policy/rules/cloud/kms-rotation.ts";
import { gcpKey, kmsKey } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(kmsRotation, kmsKey, [
  ["an asymmetric key", { enableKeyRotation: undefined, customerMasterKeySpec: "ECC_NIST_P256" }],
  ["off", { enableKeyRotation: false }, "main sets enableKeyRotation to false; allowed: true"],
  ["not set", { enableKeyRotation: undefined }, "main does not set enableKeyRotation; allowed: true"],
  ["unknown", { enableKeyRotation: UNKNOWN }, "unknown: main: enableKeyRotation is not known before deployment; allowed: true"],
]);

cloudCases(kmsRotation, gcpKey, [
  ["a key to sign", { rotationPeriod: undefined, purpose: "ASYMMETRIC_SIGN" }],
  ["never", { rotationPeriod: undefined }, "main does not set rotationPeriod; allowed: at most 31536000s"],
  ["after two years", { rotationPeriod: "63072000s" }, 'main sets rotationPeriod to "63072000s"; allowed: at most 31536000s'],
  ["in days", { rotationPeriod: "90d" }, 'main sets rotationPeriod to "90d"; allowed: at most 31536000s'],
]);
