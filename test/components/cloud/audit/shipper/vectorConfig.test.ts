import { describe, expect, it } from "vitest";
import { auditStoreFacts } from "../../../../../components/cloud/audit/location.ts";
import { LOSS_WINDOW_SECONDS, vectorConfig } from "../../../../../components/cloud/audit/shipper/vectorConfig.ts";
import { cloudOf, storeWith, type StoreName } from "../fixture.ts";

interface Vector {
  readonly data_dir: string;
  readonly sources: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly transforms: Readonly<Record<string, { readonly inputs: readonly string[]; readonly source: string }>>;
  readonly sinks: Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly inputs: readonly string[] }>>;
}

function configOf(name: StoreName): Vector {
  const facts = auditStoreFacts(storeWith(name), cloudOf(name));
  if (facts === undefined) throw new Error(`no store ${name}`);
  const file = "/var/log/gateway/audit.jsonl";
  return vectorConfig({ facts, file, workload: "precinct-gateway", stateDirectory: "/state" }) as unknown as Vector;
}

const NAMES = ["s3", "gcs", "azureBlob"] as const;

describe.each(NAMES)("the shipper's configuration for %s", (name) => {
  const config = configOf(name);
  const store = config.sinks["store"];

  it("wires every input to something that exists", () => {
    const outputs = new Set([...Object.keys(config.sources), ...Object.keys(config.transforms)]);
    const inputs = [...Object.values(config.transforms), ...Object.values(config.sinks)].flatMap((part) => part.inputs);
    expect(inputs.filter((input) => !outputs.has(input))).toEqual([]);
    expect([...outputs].filter((output) => !inputs.includes(output))).toEqual([]);
  });

  it("reads the whole file from its beginning and drops no long line", () => {
    expect(config.sources["audit"]).toEqual({
      type: "file",
      include: ["/var/log/gateway/audit.jsonl"],
      read_from: "beginning",
      fingerprint: { strategy: "device_and_inode" },
      offset_key: "offset",
      max_line_bytes: 16_777_216,
    });
  });

  it("ships lines as they are: nothing touches the message, nothing packs it", () => {
    expect(store).toMatchObject({
      encoding: { codec: "text" },
      framing: { method: "newline_delimited" },
      compression: "none",
    });
    const assigned = config.transforms["keyed"]?.source.split("\n").map((line) => line.split(" = ")[0]);
    expect(assigned).toEqual([".pod", ".boot", ".chunk"]);
  });

  it("delivers at least once: offsets wait for the store, a full buffer blocks, uploads keep their order", () => {
    expect(store).toMatchObject({
      acknowledgements: { enabled: true },
      buffer: { type: "memory", max_events: 1000, when_full: "block" },
      request: { concurrency: 1 },
    });
  });

  it("names objects by workload, pod, boot and offset, below a fixed prefix, never twice the same", () => {
    const prefix = store?.["key_prefix"] ?? store?.["blob_prefix"];
    expect(prefix).toBe("audit/gateway/precinct-gateway/{{ pod }}/{{ boot }}/{{ chunk }}-");
    expect(store?.["filename_append_uuid"] ?? store?.["blob_append_uuid"]).toBe(true);
  });

  it("[P-81] holds no credential and asks for nothing but uploads", () => {
    expect(store).toMatchObject({ healthcheck: { enabled: false } });
    expect(JSON.stringify(config)).not.toMatch(/AccountKey|SharedAccessSignature|access_key|secret|credentials_path|api_key/i);
  });
});

describe("the sink", () => {
  it("of S3 tries everything again, refusals too, and names no encryption of its own", () => {
    const store = configOf("s3").sinks["store"] ?? {};
    expect(store).toMatchObject({
      type: "aws_s3",
      bucket: "agents-audit",
      region: "eu-central-1",
      retry_strategy: { type: "all" },
    });
    expect(Object.keys(store).filter((key) => /encrypt|kms|acl|grant|storage_class/.test(key))).toEqual([]);
  });

  it("of Google Cloud Storage names no access list, which a uniform bucket refuses", () => {
    expect(configOf("gcs").sinks["store"]).toMatchObject({ type: "gcp_cloud_storage", bucket: "agents-audit" });
    expect(configOf("gcs").sinks["store"]).not.toHaveProperty("acl");
  });

  it("of Azure proves itself by the pod's token", () => {
    expect(configOf("azureBlob").sinks["store"]).toMatchObject({
      type: "azure_blob",
      connection_string: "AccountName=agentsaudit;BlobEndpoint=https://agentsaudit.blob.core.windows.net",
      auth: { azure_credential_kind: "workload_identity" },
      container_name: "gateway",
    });
  });
});

describe("the loss window", () => {
  it("is what may be unread, in a batch, or on its way when the node is gone", () => {
    expect(LOSS_WINDOW_SECONDS).toBeCloseTo(37.048);
    expect(configOf("s3").sinks["store"]).toMatchObject({ batch: { timeout_secs: 5 }, request: { timeout_secs: 30 } });
  });
});
