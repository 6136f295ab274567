/** Takes a declaration through everything the engine does with it before the provider would. */
import type { Analysis } from "./analysis.ts";
import { missingAsset } from "./assets.ts";
import type { Callbacks } from "./callbacks.ts";
import type { Declaration } from "./declaration.ts";
import { defaultProvider, needsProvider } from "./defaultProviders.ts";
import type { Deployment, Registered } from "./deployment.ts";
import { expand, opaqueReason } from "./expand/expand.ts";
import type { ExpandOptions } from "./expand/expander.ts";
import { Refusal } from "./protocol.ts";
import type { StackConfig } from "./stackConfig.ts";
import { applyTransforms, transformsFor } from "./transforms.ts";
import { aliasUrn, buildUrn, isProviderType, urnOfReference } from "./urn.ts";
import { isObject, resourceReference, secret, signatureOf, UNKNOWN } from "./values.ts";
import type { AssetDigest, WireObject } from "./values.ts";

export interface RegistrarParts {
  readonly deployment: Deployment;
  readonly config: StackConfig;
  readonly callbacks: Callbacks;
  readonly analysis: Analysis;
  readonly digest: AssetDigest;
  readonly expand: ExpandOptions;
  readonly onProgress?: ((event: { kind: "registered"; urn: string; count: number }) => void) | undefined;
}

export interface Registration {
  readonly urn: string;
  /** Providers have an id that is not known yet; other resources have none. */
  readonly id: string;
  /** What the program sees as its properties. What is missing is unknown in a preview. */
  readonly outputs: WireObject;
}

export class Registrar {
  readonly #parts: RegistrarParts;
  readonly #defaultProviders = new Map<string, Promise<string>>();

  constructor(parts: RegistrarParts) {
    this.#parts = parts;
  }

  async register(declared: Declaration): Promise<Registration> {
    const { deployment, callbacks } = this.#parts;
    const transforms = transformsFor(declared, deployment.transformNodes, deployment.stackTransforms);
    const provided = { ...declared, options: { ...declared.options, provider: this.#explicitProvider(declared) } };
    const transformed = deployment.inheritFromParent(await applyTransforms(provided, transforms, callbacks));
    const provider = await this.#providerOf(transformed);
    const resource = await this.#place(transformed, provider, declared.transforms);
    return await this.#answer(resource);
  }

  #explicitProvider(declaration: Declaration): string {
    return declaration.custom || declaration.remote
      ? this.#parts.deployment.explicitProvider(declaration)
      : declaration.options.provider;
  }

  /** Reserves the URN, lets the packs remediate, then keeps the resource and queues it for judgement. */
  async #place(
    declaration: Declaration,
    provider: string | undefined,
    transforms: Declaration["transforms"],
  ): Promise<Registered> {
    const { deployment, analysis, digest } = this.#parts;
    const urn = buildUrn(deployment.scope, declaration);
    deployment.reserve(urn, declaration.source);
    const missing = missingAsset(declaration.inputs, digest);
    if (missing !== undefined) {
      throw new Refusal(`failed to read asset '${missing}': no such file or folder`);
    }
    const aliases = declaration.options.aliases.map((alias) => aliasUrn(alias, { ...deployment.scope, ...declaration }));
    const versioned = isProviderType(declaration.type) ? withVersion(declaration) : declaration;
    const before: Registered = { urn, declaration: versioned, read: false, provider, aliases };
    const inputs = await analysis.remediate(before);
    const resource: Registered = { ...before, declaration: { ...versioned, inputs } };
    deployment.add(resource, transforms);
    analysis.analyze(resource);
    this.#parts.onProgress?.({ kind: "registered", urn, count: deployment.resources.size });
    return resource;
  }

  async #providerOf(declaration: Declaration): Promise<string | undefined> {
    const { type, custom, remote, options } = declaration;
    if ((!custom && !remote) || isProviderType(type) || !needsProvider(type)) {
      return undefined;
    }
    return options.provider === "" ? await this.defaultProviderFor(type, options.version) : urnOfReference(options.provider);
  }

  /** Registered once, when first needed. */
  async defaultProviderFor(token: string, version: string): Promise<string> {
    const declaration = defaultProvider(token, version, this.#parts.config);
    const key = `${declaration.type}::${declaration.name}`;
    const known = this.#defaultProviders.get(key) ?? this.#place(declaration, undefined, []).then(({ urn }) => urn);
    this.#defaultProviders.set(key, known);
    return await known;
  }

  async #answer(resource: Registered): Promise<Registration> {
    const { urn, declaration } = resource;
    if (declaration.remote) {
      return { urn, id: "", outputs: await this.#expand(resource) };
    }
    const reason = opaqueReason(declaration.type);
    if (reason !== undefined) {
      this.#parts.deployment.opaque.push({ urn, reason });
    }
    return {
      urn,
      id: isProviderType(declaration.type) ? UNKNOWN : "",
      outputs: declaration.custom ? outputsOf(declaration) : {},
    };
  }

  /** The children of a remote component, or a note that they cannot be seen. */
  async #expand(resource: Registered): Promise<WireObject> {
    const { deployment } = this.#parts;
    const expansion = await expand(resource, this.#parts.expand);
    if ("opaque" in expansion) {
      deployment.opaque.push({ urn: resource.urn, reason: expansion.opaque });
      return {};
    }
    const children: string[] = [];
    for (const child of expansion.children) {
      const dependsOn = [...child.options.dependsOn, ...child.after.map((index) => children[index] ?? "")];
      const { urn } = await this.register({ ...child, options: { ...child.options, dependsOn } });
      children.push(urn);
    }
    const outputs = { resources: children.map((urn) => resourceReference(urn, "")) };
    resource.outputs = outputs;
    return outputs;
  }
}

function withVersion(declaration: Declaration): Declaration {
  const { version } = declaration.options;
  return version === "" ? declaration : { ...declaration, inputs: { ...declaration.inputs, version } };
}

/** In a preview a resource's outputs are its inputs; those named as secret become so. */
function outputsOf(declaration: Declaration): WireObject {
  const secrets = new Set(declaration.options.additionalSecretOutputs);
  const entries = Object.entries(namedByProvider(declaration)).map(([key, value]) => {
    const hide = secrets.has(key) && signatureOf(value) !== "secret";
    return [key, hide ? secret(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** The Kubernetes provider makes up a name where there is none: not missing, but unknown. */
function namedByProvider({ type, inputs }: Declaration): WireObject {
  const metadata = inputs["metadata"] ?? {};
  const nameless =
    type.startsWith("kubernetes:") && inputs["kind"] !== undefined && isObject(metadata) && metadata["name"] === undefined;
  return nameless && signatureOf(metadata) === undefined ? { ...inputs, metadata: { ...metadata, name: UNKNOWN } } : inputs;
}
