/** A small client of the Kubernetes API with the credentials of a kubeconfig. */
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";

/** What the API answers to a request it refuses. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export interface ApiRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Of a PATCH. */
  readonly contentType?: string;
  readonly timeoutSeconds?: number;
  /** Additional headers, for example those that impersonate somebody. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

export class KubeApi {
  readonly #server: URL;
  readonly #agent: Agent;
  readonly #token: string | undefined;

  constructor(access: ClusterAccess) {
    this.#server = new URL(access.server);
    this.#token = access.token;
    const { serverName } = access;
    const checkedName = serverName === undefined ? {} : { servername: serverName };
    this.#agent = new Agent({ keepAlive: true, maxSockets: 16, ...access.tls, ...checkedName });
  }

  /** A kubeconfig's current context, or the named one. Takes a path or the content itself. */
  static of(kubeconfig: string, context?: string): KubeApi {
    return new KubeApi(clusterAccess(kubeconfig, context));
  }

  async call<T = unknown>(
    path: string,
    { method = "GET", body, contentType, timeoutSeconds = 30, headers: more = {} }: ApiRequest = {},
  ): Promise<T> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      accept: "application/json",
      ...(more as Readonly<Record<string, string | string[]>>),
      ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      ...(payload === undefined
        ? {}
        : { "content-type": contentType ?? "application/json", "content-length": Buffer.byteLength(payload) }),
    };
    const { status, text } = await new Promise<{ status: number; text: string }>((resolveCall, reject) => {
      const sent = request(new URL(path, this.#server), { method, headers, agent: this.#agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolveCall({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }));
        response.on("error", reject);
      });
      sent.setTimeout(timeoutSeconds * 1000, () => sent.destroy(new Error(`no answer within ${timeoutSeconds} s`)));
      sent.on("error", reject);
      sent.end(payload);
    });
    if (status >= 400) throw refused(status, text);
    return parseAnswer(text) as T;
  }

  /** Undefined when the object or its kind is not there. */
  async find<T = unknown>(path: string): Promise<T | undefined> {
    try {
      return await this.call<T>(path);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}

function refused(status: number, text: string): ApiError {
  const answer = parseAnswer(text) as { reason?: string; message?: string } | string;
  if (typeof answer === "string") return new ApiError(status, "Unknown", answer);
  return new ApiError(status, answer.reason ?? "Unknown", answer.message ?? text);
}

/** Health endpoints answer in plain text. */
function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export interface ClusterAccess {
  readonly server: string;
  /** In the server's certificate, where it is not the server's own: at the end of a tunnel. */
  readonly serverName?: string | undefined;
  readonly token?: string | undefined;
  /** Prints the credential, where the kubeconfig holds none. */
  readonly plugin?: CredentialPlugin | undefined;
  readonly tls: { readonly ca?: Buffer | undefined; readonly cert?: Buffer | undefined; readonly key?: Buffer | undefined };
}

interface Kubeconfig {
  readonly "current-context"?: string;
  readonly contexts?: readonly { readonly name: string; readonly context: { readonly cluster: string; readonly user: string } }[];
  readonly clusters?: readonly { readonly name: string; readonly cluster: Readonly<Record<string, string>> }[];
  readonly users?: readonly { readonly name: string; readonly user: KubeUser }[];
}

type KubeUser = Readonly<Record<string, string>> & { readonly exec?: CredentialPlugin };

/** A program that prints a credential. */
interface CredentialPlugin {
  readonly command: string;
  readonly args?: readonly string[];
}

/** Reads certificates, inline or by path, and tokens. Credential plug-ins are not run. */
export function clusterAccess(kubeconfig: string, context?: string): ClusterAccess {
  const folder = isInline(kubeconfig) ? process.cwd() : dirname(resolve(kubeconfig));
  const { cluster, user } = chosenContext(kubeconfig, context);
  return {
    server: cluster["server"] ?? "",
    serverName: cluster["tls-server-name"],
    plugin: user.exec,
    token: user["token"],
    tls: {
      ca: pem(cluster, "certificate-authority", folder),
      cert: pem(user, "client-certificate", folder),
      key: pem(user, "client-key", folder),
    },
  };
}

type Texts = Readonly<Record<string, string>>;

/** JSON or YAML, and not the path of a file. */
function isInline(kubeconfig: string): boolean {
  return kubeconfig.includes("\n") || kubeconfig.startsWith("{");
}

function chosenContext(kubeconfig: string, context?: string): { readonly cluster: Texts; readonly user: Partial<KubeUser> } {
  const config = parse(isInline(kubeconfig) ? kubeconfig : readFileSync(kubeconfig, "utf8")) as Kubeconfig;
  const name = context ?? config["current-context"];
  const chosen = named(config.contexts, name)?.context;
  const cluster = named(config.clusters, chosen?.cluster)?.cluster;
  if (cluster === undefined) throw new Error(`the kubeconfig has no context ${String(name)}`);
  return { cluster, user: named(config.users, chosen?.user)?.user ?? {} };
}

function named<T extends { readonly name: string }>(entries: readonly T[] | undefined, name: string | undefined): T | undefined {
  return entries?.find((entry) => entry.name === name);
}

function pem(from: Partial<Texts>, key: string, folder: string): Buffer | undefined {
  const inline = from[`${key}-data`];
  if (inline !== undefined) return Buffer.from(inline, "base64");
  const path = from[key];
  return path === undefined ? undefined : readFileSync(resolve(folder, path));
}
