import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { secretEnvLiteral } from "../../../../policy/rules/secrets/secret-env-literal.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(secretEnvLiteral, deployment, [
  [
    "a password",
    { "container.env[1]": { name: "DB_PASSWORD", value: "hunter2hunter2" } },
    'Deployment shop/web: container "app" sets DB_PASSWORD to a literal that looks like a secret by its name; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "a key in camel case",
    { "container.env[1]": { name: "openaiApiKey", value: "abc-def-ghi" } },
    'Deployment shop/web: container "app" sets openaiApiKey to a literal that looks like a secret by its name; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "an access key under a harmless name",
    { "container.env[1]": { name: "ACCOUNT", value: "AKIAIOSFODNN7EXAMPLE" } },
    'Deployment shop/web: container "app" sets ACCOUNT to a literal that looks like an AWS access key; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "a password in a URL",
    { "container.env[1]": { name: "DATABASE", value: "postgres://web:hunter2@db:5432/web" } },
    'Deployment shop/web: container "app" sets DATABASE to a literal that looks like a password in a URL; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "a private key",
    { "container.env[1]": { name: "CERT", value: "-----BEGIN EC PRIVATE KEY-----" } },
    'Deployment shop/web: container "app" sets CERT to a literal that looks like a private key; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "in an init container",
    { "init.env": [{ name: "API_TOKEN", value: "abcdef" }] },
    'Deployment shop/web: init container "prepare" sets API_TOKEN to a literal that looks like a secret by its name; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "from a Secret",
    { "container.env[1]": { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } } },
  ],
  ["the path of a file", { "container.env[1]": { name: "DB_PASSWORD_FILE", value: "/run/secrets/db" } }],
  ["a path under a secret's name", { "container.env[1]": { name: "API_TOKEN", value: "/run/secrets/token" } }],
  ["a switch", { "container.env[1]": { name: "TOKEN_REQUIRED", value: "yes" } }],
  ["a number of tokens", { "container.env[1]": { name: "MAX_TOKEN", value: "4096" } }],
  ["a reference to another variable", { "container.env[1]": { name: "AUTH_TOKEN", value: "$(OTHER)" } }],
  ["a checksum", { "container.env[1]": { name: "CONFIG_CHECKSUM", value: "9f86d081884c7d659a2feaa0c55ad015" } }],
  ["a URL without a password", { "container.env[1]": { name: "DATABASE_URL", value: "postgres://db:5432/web" } }],
  ["an unknown address", { "container.env[1]": { name: "DATABASE_URL", value: UNKNOWN } }],
  [
    "an unknown password",
    { "container.env[1]": { name: "DB_PASSWORD", value: UNKNOWN } },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].env[1].value is not known before deployment; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
  [
    "unknown variables",
    { "container.env": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].env is not known before deployment; allowed: valueFrom.secretKeyRef, or a mounted Secret',
  ],
]);
