import { expect, it } from "vitest";
import { EXIT } from "../../../policy/cli/outcome.ts";
import { blast } from "../../../tools/commands/blast.ts";
import { captured } from "../../policy/cli/streams.ts";

it("computes the blast radius of a stack from what its program declares", async () => {
  const streams = captured();
  const code = await blast("gateway/precinct-gateway", { stack: "local", cwd: ".", lines: true }, streams);
  expect([code, streams.output().match(/^\S+/gm)]).toEqual([EXIT.fine, ["workload", "gateway/precinct-gateway[Deployment]"]]);
});
