import { describe, expect, it } from "vitest";
import { stateProblems, stateSettings, type StateSettings } from "../../../components/config/stateBackend.ts";
import { describeProblem } from "../../../components/shared/problem.ts";

const good: StateSettings = {
  profile: "prod",
  backend: "s3://acme-palisade-state?region=eu-central-1",
  passphrase: false,
  secretsProvider: "awskms:///alias/acme-palisade-state?region=eu-central-1",
};

const BACKEND =
  "state of prod is in a bucket with versions (s3, gs, azblob) or a Pulumi service (https); set it to the backend that make bootstrap printed";
const SECRETS =
  "secrets of prod are encrypted by a key service (awskms, gcpkms, azurekeyvault, hashivault); pulumi stack change-secrets-provider to the one that make bootstrap printed, and unset the passphrase";

describe("stateProblems", () => {
  it.each<[string, Partial<StateSettings>, readonly string[]]>([
    ["a bucket and a key service", {}, []],
    ["Google's", { backend: "gs://acme", secretsProvider: "gcpkms://projects/p" }, []],
    ["Azure's", { backend: "azblob://state", secretsProvider: "azurekeyvault://v" }, []],
    ["no backend named", { backend: undefined }, [`PULUMI_BACKEND_URL: is not set; ${BACKEND}`]],
    ["a folder", { backend: "file:///home/jane/state" }, [`PULUMI_BACKEND_URL: names the backend file://; ${BACKEND}`]],
    ["a passphrase", { passphrase: true }, [`secretsprovider of the stack file: is a passphrase; ${SECRETS}`]],
    ["no secrets provider", { secretsProvider: undefined }, [`secretsprovider of the stack file: is not set; ${SECRETS}`]],
    ["the default one", { secretsProvider: "default" }, [`secretsprovider of the stack file: is default://; ${SECRETS}`]],
    [
      "both wrong, at once",
      { backend: "file://.", passphrase: true },
      [
        `PULUMI_BACKEND_URL: names the backend file://; ${BACKEND}`,
        `secretsprovider of the stack file: is a passphrase; ${SECRETS}`,
      ],
    ],
    ["a folder in staging", { profile: "staging", backend: "file://.", passphrase: true }, []],
  ])("judges %s", (_title, change, expected) => {
    expect(stateProblems({ ...good, ...change }).map(describeProblem)).toEqual(expected);
  });
});

describe("stateSettings", () => {
  it("reads the CLI's environment and the stack file", () => {
    const file = "secretsprovider: awskms:///alias/acme?region=eu-central-1\nencryptedkey: abc\nconfig:\n  a:b: c\n";
    expect(stateSettings("prod", { PULUMI_BACKEND_URL: "s3://acme" }, file)).toEqual({
      profile: "prod",
      backend: "s3://acme",
      passphrase: false,
      secretsProvider: "awskms:///alias/acme?region=eu-central-1",
    });
  });

  it.each([
    ["a passphrase in the environment", { PULUMI_CONFIG_PASSPHRASE: "secret" }, ""],
    ["a file with it", { PULUMI_CONFIG_PASSPHRASE_FILE: "/run/pass" }, ""],
    ["the salt of one in the stack file", {}, "encryptionsalt: v1:abc\n"],
  ])("sees %s, and never repeats it", (_title, env, file) => {
    const settings = stateSettings("prod", env, file);
    expect(settings.passphrase).toBe(true);
    expect(JSON.stringify([settings, stateProblems(settings)])).not.toContain("/run/pass");
    expect(JSON.stringify(stateProblems(settings))).not.toContain('"secret"');
  });

  it("takes an empty variable for none", () => {
    expect(stateSettings("prod", { PULUMI_BACKEND_URL: "", PULUMI_CONFIG_PASSPHRASE: "" }, "")).toMatchObject({
      backend: undefined,
      passphrase: false,
    });
  });
});
