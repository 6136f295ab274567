import { expect, it } from "vitest";
import { progressOn, type ProgressPlace } from "../../../tools/commands/progress.ts";
import { captured } from "../../policy/cli/streams.ts";

function shown(place: ProgressPlace): { readonly errors: string; readonly output: string } {
  const streams = captured();
  const progress = progressOn(streams, place);
  progress.show({ kind: "program-started" });
  progress.show({ kind: "packs-ready", names: [] });
  progress.show({ kind: "registered", urn: "u", count: 12 });
  progress.show({ kind: "program-ended" });
  progress.end();
  return { errors: streams.errors(), output: streams.output() };
}

it("writes one line over and over on a terminal, and removes it at the end", () => {
  const clear = "\r\u001b[K";
  expect(shown({ terminal: true, ci: false })).toEqual({
    errors: `${clear}starting the program${clear}registering resources: 12${clear}judging all resources together${clear}`,
    output: "",
  });
});

it("writes a line for each stage in CI", () => {
  expect(shown({ terminal: false, ci: true })).toEqual({
    errors: "starting the program\njudging all resources together\n",
    output: "",
  });
});

it("tells when the pack is ready, where there is one", () => {
  const streams = captured();
  progressOn(streams, { terminal: false, ci: true }).show({ kind: "packs-ready", names: ["palisade"] });
  expect(streams.errors()).toBe("policy pack ready\n");
});

it("writes nothing into a pipe", () => {
  expect(shown({ terminal: false, ci: false })).toEqual({ errors: "", output: "" });
});
