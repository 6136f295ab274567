import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resolveDigest } from "../../../tools/images/registry.ts";

const digest = `sha256:${"ab".repeat(32)}`;
let server: Server;
let registry: string;
const seen: string[] = [];

/** A registry as small as the test needs: one public image, one behind a token, and some that misbehave. */
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"}`);
    const answers: Readonly<Record<string, () => void>> = {
      "/v2/public/app/manifests/1.0": () => response.writeHead(200, { "docker-content-digest": digest }),
      "/v2/private/app/manifests/1.0": () =>
        request.headers.authorization === "Bearer good"
          ? response.writeHead(200, { "docker-content-digest": digest })
          : response.writeHead(401, {
              "www-authenticate": `Bearer realm="http://${registry}/token",service="s",scope="repository:private/app:pull"`,
            }),
      "/v2/basic/app/manifests/1.0": () => response.writeHead(401, { "www-authenticate": "Basic realm=x" }),
      "/v2/odd/app/manifests/1.0": () => response.writeHead(200, { "docker-content-digest": "md5:1" }),
      [`/v2/public/app/manifests/${digest}`]: () => response.writeHead(200, { "docker-content-digest": digest }),
    };
    if (request.url?.startsWith("/token?")) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ token: "good" }));
      return;
    }
    (answers[request.url ?? ""] ?? (() => response.writeHead(404)))();
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((done) => server.close(done)));

const resolve = (repository: string, tag: string | undefined, given?: string) =>
  resolveDigest({ registry, repository, tag, digest: given }, { scheme: "http", timeoutMs: 2000 });

describe("resolving a digest at a registry", () => {
  it("reads it from a HEAD of the manifest", async () => {
    expect(await resolve("public/app", "1.0")).toEqual({ ok: true, digest });
  });

  it("follows a bearer challenge", async () => {
    expect(await resolve("private/app", "1.0")).toEqual({ ok: true, digest });
    expect(seen).toContain("GET /token?service=s&scope=repository%3Aprivate%2Fapp%3Apull -");
  });

  it("confirms an image that is named by digest only", async () => {
    expect(await resolve("public/app", undefined, digest)).toEqual({ ok: true, digest });
  });

  it.each([
    ["public/app", "2.0", "answered 404"],
    ["basic/app", "1.0", "asks for credentials"],
    ["odd/app", "1.0", "answered without a sha256 digest"],
    ["public/app", undefined, "has neither tag nor digest"],
  ])("says why %s:%s has none", async (repository, tag, why) => {
    expect(await resolve(repository, tag)).toEqual({ ok: false, why });
  });

  it("says that a registry cannot be reached", async () => {
    const result = await resolveDigest(
      { registry: "127.0.0.1:9", repository: "a", tag: "1" },
      { scheme: "http", timeoutMs: 2000 },
    );
    expect(result.ok === false && result.why).toMatch(/^cannot be reached: /);
  });
});
