import { LOADER_VARIABLES } from "../../../../policy/lib/loaderVariables.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { codeLoadingEnv } from "../../../../policy/rules/workload/code-loading-env.ts";
import type { Changes } from "../../fixtures/change.ts";
import { configMap, deployment } from "../../fixtures/objects.ts";
import { cases, type Case } from "../cases.ts";

const env = (name: Plain, value: Plain): Changes => ({ "container.env": [{ name, value }] });
const sets = (name: string, allowed = "a value that loads nothing", who = 'Deployment shop/web: container "app"'): string =>
  `${who} sets ${name}: ${LOADER_VARIABLES[name]?.does ?? ""}; allowed: ${allowed}`;

const ALWAYS_REFUSED = Object.keys(LOADER_VARIABLES).filter((name) => LOADER_VARIABLES[name]?.harmful === undefined);

const HARMFUL: readonly (readonly [name: string, value: string])[] = [
  ["NODE_OPTIONS", "--require /tmp/agent.js"],
  ["NODE_OPTIONS", "--max-old-space-size=256 -r ./agent.js"],
  ["NODE_OPTIONS", "--import=data:text/javascript,0"],
  ["NODE_OPTIONS", "--inspect=0.0.0.0:9229"],
  ["NODE_OPTIONS", "--inspect-brk"],
  ["JAVA_TOOL_OPTIONS", "-Xmx512m -javaagent:/agent/a.jar"],
  ["JDK_JAVA_OPTIONS", "@/work/options"],
  ["_JAVA_OPTIONS", "-XX:OnOutOfMemoryError=/tmp/x"],
  ["JAVA_OPTS", "-agentlib:jdwp=transport=dt_socket,server=y"],
  ["JAVA_OPTS", "$(AGENT)"],
  ["PATH", "/tmp/bin:/usr/bin"],
  ["PATH", "/usr/bin:"],
  ["PYTHONPATH", "lib"],
  ["LD_LIBRARY_PATH", "/usr/lib:/dev/shm"],
  ["ENV", "/tmp/profile"],
  ["OPENSSL_CONF", "/tmp/openssl.cnf"],
];

const HARMLESS: readonly (readonly [name: string, value: string])[] = [
  ["NODE_OPTIONS", "--max-old-space-size=512 --enable-source-maps"],
  ["JAVA_TOOL_OPTIONS", "-Xmx512m -XX:+UseG1GC -Duser.timezone=UTC"],
  ["PATH", "/usr/local/bin:/usr/bin:/bin"],
  ["PYTHONPATH", "/app"],
  ["LD_LIBRARY_PATH", "/usr/local/nvidia/lib64"],
  ["ENV", "production"],
  ["LD_PRELOAD", ""],
  ["ld_preload", "/tmp/x.so"],
  ["NODE_ENV", "production"],
];

cases(codeLoadingEnv, deployment, [
  ...ALWAYS_REFUSED.map((name): Case => [name, env(name, "x"), sets(name, "not set")]),
  ...HARMFUL.map(([name, value]): Case => [`${name}=${value}`, env(name, value), sets(name)]),
  ...HARMLESS.map(([name, value]): Case => [`${name}=${value}`, env(name, value)]),
  [
    "a value of a Secret",
    { "container.env": [{ name: "NODE_OPTIONS", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }] },
    sets("NODE_OPTIONS"),
  ],
  [
    "in an init container",
    { "init.env": [{ name: "LD_PRELOAD", value: "/x.so" }] },
    sets("LD_PRELOAD", "not set", 'Deployment shop/web: init container "prepare"'),
  ],
  [
    "in an ephemeral container, the second of its variables",
    { "pod.ephemeralContainers": [{ name: "debug", env: [{ name: "A" }, { name: "BASH_ENV", value: "/x" }] }] },
    sets("BASH_ENV", "not set", 'Deployment shop/web: ephemeral container "debug"'),
  ],
  [
    "an unknown value",
    env("NODE_OPTIONS", UNKNOWN),
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].env[0].value is not known before deployment; allowed: a value that loads nothing',
  ],
  [
    "an unknown name",
    env(UNKNOWN, "x"),
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].env[0].name is not known before deployment; allowed: no variable that loads code',
  ],
  ["an unknown value of another variable", env("LOG_LEVEL", UNKNOWN)],
]);

cases(codeLoadingEnv, configMap, [
  ["a key for envFrom", { "data.LD_PRELOAD": "/tmp/x.so" }, sets("LD_PRELOAD", "not set", "ConfigMap shop/web")],
  ["a harmful value", { "data.NODE_OPTIONS": "--require /x.js" }, sets("NODE_OPTIONS", undefined, "ConfigMap shop/web")],
  ["a harmless value", { "data.NODE_OPTIONS": "--max-old-space-size=256" }],
]);
