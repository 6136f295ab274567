import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { secretInAnnotation } from "../../../../policy/rules/secrets/secret-in-annotation.ts";
import { deployment, secret } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const ALLOWED = "allowed: the name of a Secret";

cases(secretInAnnotation, deployment, [
  ["a name", { 'metadata.annotations["nginx.ingress.kubernetes.io/auth-secret"]': "basic-auth" }],
  ["a switch", { 'metadata.annotations["vault.hashicorp.com/agent-inject-token"]': "true" }],
  ["a path", { 'metadata.annotations["example.com/password"]': "/run/secrets/db" }],
  ["a value that is not known", { 'metadata.annotations["example.com/password"]': UNKNOWN }],
  [
    "a password",
    { 'metadata.annotations["example.com/db-password"]': "hunter2hunter2" },
    `Deployment shop/web holds in metadata.annotations["example.com/db-password"] what looks like a secret by its name; ${ALLOWED}`,
  ],
  [
    "a private key on the pods",
    { 'spec.template.metadata.annotations["example.com/note"]': "-----BEGIN PRIVATE KEY-----" },
    `Deployment shop/web holds in spec.template.metadata.annotations["example.com/note"] what looks like a private key; ${ALLOWED}`,
  ],
]);

cases(secretInAnnotation, secret, [
  [
    "what was applied last",
    { 'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]': "{}" },
    `Secret shop/db holds in metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"] what looks like the values of a Secret; ${ALLOWED}`,
  ],
]);
