/** Before all end-to-end tests: has the toolchain, and says which programs are real. */
import { allParts, pulumiParts } from "../../tools/cluster/pulumi/parts.ts";
import { ensureToolchain } from "../../tools/cluster/toolchain/toolchain.ts";

export async function setup(): Promise<void> {
  const toolchain = await ensureToolchain((event) => {
    if (event.kind !== "compiled") console.log(`${event.kind} ${event.name}`);
  });
  const tools = [...toolchain.tools.values()].filter(({ name }) => name !== "pulumi" && name !== "certs");
  const rows = [
    ...tools.map(({ name, version, from }) => [name, version, `real (${from})`]),
    ...allParts(pulumiParts(toolchain)).map(({ name, version, real }) => [name, version, real ? "real" : "stand-in"]),
    ["kubelet, containers, network", "", "simulated (kwok): nothing is executed, no packet is filtered"],
  ];
  console.log(rows.map(([name = "", version = "", what]) => `${name.padEnd(30)} ${version.padEnd(10)} ${what}`).join("\n"));
}
