import type { PalisadeConfig } from "./schema.ts";
import type { Layer } from "./scope.ts";

/** A secret of the stack: a flat key `palisade:<name>`, set with `pulumi config set --secret`. Never part of an object. */
export interface SecretKey {
  readonly description: string;
  /** Layers that use it: a run without all of them does not ask for it. */
  readonly layers: readonly Layer[];
  /** Whether this stack needs it. */
  readonly needed: (config: PalisadeConfig) => boolean;
}

export const SECRETS = {
  approvalSigningKey: {
    description: "Signs the gateway's step-up approvals; at least 32 characters.",
    layers: ["services"],
    needed: () => true,
  },
  phoenixSecret: {
    description: "Signs Phoenix's sessions; at least 32 characters with a letter and a digit.",
    layers: ["services"],
    needed: () => true,
  },
  phoenixAdminSecret: {
    description: "Bearer token of Phoenix's first administrator; at least 32 characters, not phoenixSecret.",
    layers: ["services"],
    needed: () => true,
  },
  phoenixAdminPassword: { description: "First password of Phoenix's administrator.", layers: ["services"], needed: () => true },
  guardApiKey: {
    description: "API key of the guard model.",
    layers: ["services"],
    needed: (config) => config.gateway.guardModel !== undefined,
  },
  spireDatabasePassword: {
    description: "Password of SPIRE's database user; 20 characters or more.",
    layers: ["cloud", "platform"],
    needed: (config) => config.identity.datastore.kind !== "sqlite",
  },
} as const satisfies Record<string, SecretKey>;

export type SecretName = keyof typeof SECRETS;

export const SECRET_NAMES = Object.keys(SECRETS) as readonly SecretName[];

/** Names of the secrets that this stack needs. */
export function neededSecrets(config: PalisadeConfig): readonly SecretName[] {
  return SECRET_NAMES.filter((name) => {
    const secret: SecretKey = SECRETS[name];
    return secret.needed(config) && secret.layers.some((layer) => config.scope.layers.includes(layer));
  });
}
