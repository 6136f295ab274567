/** Directory of the Unix socket, shared with the proxy in front. */
export const SOCKET_DIRECTORY = "/run/valkey";

/** The one way in: Valkey opens no TCP port. */
export const SOCKET = `${SOCKET_DIRECTORY}/valkey.sock`;

/** Directory of the append-only file. */
export const DATA_DIRECTORY = "/data";

/** Connections the server takes; the proxy in front admits no more. */
const MAX_CLIENTS = 1000;

/**
 * Configuration of Valkey: no TCP, no command that reads the configuration, loads code or empties the store.
 * @param maxMemory bytes for data, as Valkey writes them: `256mb`
 */
export function valkeyConfig(maxMemory: string): string {
  const directives: readonly (readonly [string, string])[] = [
    ["port", "0"],
    ["unixsocket", SOCKET],
    ["unixsocketperm", "700"],
    // The proxy has proved who calls; whoever it is may use data, never the server. ACLs instead of rename-command, which
    // upstream discourages. https://valkey.io/topics/acl/
    ["user", "default on nopass ~* &* +@all -@admin -@dangerous"],
    ["enable-debug-command", "no"],
    ["enable-module-command", "no"],
    ["enable-protected-configs", "no"],
    ["maxclients", String(MAX_CLIENTS)],
    ["maxmemory", maxMemory],
    // A full store refuses writes, and the gateway fails closed. Any other policy would forget a rate limit or an approval.
    ["maxmemory-policy", "noeviction"],
    ["dir", DATA_DIRECTORY],
    ["appendonly", "yes"],
    ["appendfsync", "everysec"],
    // The append-only file is the record; snapshots beside it would only double the disk.
    ["save", '""'],
    ["logfile", '""'],
    ["loglevel", "notice"],
  ];
  return directives.map(([name, value]) => `${name} ${value}\n`).join("");
}

/** Mebibytes of an amount Valkey understands, whose `mb` and `gb` are powers of two. */
export function mebibytes(amount: string): number {
  const factor = amount.endsWith("gb") ? 1024 : 1;
  return Number(amount.slice(0, -2)) * factor;
}
