import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { secretInArgs } from "../../../../policy/rules/secrets/secret-in-args.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(secretInArgs, deployment, [
  [
    "a password flag",
    { "container.args[1]": "--db-password=hunter2hunter2" },
    'Deployment shop/web: container "app" has in args[1] what looks like a secret by its name (db-password); allowed: the path of a mounted Secret',
  ],
  [
    "a token in a command",
    { "container.command": ["sh", "-c", "curl -H 'Authorization: ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"] },
    'Deployment shop/web: container "app" has in command[2] what looks like a GitHub token; allowed: the path of a mounted Secret',
  ],
  ["a password's file", { "container.args[1]": "--password-file=/run/secrets/db" }],
  ["a path", { "container.args[1]": "--api-token=/run/token" }],
  ["an argument that another resource computes", { "container.args[1]": UNKNOWN }],
  [
    "unknown arguments",
    { "container.args": UNKNOWN },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].args is not known before deployment; allowed: the path of a mounted Secret',
  ],
]);
