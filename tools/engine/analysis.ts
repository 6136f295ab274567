/** Puts every registered resource before every policy pack, as the real engine does. */
import analyzerMessages from "@pulumi/pulumi/proto/analyzer_pb.js";

import type { Deployment, Registered } from "./deployment.ts";
import { analyzeRequest, stackResource, toDiagnostic } from "./policyMessages.ts";
import type { PolicyPack } from "./policyPack.ts";
import { fromStruct } from "./protocol.ts";
import { isObject } from "./values.ts";
import type { Wire, WireObject } from "./values.ts";

/** A pack works on one call at a time anyway; more in flight only keeps it busy. */
const IN_FLIGHT = 8;

export class Analysis {
  readonly #deployment: Deployment;
  readonly #packs: Promise<readonly PolicyPack[]>;
  readonly #waiting: Registered[] = [];
  readonly #workers: Promise<void>[] = [];
  readonly #failed: Promise<never>;
  #fail: (error: unknown) => void = () => undefined;
  #active = 0;

  constructor(deployment: Deployment, packs: Promise<readonly PolicyPack[]>) {
    this.#deployment = deployment;
    this.#packs = packs;
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#failed.catch(() => undefined);
  }

  /** The inputs after every pack's remediations, one pack after the other. */
  async remediate(resource: Registered): Promise<WireObject> {
    let inputs = resource.declaration.inputs;
    for (const pack of await this.#packs) {
      if (pack.remediates) {
        inputs = await this.#remediateWith(pack, resource, inputs).catch(this.#giveUp);
      }
    }
    return inputs;
  }

  readonly #giveUp = (error: unknown): never => {
    this.#fail(error);
    throw error;
  };

  async #remediateWith(pack: PolicyPack, resource: Registered, before: WireObject): Promise<WireObject> {
    let inputs = before;
    const response = await pack.remediate(analyzeRequest(resource, inputs, this.#providerOf(resource)));
    for (const remediation of response.getRemediationsList()) {
      const policy = remediation.getPolicyname();
      const changed = remediation.getProperties();
      if (remediation.getDiagnostic() !== "") {
        const message = remediation.getDiagnostic();
        this.#deployment.diagnostics.push({ pack: pack.name, policy, level: "advisory", message, urn: resource.urn });
      } else if (changed !== undefined) {
        const after = fromStruct(changed);
        this.#deployment.remediations.push({ policy, urn: resource.urn, changed: differences(inputs, after) });
        inputs = after;
      }
    }
    return inputs;
  }

  /** Queued: the program goes on meanwhile. */
  analyze(resource: Registered): void {
    this.#waiting.push(resource);
    if (this.#active < IN_FLIGHT) {
      this.#active += 1;
      const worker = this.#work();
      worker.catch(this.#fail);
      this.#workers.push(worker);
    }
  }

  async #work(): Promise<void> {
    const packs = await this.#packs;
    for (let resource = this.#waiting.shift(); resource !== undefined; resource = this.#waiting.shift()) {
      const { urn } = resource;
      const request = analyzeRequest(resource, resource.declaration.inputs, this.#providerOf(resource));
      const responses = await Promise.all(packs.map(async (pack) => await pack.analyze(request)));
      const found = responses.flatMap((response) => response.getDiagnosticsList());
      this.#deployment.diagnostics.push(...found.map((diagnostic) => toDiagnostic(diagnostic, urn)));
    }
    this.#active -= 1;
  }

  /** Never resolves; rejects as soon as a pack could not start or failed. */
  async failure(): Promise<never> {
    await this.#packs;
    return await this.#failed;
  }

  /** The packs are ready and every queued resource has been judged. Rejects if a pack failed. */
  async settled(): Promise<void> {
    await this.#packs;
    await Promise.all(this.#workers);
  }

  /** The finished stack, in the order of the record. Resources that were only read are not part of it. */
  async analyzeStack(resources: readonly Registered[]): Promise<void> {
    const messages = resources.filter(({ read }) => !read).map((resource) => stackResource(resource, this.#providerOf(resource)));
    const request = new analyzerMessages.AnalyzeStackRequest().setResourcesList(messages);
    for (const pack of await this.#packs) {
      const response = await pack.analyzeStack(request);
      const found = response.getDiagnosticsList().map((diagnostic) => toDiagnostic(diagnostic, undefined));
      this.#deployment.diagnostics.push(...found);
    }
  }

  #providerOf(resource: Registered): Registered | undefined {
    return resource.provider === undefined ? undefined : this.#deployment.resources.get(resource.provider);
  }
}

/** Paths of the leaves that are not the same. Pure. */
export function differences(before: Wire | undefined, after: Wire | undefined, path = ""): string[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    const [old, next] = [before as readonly Wire[], after as readonly Wire[]];
    return old.flatMap((value, index) => differences(value, next[index], `${path}[${String(index)}]`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
}
