import { describe, expect, it } from "vitest";
import { mebibytes, valkeyConfig } from "../../../../components/services/data/valkeyConfig.ts";

describe("Valkey's configuration", () => {
  it("opens no TCP port, keeps every write, forgets nothing and lets nobody administer it", () => {
    expect(valkeyConfig("256mb").split("\n")).toEqual([
      "port 0",
      "unixsocket /run/valkey/valkey.sock",
      "unixsocketperm 700",
      "user default on nopass ~* &* +@all -@admin -@dangerous",
      "enable-debug-command no",
      "enable-module-command no",
      "enable-protected-configs no",
      "maxclients 1000",
      "maxmemory 256mb",
      "maxmemory-policy noeviction",
      "dir /data",
      "appendonly yes",
      "appendfsync everysec",
      'save ""',
      'logfile ""',
      "loglevel notice",
      "",
    ]);
  });

  it.each([
    ["256mb", 256],
    ["2gb", 2048],
  ])("counts %s as %d mebibytes", (amount, expected) => {
    expect(mebibytes(amount)).toBe(expected);
  });
});
