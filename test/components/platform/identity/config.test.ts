import { describe, expect, it } from "vitest";
import { identityConfig } from "../../../../components/platform/identity/config.ts";
import { POSTGRES, VAULT } from "./spire/fixture.ts";

const valid = (identity: unknown): boolean => identityConfig.safeParse(identity).success;

describe("palisade:identity", () => {
  it("is SPIRE with k8s_psat and a verified kubelet by default", () => {
    expect(identityConfig.parse(undefined)).toEqual({
      kind: "spire",
      nodeAttestation: "k8s_psat",
      replicas: 1,
      datastore: { kind: "sqlite", size: "1Gi" },
      keyManager: { kind: "disk" },
      kubeletVerification: "apiServerCA",
      caTtl: "24h",
      svidTtl: "1h",
      jwtSvidTtl: "5m",
    });
  });

  it.each(["1h", "90m", "1h30m", "3600s", "1h0m1s"])("takes the duration %s", (svidTtl) => {
    expect(valid({ kind: "spire", svidTtl })).toBe(true);
  });

  it.each(["", "1", "h", "1d", "1h 30m", "-1h", "30m1h", "1.5h"])("refuses the duration %j", (svidTtl) => {
    expect(valid({ kind: "spire", svidTtl })).toBe(false);
  });

  it("takes a database that a connection string can name without quoting", () => {
    expect(valid({ kind: "spire", datastore: POSTGRES })).toBe(true);
    expect(valid({ kind: "spire", datastore: { ...POSTGRES, user: "spire sslmode=disable" } })).toBe(false);
    expect(valid({ kind: "spire", datastore: { ...POSTGRES, host: "db.example.com'" } })).toBe(false);
  });

  it("takes Vault over https only", () => {
    expect(valid({ kind: "spire", keyManager: VAULT })).toBe(true);
    expect(valid({ kind: "spire", keyManager: { ...VAULT, address: "http://vault.example.com:8200" } })).toBe(false);
  });

  it("refuses what it does not know", () => {
    expect(valid({ kind: "spire", insecureBootstrap: true })).toBe(false);
    expect(valid({ kind: "none" })).toBe(false);
  });
});
