/** A pack that judges nothing and writes down what each policy was given: one JSON line a call, to WITNESS_FILE. */
import { appendFileSync } from "node:fs";
import { PolicyPack } from "@pulumi/policy";
import { plainProperties } from "../../../../policy/lib/pulumiValues.ts";

const file = process.env["WITNESS_FILE"] ?? "";

function write(line: Readonly<Record<string, unknown>>): void {
  appendFileSync(file, `${JSON.stringify(line, (_, value: unknown) => (typeof value === "symbol" ? String(value) : value))}\n`);
}

new PolicyPack("witness", {
  policies: [
    {
      name: "resource",
      description: "Writes down what a resource policy is given.",
      enforcementLevel: "advisory",
      validateResource: ({ urn, type, name, props, opts, provider }) =>
        write({
          policy: "resource",
          urn,
          type,
          name,
          props: plainProperties(props),
          protect: opts.protect,
          ignoreChanges: opts.ignoreChanges,
          aliases: opts.aliases,
          additionalSecretOutputs: opts.additionalSecretOutputs,
          parent: opts.parent,
          provider: provider === undefined ? undefined : { type: provider.type, name: provider.name },
        }),
    },
    {
      name: "stack",
      description: "Writes down what a stack policy is given.",
      enforcementLevel: "advisory",
      validateStack: ({ resources }) => {
        for (const { urn, type, name, props, parent, dependencies, opts } of resources)
          write({
            policy: "stack",
            urn,
            type,
            name,
            props: plainProperties(props),
            protect: opts.protect,
            parent: parent?.urn,
            dependencies: dependencies.map((dependency) => dependency.urn).sort(),
          });
      },
    },
  ],
});
