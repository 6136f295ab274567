import { createHash, createHmac } from "node:crypto";

/** Long-lived keys of a user, or those of a session. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface SignedRequest {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly service: string;
  readonly region: string;
  /** @default "" */
  readonly body?: string | undefined;
}

/** Headers that prove who asks: Signature Version 4. Pure. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signedHeaders(request: SignedRequest, keys: AwsKeys, now: Date): Readonly<Record<string, string>> {
  const { method, url, service, region, body = "" } = request;
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = time.slice(0, 8);
  const headers: Record<string, string> = {
    host: url.host,
    "x-amz-date": time,
    ...(keys.sessionToken === undefined ? {} : { "x-amz-security-token": keys.sessionToken }),
    ...(body === "" ? {} : { "content-type": "application/x-www-form-urlencoded" }),
  };
  const names = Object.keys(headers).sort();
  const signed = names.join(";");
  const lines = names.map((name) => `${name}:${headers[name] ?? ""}\n`).join("");
  const canonical = [method, url.pathname, url.searchParams.toString(), lines, signed, sha256(body)].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const signature = [day, region, service, "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${keys.secretAccessKey}`);
  const credential = `Credential=${keys.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signed}, Signature=${hmac(signature, toSign).toString("hex")}`;
  return { ...headers, authorization, accept: "application/json" };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
