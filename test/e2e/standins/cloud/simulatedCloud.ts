/** What has been made in a simulated cloud: a file for each resource. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { WireObject } from "../../../../tools/engine/values.ts";

export interface CloudResource {
  readonly id: string;
  readonly inputs: WireObject;
  readonly outputs: WireObject;
}

export class SimulatedCloud {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Throws when it is there already: no cloud makes the same thing twice. */
  async create(urn: string, resource: CloudResource): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#file(urn), JSON.stringify({ urn, ...resource }), { flag: "wx" });
  }

  /** Throws when it is not there. */
  async update(urn: string, resource: CloudResource): Promise<void> {
    if ((await this.find(urn)) === undefined) throw new Error(`${urn} is not there`);
    await writeFile(this.#file(urn), JSON.stringify({ urn, ...resource }));
  }

  async find(urn: string): Promise<CloudResource | undefined> {
    try {
      return JSON.parse(await readFile(this.#file(urn), "utf8")) as CloudResource;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  async remove(urn: string): Promise<void> {
    await rm(this.#file(urn));
  }

  /** URNs of all that is there, sorted. */
  async list(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const texts = await Promise.all(names.map(async (name) => await readFile(join(this.#folder, name), "utf8")));
    return texts.map((text) => (JSON.parse(text) as { readonly urn: string }).urn).sort();
  }

  #file(urn: string): string {
    return join(this.#folder, createHash("sha256").update(urn).digest("hex"));
  }
}
