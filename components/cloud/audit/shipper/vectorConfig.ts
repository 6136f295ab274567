import type { AuditStoreFacts } from "../contract.ts";

/** What the shipper is configured from. */
export interface ShipperConfig {
  readonly facts: AuditStoreFacts;
  /** The gateway's chain of events, one JSON object a line. */
  readonly file: string;
  /** Workload that writes it: the first folder below the store's prefix. */
  readonly workload: string;
  /** Folder for the offset up to which everything is in the store. */
  readonly stateDirectory: string;
}

/** Port of the shipper's own metrics, which its probes ask too. */
export const SHIPPER_METRICS_PORT = 9598;

/** Variables that carry the pod's identity into the object keys: name and UID, which is that of the audit volume too. */
export const SHIPPER_VARIABLES = { pod: "POD_NAME", boot: "POD_UID" } as const;

/** Oldest event that waits for a full batch. Unit: seconds. */
const BATCH_SECONDS = 5;

/** Longest time between two looks at a file without news: the source doubles its pause up to 2,048 ms. Unit: seconds. */
const POLL_SECONDS = 2.048;

/** How long one upload may take before it is tried again. Unit: seconds. */
const UPLOAD_SECONDS = 30;

/**
 * Age of the oldest event that a crash of the node destroys while the store answers: not yet read, in a batch, or on its way.
 * While the store does not answer, everything since the last upload is at stake. Unit: seconds.
 */
export const LOSS_WINDOW_SECONDS = POLL_SECONDS + BATCH_SECONDS + UPLOAD_SECONDS;

/** Longer lines would be dropped; the gateway takes requests of 10 MiB and writes no bodies. Unit: bytes. */
const MAX_LINE_BYTES = 16 * 2 ** 20;

/** Most bytes of an object. */
const MAX_BATCH_BYTES = 8_000_000;

type Section = Readonly<Record<string, unknown>>;

/**
 * Configuration of Vector: tail one file, ship its lines as they are, remember an offset only once the store has it.
 * Names: https://vector.dev/docs/reference/configuration/ (0.59)
 */
export function vectorConfig({ facts, file, workload, stateDirectory }: ShipperConfig): Section {
  const prefix = `${facts.prefix}/${workload}/{{ pod }}/{{ boot }}/{{ chunk }}-`;
  return {
    data_dir: stateDirectory,
    sources: {
      audit: {
        type: "file",
        include: [file],
        read_from: "beginning",
        fingerprint: { strategy: "device_and_inode" },
        offset_key: "offset",
        max_line_bytes: MAX_LINE_BYTES,
      },
      shipper: { type: "internal_metrics" },
    },
    transforms: { keyed: { type: "remap", inputs: ["audit"], source: KEYS.join("\n") } },
    sinks: {
      store: {
        inputs: ["keyed"],
        // At least once: an offset is stored when the store has answered, and read again from there after a restart.
        acknowledgements: { enabled: true },
        // Lines as the gateway wrote them: the hash chain is over exactly these bytes.
        encoding: { codec: "text" },
        framing: { method: "newline_delimited" },
        compression: "none",
        batch: { timeout_secs: BATCH_SECONDS, max_bytes: MAX_BATCH_BYTES },
        // A full buffer makes the source wait; the volume is the queue.
        buffer: { type: "memory", max_events: 1000, when_full: "block" },
        // One upload at a time keeps objects in the order of the chain.
        request: { concurrency: 1, timeout_secs: UPLOAD_SECONDS, retry_max_duration_secs: UPLOAD_SECONDS },
        // The check at start-up asks for rights beyond creating objects.
        healthcheck: { enabled: false },
        ...SINKS[facts.store](facts, prefix),
      },
      metrics: { type: "prometheus_exporter", inputs: ["shipper"], address: `0.0.0.0:${SHIPPER_METRICS_PORT}` },
    },
  };
}

/**
 * Fields of the object key, beside the line and never in it. The chunk is the offset in millions of bytes, with six digits so
 * that keys sort: a verifier sees from the keys alone which part of a pod's file is missing.
 */
const KEYS = [
  `.pod = get_env_var!("${SHIPPER_VARIABLES.pod}")`,
  `.boot = get_env_var!("${SHIPPER_VARIABLES.boot}")`,
  `.chunk = slice!("000000000000" + encode_json(.offset), start: -12, end: -6)`,
];

/** The part of each store: where to, who proves itself how, and a name that no other upload has. */
const SINKS: Readonly<Record<AuditStoreFacts["store"], (facts: AuditStoreFacts, prefix: string) => Section>> = {
  s3: ({ bucket, region }, prefix) => ({
    type: "aws_s3",
    bucket,
    region,
    key_prefix: prefix,
    ...objectName(),
    // A refusal is tried again as well: rights and keys come back, a dropped event does not.
    retry_strategy: { type: "all" },
  }),
  gcs: ({ bucket }, prefix) => ({ type: "gcp_cloud_storage", bucket, key_prefix: prefix, ...objectName() }),
  azureBlob: ({ bucket, endpoint }, prefix) => {
    const [account, container] = bucket.split("/");
    return {
      type: "azure_blob",
      connection_string: `AccountName=${account};BlobEndpoint=https://${endpoint}`,
      auth: { azure_credential_kind: "workload_identity" },
      container_name: container,
      blob_prefix: prefix,
      blob_time_format: "%s",
      blob_append_uuid: true,
    };
  },
};

function objectName(): Section {
  return { filename_time_format: "%s", filename_append_uuid: true, filename_extension: "jsonl" };
}
