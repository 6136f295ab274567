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
  [
    "a password as the argument after its flag",
    { "container.args": ["--db-password", "hunter2hunter2"] },
    'Deployment shop/web: container "app" has in args[1] what looks like a secret by its name (db-password); allowed: the path of a mounted Secret',
  ],
  [
    "an assignment in a script",
    { "container.command": ["sh", "-c", "set -e\nexport DB_PASSWORD='hunter2hunter2'\nexec app"] },
    'Deployment shop/web: container "app" has in command[2] what looks like a secret by its name (DB_PASSWORD); allowed: the path of a mounted Secret',
  ],
  ...[
    ["a hook after the start", "lifecycle.postStart"],
    ["a hook before the end", "lifecycle.preStop"],
    ["a liveness probe", "livenessProbe"],
    ["a readiness probe", "readinessProbe"],
    ["a startup probe", "startupProbe"],
  ].flatMap(([title, handler]) => [
    [
      title ?? "",
      { [`container.${handler}`]: { exec: { command: ["sh", "-c", "app --token=hunter2hunter2"] } } },
      `Deployment shop/web: container "app" has in ${handler}.exec.command[2] what looks like a secret by its name (token); allowed: the path of a mounted Secret`,
    ] as const,
    [
      `${title}, by a header`,
      {
        [`container.${handler}`]: {
          httpGet: { port: 1, httpHeaders: [{ name: "Authorization", value: "Bearer hunter2hunter2" }] },
        },
      },
      `Deployment shop/web: container "app" has in ${handler}.httpGet.httpHeaders[0].value what looks like a credential in a header; allowed: the path of a mounted Secret`,
    ] as const,
  ]),
  [
    "a probe that reads a file",
    { "container.livenessProbe": { exec: { command: ["sh", "-c", "app --token=$(cat /run/token)"] } } },
  ],
  [
    "an unknown probe",
    { "container.livenessProbe": { exec: { command: UNKNOWN } } },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].livenessProbe.exec.command is not known before deployment; allowed: the path of a mounted Secret',
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
