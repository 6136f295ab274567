import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { secretInConfigmap } from "../../../../policy/rules/secrets/secret-in-configmap.ts";
import { configMap } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(secretInConfigmap, configMap, [
  [
    "a key that is a password",
    { 'data["db-password"]': "hunter2hunter2" },
    "ConfigMap shop/web holds in data.db-password what looks like a secret by its name; allowed: a reference to a Secret",
  ],
  [
    "an access key in a file",
    { 'data["aws.ini"]': "id = AKIAIOSFODNN7EXAMPLE\n" },
    'ConfigMap shop/web holds in data["aws.ini"] what looks like an AWS access key; allowed: a reference to a Secret',
  ],
  [
    "a password in a file",
    { 'data["app.yaml"]': "db:\n  host: db\n  password: hunter2hunter2\n" },
    'ConfigMap shop/web holds in data["app.yaml"] what looks like a secret by its name (password); allowed: a reference to a Secret',
  ],
  [
    "a random key",
    { 'data["signing.key"]': "Zx8qT1vKp3LmR7wYb2Nc" },
    'ConfigMap shop/web holds in data["signing.key"] what looks like a secret by its randomness; allowed: a reference to a Secret',
  ],
  ["a document about tokens", { 'data["token-policy.yaml"]': "ttl: 1h\nrenew: true\n" }],
  ["a public key", { 'data["jwt.pem"]': "-----BEGIN PUBLIC KEY-----\nabc\n" }],
  ["a file that another resource computes", { 'data["other"]': UNKNOWN }],
  [
    "an unknown password",
    { 'data["db-password"]': UNKNOWN },
    "unknown: ConfigMap shop/web: data.db-password is not known before deployment; allowed: a reference to a Secret",
  ],
  [
    "unknown data",
    { data: UNKNOWN },
    "unknown: ConfigMap shop/web: data is not known before deployment; allowed: a reference to a Secret",
  ],
]);
