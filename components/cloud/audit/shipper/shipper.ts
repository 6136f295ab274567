import type { ImageReference } from "../../../shared/images.ts";
import type { ConfigMapSpec, ContainerSpec, ProbeSpec, VolumeSpec } from "../../../workload/spec.ts";
import { SHIPPER_METRICS_PORT, SHIPPER_VARIABLES, vectorConfig, type ShipperConfig } from "./vectorConfig.ts";

/** The pod that the shipper stands in. */
export interface ShipperArgs extends Pick<ShipperConfig, "facts" | "file" | "workload"> {
  readonly image: ImageReference;
  /** Volume with the file, and the folder it is mounted at. */
  readonly volume: { readonly name: string; readonly path: string };
}

/** A sidecar with all it needs, to be added to a WorkloadSpec; the container belongs to its `initContainers`. */
export interface ShipperSidecar {
  readonly container: ContainerSpec;
  readonly configMap: ConfigMapSpec;
  readonly volumes: readonly VolumeSpec[];
}

const CONFIG_DIRECTORY = "/etc/vector";
const CONFIG_FILE = "vector.json";
const STATE_DIRECTORY = "/var/lib/vector";

/**
 * Time in which the application finishes its open requests. As long the shipper runs on before it is told to stop, so that the
 * last lines are read. Unit: seconds.
 */
export const LINGER_SECONDS = 15;

/** How long it may then take to bring what it has read to the store. Unit: seconds. */
export const FLUSH_SECONDS = 40;

/** Tails the audit file of its pod into the store. It runs from before the first event until after the last. */
export function auditShipper(args: ShipperArgs): ShipperSidecar {
  const configMap = `${args.workload}-shipper`;
  const config = vectorConfig({ ...args, stateDirectory: STATE_DIRECTORY });
  return {
    container: shipperContainer(args),
    configMap: { name: configMap, data: { [CONFIG_FILE]: `${JSON.stringify(config, null, 2)}\n` } },
    volumes: [
      { kind: "config", name: "shipper", configMap },
      { kind: "scratch", name: "shipper-state", size: "16Mi" },
    ],
  };
}

function shipperContainer({ image, volume }: ShipperArgs): ContainerSpec {
  return {
    name: "audit-shipper",
    sidecar: true,
    image,
    args: ["--config", `${CONFIG_DIRECTORY}/${CONFIG_FILE}`],
    env: [
      { name: SHIPPER_VARIABLES.pod, field: "metadata.name" },
      { name: SHIPPER_VARIABLES.boot, field: "metadata.uid" },
      { name: "VECTOR_LOG", value: "warn" },
      { name: "VECTOR_GRACEFUL_SHUTDOWN_LIMIT_SECS", value: String(FLUSH_SECONDS) },
    ],
    ports: [{ name: "shipper-metrics", port: SHIPPER_METRICS_PORT }],
    mounts: [
      { volume: "shipper", path: CONFIG_DIRECTORY },
      { volume: "shipper-state", path: STATE_DIRECTORY },
      // It reads the evidence and cannot change it.
      { volume: volume.name, path: volume.path, readOnly: true },
    ],
    resources: { requests: { cpu: "50m", memory: "96Mi" }, limits: { cpu: "250m", memory: "256Mi" } },
    // Not a caller of anything inside the platform.
    workloadApi: false,
    // The application starts when this has answered once, so that no event is older than its shipper.
    startup: { check: METRICS, periodSeconds: 1, failureThreshold: 60 },
    liveness: { check: METRICS, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
    readiness: { check: METRICS, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    preStopSeconds: LINGER_SECONDS,
  };
}

const METRICS: ProbeSpec["check"] = { kind: "http", path: "/metrics", port: "shipper-metrics" };
