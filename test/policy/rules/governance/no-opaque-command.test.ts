import { noOpaqueCommand } from "../../../../policy/rules/governance/no-opaque-command.ts";
import { cases, NOT_APPLICABLE, type Case } from "../cases.ts";

cases(noOpaqueCommand, {}, [
  ["a resource of a provider", {}, NOT_APPLICABLE, { type: "aws:s3/bucket:Bucket" }],
  ["a component", {}, NOT_APPLICABLE, { type: "palisade:platform:Platform" }],
  ...["command:local:Command", "command:remote:Command", "pulumi-nodejs:dynamic:Resource"].map((type): Case => [
    type,
    {},
    `${type} test runs a program that no rule can read; allowed: resources of a provider`,
    { type },
  ]),
]);
