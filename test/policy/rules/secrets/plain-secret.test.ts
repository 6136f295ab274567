import { plainSecret } from "../../../../policy/rules/secrets/plain-secret.ts";
import { secret } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(plainSecret, secret, [
  [
    "data in a file",
    { "data.password": "aHVudGVyMg==" },
    "Secret shop/db holds values in data; allowed: none in a file",
    { file: "secret.yaml" },
  ],
  [
    "both kinds in a file",
    { "data.a": "YQ==", "stringData.b": "b" },
    [
      "Secret shop/db holds values in data; allowed: none in a file",
      "Secret shop/db holds values in stringData; allowed: none in a file",
    ],
    { file: "secret.yaml" },
  ],
  ["a Secret written from a preview", { "stringData.password": "(secret)" }, [], { file: "secret.yaml" }],
  [
    "a value beside a redacted one",
    { "stringData.password": "(secret)", "stringData.user": "admin" },
    "Secret shop/db holds values in stringData; allowed: none in a file",
    { file: "secret.yaml" },
  ],
  ["an empty Secret in a file", { type: "kubernetes.io/service-account-token" }, [], { file: "secret.yaml" }],
  ["a Secret of a Pulumi program", { "stringData.password": "hunter2" }, NOT_APPLICABLE],
]);
