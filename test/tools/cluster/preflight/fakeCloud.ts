import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";

/** A request as a fake cloud saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** What a fake cloud answers to a path; paths without an answer are not found. */
export type Answers = Readonly<Record<string, readonly [status: number, body: object]>>;

/** A cloud of a test file, on this machine alone. */
export interface FakeCloud {
  readonly url: () => string;
  readonly port: () => number;
  /** What it answers from now on; what it has seen is forgotten. */
  readonly answers: (answers: Answers) => void;
  readonly seen: () => readonly Seen[];
}

export function fakeCloud(): FakeCloud {
  let answers: Answers = {};
  let seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname } = new URL(request.url ?? "/", "http://fake");
      seen.push({
        method: request.method ?? "",
        path: pathname,
        headers: request.headers,
        body: Buffer.concat(chunks).toString("utf8"),
      });
      const [status, body] = answers[pathname] ?? [404, {}];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => void server.close());
  const port = (): number => (server.address() as AddressInfo).port;
  return {
    url: () => `http://127.0.0.1:${port()}`,
    port,
    answers: (given) => {
      answers = given;
      seen = [];
    },
    seen: () => seen,
  };
}

/** Nobody listens there, and fetch does not refuse the port by itself. */
export const NOBODY = "http://127.0.0.1:2";
