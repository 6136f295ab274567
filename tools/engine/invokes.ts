/** Provider functions, resource methods, reads and stack references: what a program asks and a cloud would answer. */
import type { Callbacks } from "./callbacks.ts";
import type { Deployment } from "./deployment.ts";
import type { Fixtures } from "./fixtures.ts";
import { applyInvokeTransforms } from "./invokeTransforms.ts";
import type { InvokeCall } from "./invokeTransforms.ts";
import type { RecordedInvoke } from "./record.ts";
import { recordedProperties, UNKNOWN } from "./values.ts";
import type { AssetDigest, WireObject } from "./values.ts";

export type { InvokeCall } from "./invokeTransforms.ts";

export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

export interface InvokeParts {
  readonly deployment: Deployment;
  readonly fixtures: Fixtures;
  readonly callbacks: Callbacks;
  readonly digest: AssetDigest;
}

export class Invokes {
  readonly #parts: InvokeParts;

  constructor(parts: InvokeParts) {
    this.#parts = parts;
  }

  /** The answer, or undefined for unknown. Every call is listed. */
  async invoke(call: InvokeCall): Promise<WireObject | undefined> {
    const { deployment, callbacks } = this.#parts;
    return this.#lookUp(await applyInvokeTransforms(call, deployment.invokeTransforms, callbacks));
  }

  /** A method of a resource. The single unknown value makes the whole result unknown. */
  callMethod(token: string, args: WireObject): WireObject {
    return this.#lookUp({ token, args, provider: "", version: "", pluginDownloadUrl: "" }) ?? { result: UNKNOWN };
  }

  #lookUp({ token, args }: InvokeCall): WireObject | undefined {
    const found = this.#parts.fixtures.invoke(token, args);
    this.#note(token, args, found?.from);
    return found?.value;
  }

  /** The state of a resource read by id: the fixture's, else what the program gave; the rest stays unknown. */
  read(type: string, id: string, properties: WireObject): WireObject {
    if (type === STACK_REFERENCE) {
      return this.#readStack(id);
    }
    const found = this.#parts.fixtures.resource(type, id);
    this.#note(type, { id }, found?.from);
    return found === undefined ? properties : { ...properties, ...found.value };
  }

  #readStack(name: string): WireObject {
    const found = this.#parts.fixtures.stackReference(name);
    this.#note(STACK_REFERENCE, { name }, found?.from);
    return { name, outputs: found?.outputs ?? UNKNOWN, secretOutputNames: found?.secretOutputs ?? [] };
  }

  #note(token: string, args: WireObject, from: string | undefined): void {
    const invoke: RecordedInvoke = {
      token,
      args: recordedProperties(args, this.#parts.digest),
      answer: from === undefined ? "unknown" : "fixture",
      from,
    };
    this.#parts.deployment.invokes.push({ ...invoke, key: JSON.stringify([token, invoke.args]) });
  }
}
