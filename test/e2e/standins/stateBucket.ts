/**
 * Stand-in for the place where a state in production is kept: a bucket that speaks as much of S3 as the Pulumi CLI asks
 * for, and a key service that speaks as much of Vault's. In memory, for one run of tests.
 */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { crc32 } from "node:zlib";

export interface StateBucket {
  /** Backend, key service and the credentials for both. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secretsProvider: string;
  close(): Promise<void>;
}

const BUCKET = "palisade-state";

export async function startStateBucket(): Promise<StateBucket> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void body(request).then((content) => {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      if (url.pathname.startsWith("/v1/transit/")) transit(url, content, response);
      else s3({ objects, request, url, content }, response);
    });
  });
  const address = `127.0.0.1:${await listen(server)}`;
  return {
    environment: {
      PULUMI_BACKEND_URL: `s3://${BUCKET}?region=eu-central-1&endpoint=http://${address}&use_path_style=true`,
      PULUMI_CONFIG_PASSPHRASE: "",
      AWS_ACCESS_KEY_ID: "stand-in",
      AWS_SECRET_ACCESS_KEY: "stand-in",
      VAULT_SERVER_URL: `http://${address}`,
      VAULT_SERVER_TOKEN: "stand-in",
    },
    secretsProvider: "hashivault://palisade",
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Keys in clear text behind a random name: enough to see that nothing but the key service can open them. */
const held = new Map<string, string>();

function transit({ pathname }: URL, content: Buffer, response: ServerResponse): void {
  const { plaintext = "", ciphertext = "" } = JSON.parse(content.toString("utf8")) as Readonly<Record<string, string>>;
  const name = `vault:v1:${randomUUID()}`;
  if (pathname.includes("/encrypt/")) held.set(name, plaintext);
  const data = pathname.includes("/encrypt/") ? { ciphertext: name } : { plaintext: held.get(ciphertext) };
  response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
}

interface S3Call {
  readonly objects: Map<string, Buffer>;
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly content: Buffer;
}

function s3({ objects, request, url, content }: S3Call, response: ServerResponse): void {
  const key = decodeURIComponent(url.pathname.slice(`/${BUCKET}/`.length));
  const found = objects.get(key);
  if (key === "") return void answerXml(response, listing(objects, url.searchParams));
  if (request.method === "DELETE") objects.delete(key);
  if (request.method === "DELETE") return void response.writeHead(204).end();
  if (request.method === "PUT") return put({ objects, request, url, content }, key, response);
  if (found === undefined)
    return void answerXml(response, "<Error><Code>NoSuchKey</Code><Message>not there</Message></Error>", 404);
  response.writeHead(200, described(found)).end(request.method === "HEAD" ? undefined : found);
}

function described(content: Buffer): Readonly<Record<string, string | number>> {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return {
    "content-length": content.length,
    etag: etag(content),
    "last-modified": new Date(0).toUTCString(),
    "x-amz-checksum-crc32": checksum.toString("base64"),
  };
}

function put({ objects, request, content }: S3Call, key: string, response: ServerResponse): void {
  const source = request.headers["x-amz-copy-source"];
  const copied = typeof source === "string" ? objects.get(decodeURIComponent(source).slice(BUCKET.length + 1)) : undefined;
  objects.set(key, copied ?? unchunked(request, content));
  const tag = etag(objects.get(key) ?? content);
  if (copied !== undefined) return answerXml(response, `<CopyObjectResult><ETag>${tag}</ETag></CopyObjectResult>`);
  response.writeHead(200, { etag: tag }).end();
}

/** A body in signed chunks: `SIZE;chunk-signature=…`, the bytes, and so on until a chunk of size 0. */
function unchunked({ headers }: IncomingMessage, content: Buffer): Buffer {
  if (headers["content-encoding"] !== "aws-chunked") return content;
  const parts: Buffer[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf("\r\n", at);
    const size = parseInt(content.subarray(at, end).toString("latin1"), 16);
    if (size === 0) break;
    parts.push(content.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

function etag(content: Buffer): string {
  return `"${createHash("md5").update(content).digest("hex")}"`;
}

function listing(objects: ReadonlyMap<string, Buffer>, query: URLSearchParams): string {
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter") ?? ""];
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  const folder = (key: string): string | undefined => {
    const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    return at === -1 ? undefined : key.slice(0, at + delimiter.length);
  };
  const files = keys.filter((key) => folder(key) === undefined);
  const folders = new Set(keys.flatMap((key) => folder(key) ?? []));
  const contents = files.map((key) => {
    const content = objects.get(key) ?? Buffer.alloc(0);
    const modified = new Date(0).toISOString();
    return `<Contents><Key>${key}</Key><LastModified>${modified}</LastModified><ETag>${etag(content)}</ETag><Size>${content.length}</Size></Contents>`;
  });
  const prefixes = [...folders].map((name) => `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`);
  const count = `<KeyCount>${files.length + folders.size}</KeyCount><IsTruncated>false</IsTruncated>`;
  return `<ListBucketResult><Name>${BUCKET}</Name>${count}${contents.join("")}${prefixes.join("")}</ListBucketResult>`;
}

function answerXml(response: ServerResponse, xml: string, code = 200): void {
  response.writeHead(code, { "content-type": "application/xml" }).end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}
