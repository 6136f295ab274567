/**
 * What gives a secret away, and what is let pass so that the rules do not cry wolf.
 *
 * By name: a word like PASSWORD, TOKEN or API_KEY in the name of a variable or key, unless the name says that it holds a
 * reference (…_FILE, …_NAME, …_URL) or the value cannot be a secret (empty, a number, a switch, a path, a SPIFFE ID, a reference
 * to another variable). By value: formats that only secrets have. By entropy: random-looking text under a name that often holds
 * a secret (KEY, AUTH, SALT, SESSION …). Random-looking text under any other name passes: checksums and identifiers look like it.
 *
 * In command lines and files the same holds for what is assigned there: `PASSWORD=…`, `--token …`, `password: …`.
 */
const SECRET_WORD =
  /(pass(word|wd|phrase)|secret|token|credential|private[_.-]?key|api[_.-]?key|access[_.-]?key|encryption[_.-]?key|connection[_.-]?string)/i;
const REFERENCE_WORD =
  /([_.-]|(?<=[a-z])(?=[A-Z]))(file|path|dir|name|names|id|ids|ref|url|uri|endpoint|host|header|audience|ttl|expiry|expiration|seconds|days|bytes|enabled|disabled|required|issuer|type|mode|policy|size|length|count|limit|version|algorithm|scopes?)$/i;
const HARMLESS_VALUE = /^(|true|false|yes|no|on|off|none|null|[\d.]+\w{0,2}|\.{0,2}\/\S*|file:\S+|spiffe:\S+|\$[({].*)$/i;

/** Whether a variable or key with a literal value looks like a secret by its name. */
export function isSecretByName(name: string, value: string): boolean {
  return SECRET_WORD.test(name) && !REFERENCE_WORD.test(name) && !HARMLESS_VALUE.test(value);
}

const OFTEN_SECRET = /(^|[_.-])(key|auth|pass|pwd|salt|seed|cookie|session|signing|hmac|bearer|sas|dsn|webhook)([_.-]|$)/i;
const PUBLIC_WORD = /public|checksum|digest|fingerprint|hash/i;
/** Bits a character: prose and names stay below, random text of twenty characters and more does not. */
const RANDOM = 3.5;

/** Whether a value under a name that often holds a secret looks random. */
function isSecretByEntropy(name: string, value: string): boolean {
  if (!OFTEN_SECRET.test(name) || PUBLIC_WORD.test(name) || REFERENCE_WORD.test(name)) return false;
  if (/^[0-9a-f]{32,}$/i.test(value)) return true;
  const mixed = [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
  return /^[\w+/=.-]{20,}$/.test(value) && mixed && entropyOf(value) >= RANDOM;
}

/** Shannon's, in bits a character. */
function entropyOf(value: string): number {
  const counts = [...Map.groupBy(value, (character) => character).values()].map(({ length }) => length / value.length);
  return -counts.reduce((sum, share) => sum + share * Math.log2(share), 0);
}

const FORMATS: readonly (readonly [string, RegExp])[] = [
  ["a private key", /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/],
  ["an AWS access key", /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20,}/],
  ["a Slack token", /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ["a Google API key", /\bAIza[0-9A-Za-z_-]{35}\b/],
  ["an API key of a model provider", /\bsk-[A-Za-z0-9_-]{20,}/],
  ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/],
  ["an Azure storage key", /\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}/],
  ["a password in a URL", /\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"'$]+:[^\s/@"'$]+@/i],
];

/** What kind of secret a text contains by its format, in words; undefined when it looks like none. */
export function secretFormat(value: string): string | undefined {
  return FORMATS.find(([, pattern]) => pattern.test(value))?.[0];
}

/** What a literal value under a name looks like, in words; undefined when it looks harmless. */
export function secretKind(name: string, value: string): string | undefined {
  const format = secretFormat(value);
  if (format !== undefined) return format;
  if (isSecretByName(name, value)) return "a secret by its name";
  return isSecretByEntropy(name, value) ? "a secret by its randomness" : undefined;
}
