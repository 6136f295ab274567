import { connect } from "node:net";
import type { Address } from "./findings.ts";

/** Why an address takes no connection; undefined when it does. Nothing is sent. */
export async function refusal({ host, port }: Address, timeoutMs = 5000): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (reason: string | undefined): void => {
      socket.destroy();
      resolve(reason);
    };
    socket.setTimeout(timeoutMs, () => end(`no answer within ${timeoutMs / 1000} s`));
    socket.once("connect", () => end(undefined));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}

/** Where machines in all three clouds get credentials of their own. */
const METADATA: Address = { host: "169.254.169.254", port: 80 };

/** Whether this machine is in a cloud, whose credentials tools find without being told. */
export async function onCloudMachine(metadata: Address = METADATA): Promise<boolean> {
  return (await refusal(metadata, 1000)) === undefined;
}
