import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { registryImmutableTags } from "../../../../policy/rules/cloud/registry-immutable-tags.ts";
import { ecrRepository, gcpRegistry } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(registryImmutableTags, ecrRepository, [
  ["not set", { imageTagMutability: undefined }, 'main does not set imageTagMutability; allowed: "IMMUTABLE"'],
  ["mutable", { imageTagMutability: "MUTABLE" }, 'main sets imageTagMutability to "MUTABLE"; allowed: "IMMUTABLE"'],
  [
    "unknown",
    { imageTagMutability: UNKNOWN },
    'unknown: main: imageTagMutability is not known before deployment; allowed: "IMMUTABLE"',
  ],
]);

cloudCases(registryImmutableTags, gcpRegistry, [
  ["no images", { format: "NPM", dockerConfig: undefined }],
  ["mutable", { "dockerConfig.immutableTags": false }, "main sets dockerConfig.immutableTags to false; allowed: true"],
]);
