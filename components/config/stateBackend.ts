import type { Problem } from "../shared/problem.ts";
import type { Profile } from "./profiles.ts";

/** What the environment and the stack file say of where the state is kept, and of what encrypts the secrets in it. */
export interface StateSettings {
  readonly profile: Profile;
  /** `PULUMI_BACKEND_URL`. */
  readonly backend: string | undefined;
  /** Whether `PULUMI_CONFIG_PASSPHRASE` or `PULUMI_CONFIG_PASSPHRASE_FILE` is set. */
  readonly passphrase: boolean;
  /** `secretsprovider` of the stack file. */
  readonly secretsProvider: string | undefined;
}

/** Backends that keep a history, and that a second person can reach. */
const SHARED = /^(s3|gs|azblob|https):\/\/./;

/** Keys that can be taken away from a person. */
const KEY_SERVICES = /^(awskms|gcpkms|azurekeyvault|hashivault):\/\/./;

/**
 * What a real run in prod refuses: state on somebody's disk, and secrets behind a passphrase that cannot be taken back.
 * A preview needs neither. Pure.
 */
export function stateProblems(settings: StateSettings): readonly Problem[] {
  if (settings.profile !== "prod") return [];
  return [...backendProblems(settings), ...secretsProblems(settings)];
}

function backendProblems({ backend }: StateSettings): readonly Problem[] {
  if (backend !== undefined && SHARED.test(backend)) return [];
  return [
    {
      path: "PULUMI_BACKEND_URL",
      given: backend === undefined ? "is not set" : `names the backend ${scheme(backend)}`,
      allowed: "state of prod is in a bucket with versions (s3, gs, azblob) or a Pulumi service (https)",
      change: "set it to the backend that make bootstrap printed",
    },
  ];
}

function secretsProblems({ secretsProvider, passphrase }: StateSettings): readonly Problem[] {
  if (secretsProvider !== undefined && KEY_SERVICES.test(secretsProvider) && !passphrase) return [];
  return [
    {
      path: "secretsprovider of the stack file",
      given: passphrase ? "is a passphrase" : secretsProvider === undefined ? "is not set" : `is ${scheme(secretsProvider)}`,
      allowed: "secrets of prod are encrypted by a key service (awskms, gcpkms, azurekeyvault, hashivault)",
      change: "pulumi stack change-secrets-provider to the one that make bootstrap printed, and unset the passphrase",
    },
  ];
}

/** The part of a URL that is no secret. */
function scheme(url: string): string {
  return `${url.split("://")[0]}://`;
}

/** The settings of a run: the environment is the CLI's, the text is that of `Pulumi.<stack>.yaml`. */
export function stateSettings(
  profile: Profile,
  env: Readonly<Record<string, string | undefined>>,
  stackFile: string,
): StateSettings {
  const given = (name: string): string | undefined => (env[name] === "" ? undefined : env[name]);
  return {
    profile,
    backend: given("PULUMI_BACKEND_URL"),
    passphrase:
      [given("PULUMI_CONFIG_PASSPHRASE"), given("PULUMI_CONFIG_PASSPHRASE_FILE")].some((value) => value !== undefined) ||
      /^encryptionsalt:/m.test(stackFile),
    secretsProvider: /^secretsprovider:\s*["']?([^"'\s#]+)/m.exec(stackFile)?.[1],
  };
}
