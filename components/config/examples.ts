import ipaddr from "ipaddr.js";
import type { PalisadeConfig } from "./schema.ts";

/** A documented example value that must be replaced before a real deployment. */
export interface ExampleValue {
  readonly path: string;
  readonly value: string;
  readonly change: string;
}

/** Networks reserved for documentation (RFC 5737, RFC 3849). */
const DOCUMENTATION = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"].map((cidr) =>
  ipaddr.parseCIDR(cidr),
);

/** Accounts and numbers that AWS, Google and Microsoft use in their own documentation, and that nobody deploys to. */
const ACCOUNTS = [
  "111122223333",
  "444455556666",
  "123456789012",
  "210987654321",
  "11111111-2222-4333-8444-555555555555",
  "99999999-8888-4777-8666-555555555555",
];

/** Every example value of a stack: `example` names, example domains (RFC 2606), documentation addresses, example accounts. */
export function exampleValues(config: PalisadeConfig): readonly ExampleValue[] {
  return leaves(config, "palisade").filter((leaf) => isExample(leaf.value));
}

function isExample(value: string): boolean {
  return (
    value.startsWith("example") ||
    value.includes("EXAMPLE:") ||
    ACCOUNTS.some((account) => value === account || value.includes(`:${account}:`) || value.includes(`/${account}/`)) ||
    /(^|[./@])example\.(com|org|net)\b|\.example(\/|:|$)/.test(value) ||
    isDocumentationAddress(value)
  );
}

function isDocumentationAddress(value: string): boolean {
  const address = value.split("/")[0] ?? "";
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return DOCUMENTATION.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}

function leaves(value: unknown, path: string): readonly ExampleValue[] {
  if (typeof value === "string") return [{ path, value, change: "set the value of your own environment" }];
  if (typeof value !== "object" || value === null) return [];
  const step = (key: string): string =>
    Array.isArray(value) ? `${path}[${key}]` : path === "palisade" ? `palisade:${key}` : `${path}.${key}`;
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, step(key)));
}
