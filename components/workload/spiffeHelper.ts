import type { ImageReference } from "../shared/images.ts";
import type { ConfigMapSpec, ContainerSpec, ProbeSpec, VolumeSpec } from "./spec.ts";

/** Where the SVID lies, for servers that take their certificate from files. */
export const SVID_DIRECTORY = "/run/spiffe";

/** The files spiffe-helper keeps fresh. */
export const SVID_FILES = {
  certificate: `${SVID_DIRECTORY}/svid.pem`,
  key: `${SVID_DIRECTORY}/svid-key.pem`,
  bundle: `${SVID_DIRECTORY}/bundle.pem`,
} as const;

/** Name of the volume with the SVID: memory, so that a private key is never on a disk. */
export const SVID_VOLUME = "svid";

export interface SvidFilesArgs {
  readonly image: ImageReference;
  /** Name of the workload: prefix of the ConfigMap. */
  readonly workload: string;
  /** @default 8081 */
  readonly healthPort?: number | undefined;
}

/** A sidecar that writes the pod's SVID to files, and what it needs; `container` goes first among the init containers. */
export interface SvidFiles {
  readonly container: ContainerSpec;
  readonly configMap: ConfigMapSpec;
  readonly volumes: readonly VolumeSpec[];
}

const NAME = "spiffe-helper";
const CONFIG_DIRECTORY = "/etc/spiffe-helper";
const CONFIG_FILE = "helper.conf";
const HEALTH_PORT = "svid-health";

/**
 * spiffe-helper as a native sidecar: its start-up probe succeeds once the files are written, and only then the kubelet
 * starts the next container. A server therefore never starts without its certificate, and gets each new one in place.
 * https://github.com/spiffe/spiffe-helper
 */
export function svidFiles({ image, workload, healthPort = 8081 }: SvidFilesArgs): SvidFiles {
  const configMap = `${workload}-${NAME}`;
  return {
    container: {
      name: NAME,
      image,
      args: ["-config", `${CONFIG_DIRECTORY}/${CONFIG_FILE}`],
      sidecar: true,
      ports: [{ name: HEALTH_PORT, port: healthPort }],
      mounts: [
        { volume: NAME, path: CONFIG_DIRECTORY },
        { volume: SVID_VOLUME, path: SVID_DIRECTORY },
      ],
      resources: { requests: { cpu: "10m", memory: "24Mi" }, limits: { cpu: "100m", memory: "64Mi" } },
      workloadApi: true,
      startup: probe("/ready", { periodSeconds: 2, failureThreshold: 90 }),
      liveness: probe("/live", { periodSeconds: 10, failureThreshold: 6 }),
      readiness: probe("/ready", { periodSeconds: 10, failureThreshold: 3 }),
    },
    configMap: { name: configMap, data: { [CONFIG_FILE]: helperConfig(healthPort) } },
    volumes: [
      { kind: "config", name: NAME, configMap },
      { kind: "scratch", name: SVID_VOLUME, size: "1Mi", memory: true },
    ],
  };
}

/** HCL. The socket comes from SPIFFE_ENDPOINT_SOCKET; nothing is signalled, because the servers watch the files themselves. */
function helperConfig(healthPort: number): string {
  return [
    "daemon_mode = true",
    `cert_dir = "${SVID_DIRECTORY}"`,
    ...Object.entries({
      svid_file_name: SVID_FILES.certificate,
      svid_key_file_name: SVID_FILES.key,
      svid_bundle_file_name: SVID_FILES.bundle,
    }).map(([option, path]) => `${option} = "${path.slice(SVID_DIRECTORY.length + 1)}"`),
    "cert_file_mode = 0444",
    "key_file_mode = 0400",
    "health_checks {",
    "  listener_enabled = true",
    `  bind_port = ${healthPort}`,
    '  liveness_path = "/live"',
    '  readiness_path = "/ready"',
    "}",
    "",
  ].join("\n");
}

function probe(path: string, timing: Pick<ProbeSpec, "periodSeconds" | "failureThreshold">): ProbeSpec {
  return { check: { kind: "http", path, port: HEALTH_PORT }, timeoutSeconds: 2, ...timing };
}
