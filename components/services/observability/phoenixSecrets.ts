import type { Problem } from "../../shared/problem.ts";

/** Name of the Secret with Phoenix's keys, and the keys in it. */
export const PHOENIX_SECRETS = {
  name: "phoenix-secrets",
  keys: { secret: "secret", adminSecret: "admin_secret", adminPassword: "admin_password" },
} as const;

/** The values of the Secret, by the names of its keys. */
export type PhoenixSecretValues = Readonly<Record<(typeof PHOENIX_SECRETS.keys)[keyof typeof PHOENIX_SECRETS.keys], string>>;

/** Phoenix's own rule. https://arize.com/docs/phoenix/self-hosting/features/provisioning */
const STRONG = /^(?=.*[0-9])(?=.*[a-z]).{32,}$/s;

/** What Phoenix would refuse in a crash loop, said before anything runs. The values never show. */
export function phoenixSecretProblems({ secret, admin_secret }: PhoenixSecretValues): Problem[] {
  const weak = Object.entries({ phoenixSecret: secret, phoenixAdminSecret: admin_secret }).filter(
    ([, value]) => !STRONG.test(value),
  );
  return [
    ...weak.map(([name, value]) => ({
      path: `palisade:${name}`,
      given: `has ${value.length} characters`,
      allowed: "at least 32 characters with a digit and a lower-case letter",
      change: `pulumi config set --secret palisade:${name}`,
    })),
    ...(secret === admin_secret
      ? [
          {
            path: "palisade:phoenixAdminSecret",
            given: "is the same as palisade:phoenixSecret",
            allowed: "two different values: one signs sessions, the other is a password",
            change: "pulumi config set --secret palisade:phoenixAdminSecret",
          },
        ]
      : []),
  ];
}
