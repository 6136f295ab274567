/** Type token of one of our components: `palisade:<domain>:<Name>`. Part of every URN, so never rename one without an alias. */
export function typeToken(domain: string, name: string): string {
  return `palisade:${domain}:${name}`;
}

/** Logical name of a child: the parent's name, a dash, the child's role. Part of the URN. */
export function childName(parent: string, role: string): string {
  return `${parent}-${role}`;
}

/** Longest name that is still a DNS label (RFC 1123), the limit of namespaces, Services and pod host names. */
export const DNS_LABEL_LIMIT = 63;
