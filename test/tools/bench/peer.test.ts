import { expect, it } from "vitest";
import { peerTable } from "../../../tools/bench/peer.ts";

it("compares tools by manifest and by rule", () => {
  const measured = { seconds: 2, megabytes: 100, spread: [2, 2] } as const;
  const rows = [
    { tool: "ours", manifests: 1_000, rules: 200, measured },
    { tool: "theirs", manifests: 1_000, rules: 40, measured },
  ];
  expect(peerTable(rows).split("\n")).toEqual([
    "| tool | manifests | s | ms a manifest | rules | µs a manifest and rule | MB |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    "| ours | 1,000 | 2.00 | 2.00 | 200 | 10.0 | 100 |",
    "| theirs | 1,000 | 2.00 | 2.00 | 40 | 50.0 | 100 |",
  ]);
});
