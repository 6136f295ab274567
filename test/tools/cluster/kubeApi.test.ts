import { describe, expect, it } from "vitest";
import { clusterAccess } from "../../../tools/cluster/kubeApi.ts";
import { kubeconfig } from "../../../tools/cluster/configFiles.ts";
import { CONTEXT } from "../../../tools/cluster/spec.ts";

const CONTENT = kubeconfig({ server: "https://127.0.0.1:6443", ca: "CA", certificate: "CERT", key: "KEY" });

describe("a kubeconfig", () => {
  it("gives the server and the credentials of its current context", () => {
    expect(clusterAccess(CONTENT)).toEqual({
      server: "https://127.0.0.1:6443",
      token: undefined,
      tls: { ca: Buffer.from("CA"), cert: Buffer.from("CERT"), key: Buffer.from("KEY") },
    });
    expect(clusterAccess(CONTENT, CONTEXT)).toEqual(clusterAccess(CONTENT));
  });

  it("is never used with a context it does not have", () => {
    expect(() => clusterAccess(CONTENT, "prod")).toThrow("the kubeconfig has no context prod");
  });

  it("of a cloud says which program prints the credential, and which name is at the end of a tunnel", () => {
    const exec = { command: "kubelogin", args: ["get-token"] };
    const content = JSON.stringify({
      "current-context": "c",
      contexts: [{ name: "c", context: { cluster: "c", user: "c" } }],
      clusters: [{ name: "c", cluster: { server: "https://localhost:8443", "tls-server-name": "api.internal" } }],
      users: [{ name: "c", user: { exec } }],
    });
    expect(clusterAccess(content)).toMatchObject({ serverName: "api.internal", plugin: exec });
  });
});
