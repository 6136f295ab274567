import { renderImage } from "../shared/images.ts";
import type { PodSecurityLevel } from "../shared/podSecurity.ts";
import type { Problem } from "../shared/problem.ts";
import { allContainers, workloadPath } from "./validateStructure.ts";
import type { ContainerSpec, LoosenedContainer, WorkloadSpec } from "./spec.ts";

/** What the profile and the namespace demand of a workload. */
export interface WorkloadRules {
  /** Every image must have a digest. */
  readonly digestsRequired: boolean;
  /** Pod Security level of a namespace; undefined for one the plan does not make. */
  readonly podSecurityLevel: (namespace: string) => PodSecurityLevel | undefined;
}

const LEVELS: readonly PodSecurityLevel[] = ["restricted", "baseline", "privileged"];

/** Capabilities level baseline admits. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Names of variables whose value has no business in a manifest; names of files and references to secrets are fine. */
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE_?KEY|SIGNING_?KEY|ACCESS_?KEY)$/;

/** What a value looks like when it is a secret whatever the variable is called: PEM keys, JWTs, keys of well-known services. */
const SECRET_VALUE =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|^eyJ[\w-]+\.eyJ[\w-]+\.|^(AKIA|ASIA)[A-Z0-9]{16}$|^(ghp|gho|ghs|glpat|sk|xox[bp])[-_]\w{16,}/;

/** What the hardening forbids although Kubernetes would take it. */
export function hardeningProblems(workload: WorkloadSpec, rules: WorkloadRules): Problem[] {
  const containers = allContainers(workload);
  return [
    ...containers.flatMap((container) => imageProblems(container, workload, rules)),
    ...containers.flatMap((container) => literalProblems(container, workload)),
    ...looseningProblems(workload, rules.podSecurityLevel(workload.namespace) ?? "restricted"),
  ];
}

function imageProblems({ name, image }: ContainerSpec, workload: WorkloadSpec, rules: WorkloadRules): Problem[] {
  const path = `${workloadPath(workload)} container ${name}`;
  if (image.digest === undefined && (image.tag === undefined || image.tag === "latest")) {
    return [
      {
        path,
        given: `the image ${renderImage(image)} names no version`,
        allowed: "an image has a digest, or a tag other than latest",
        change: "set the digest in palisade:images.overrides",
      },
    ];
  }
  if (image.digest !== undefined || !rules.digestsRequired) return [];
  return [
    {
      path,
      given: `the image ${renderImage(image)} has no digest`,
      allowed: "this profile admits images by digest only",
      change: "set the digest in palisade:images.overrides, or run palisade images lock",
    },
  ];
}

function literalProblems(container: ContainerSpec, workload: WorkloadSpec): Problem[] {
  return (container.env ?? [])
    .filter((variable) => "value" in variable && looksSecret(variable.name, variable.value))
    .map(({ name }) => ({
      path: `${workloadPath(workload)} container ${container.name}`,
      given: `the variable ${name} has a literal value that looks like a secret`,
      allowed: "secrets come from a Secret",
      change: "use a secret reference",
    }));
}

function looksSecret(name: string, value: string): boolean {
  const isPlain = value === "" || value === "true" || value === "false" || value.startsWith("/");
  return SECRET_VALUE.test(value) || (SECRET_NAME.test(name) && !isPlain);
}

/** The level a namespace must have before a pod in it may use a loosening. */
interface Loosening {
  readonly what: string;
  readonly needs: PodSecurityLevel;
}

function looseningProblems(workload: WorkloadSpec, level: PodSecurityLevel): Problem[] {
  return loosenings(workload)
    .filter(({ needs }) => LEVELS.indexOf(level) < LEVELS.indexOf(needs))
    .map(({ what, needs }) => ({
      path: workloadPath(workload),
      given: `${what} in a namespace of Pod Security level ${level}`,
      allowed: `a namespace of level ${needs}, which only platform components have`,
      change: "drop the loosening, or move the workload to a namespace with a named exemption",
    }));
}

function loosenings(workload: WorkloadSpec): Loosening[] {
  return [
    ...(workload.host?.pid === true ? [{ what: "the host's process namespace", needs: "privileged" as const }] : []),
    ...(workload.host?.network === true ? [{ what: "the host's network", needs: "privileged" as const }] : []),
    ...(workload.volumes ?? []).flatMap((volume) =>
      volume.kind === "hostPath" ? [{ what: `the host path ${volume.path}`, needs: "privileged" as const }] : [],
    ),
    ...allContainers(workload).flatMap(({ name, loosened }) =>
      loosened === undefined ? [] : containerLoosenings(name, loosened),
    ),
  ];
}

/** Baseline allows root and a few capabilities; a writable root is our rule alone, and as rare as they are. */
function containerLoosenings(name: string, loosened: LoosenedContainer): Loosening[] {
  const capabilities = loosened.addCapabilities ?? [];
  return [
    ...(loosened.privileged === true ? [{ what: `the privileged container ${name}`, needs: "privileged" as const }] : []),
    ...(loosened.runAsUser === 0 ? [{ what: `the container ${name} as root`, needs: "baseline" as const }] : []),
    ...capabilities.map((capability) => ({
      what: `the capability ${capability} of container ${name}`,
      needs: BASELINE_CAPABILITIES.has(capability) ? ("baseline" as const) : ("privileged" as const),
    })),
    ...(loosened.writableRootFilesystem === true
      ? [{ what: `the writable root file system of container ${name}`, needs: "baseline" as const }]
      : []),
  ];
}
