import type { ImageReference } from "../../components/shared/images.ts";

/** Media types of a manifest; indexes first, so that a multi-platform image answers with the digest of all its platforms. */
const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Hosts that serve the API under another name than images are written with. */
const API_HOSTS: Readonly<Record<string, string>> = { "docker.io": "registry-1.docker.io" };

/** How a reference was resolved. */
export type Resolution = { readonly ok: true; readonly digest: string } | { readonly ok: false; readonly why: string };

export interface RegistryOptions {
  /** Only for registries on this machine, in tests. @default "https" */
  readonly scheme?: "https" | "http" | undefined;
  /** @default 15000 */
  readonly timeoutMs?: number | undefined;
}

/**
 * The digest that a registry gives for an image's tag (or confirms for its digest), by the OCI Distribution API.
 * Anonymous; follows a bearer challenge. https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export async function resolveDigest(image: ImageReference, options: RegistryOptions = {}): Promise<Resolution> {
  const reference = image.tag ?? image.digest;
  if (reference === undefined) return { ok: false, why: "has neither tag nor digest" };
  const host = API_HOSTS[image.registry] ?? image.registry;
  const url = `${options.scheme ?? "https"}://${host}/v2/${image.repository}/manifests/${reference}`;
  try {
    return await digestAt(url, options.timeoutMs ?? 15_000);
  } catch (error) {
    return { ok: false, why: `cannot be reached: ${reasonOf(error)}` };
  }
}

async function digestAt(url: string, timeoutMs: number): Promise<Resolution> {
  const head = (headers: Record<string, string>): Promise<Response> =>
    fetch(url, { method: "HEAD", headers: { accept: ACCEPT, ...headers }, signal: AbortSignal.timeout(timeoutMs) });
  let response = await head({});
  if (response.status === 401) {
    const token = await bearerToken(response.headers.get("www-authenticate") ?? "", timeoutMs);
    if (token === undefined) return { ok: false, why: "asks for credentials" };
    response = await head({ authorization: `Bearer ${token}` });
  }
  if (!response.ok) return { ok: false, why: `answered ${response.status}` };
  const digest = response.headers.get("docker-content-digest") ?? "";
  return /^sha256:[0-9a-f]{64}$/.test(digest) ? { ok: true, digest } : { ok: false, why: "answered without a sha256 digest" };
}

/** Anonymous token of the server that a `Bearer realm=…,service=…,scope=…` challenge names. */
async function bearerToken(challenge: string, timeoutMs: number): Promise<string | undefined> {
  if (!/^bearer /i.test(challenge)) return undefined;
  const fields = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]));
  const { realm, ...query } = fields as { realm?: string };
  if (realm === undefined) return undefined;
  const response = await fetch(`${realm}?${new URLSearchParams(query)}`, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) return undefined;
  const body = (await response.json()) as { token?: string; access_token?: string };
  return body.token ?? body.access_token;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown failure";
  const cause = error.cause instanceof Error ? error.cause.message : "";
  return cause === "" ? error.message : cause;
}
