import table from "./images.json" with { type: "json" };

/** A container image: what a pod spec names. */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. Staging and prod refuse an image without one. */
  readonly digest?: string | undefined;
}

/**
 * The one table of images. PRECINCT publishes by digest only (those of its production overlay). Digests are those of
 * multi-platform indexes. `palisade images lock` resolves them again.
 */
export const IMAGES: Readonly<Record<ImageKey, ImageReference>> = table;

export type ImageKey = keyof typeof table;

export const IMAGE_KEYS = Object.keys(IMAGES) as readonly ImageKey[];

/** `registry/repository[:tag][@digest]`, as a pod spec says it. */
export function renderImage(reference: ImageReference): string {
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}

/** What a stack may change about one image. */
export type ImageOverride = { readonly [K in keyof ImageReference]?: ImageReference[K] | undefined };

/** What a stack may change about images. */
export interface ImageChoices {
  /** Registry prefix that replaces every registry: `mirror.example.com/cache`. */
  readonly mirror?: string | undefined;
  readonly overrides: Readonly<Partial<Record<ImageKey, ImageOverride>>>;
}

/** The image of a container after overrides and mirror; an override that changes repository or tag drops the table's digest. */
export function resolveImage(key: ImageKey, choices: ImageChoices): ImageReference {
  const base: ImageReference = IMAGES[key];
  const override = choices.overrides[key] ?? {};
  const moved = override.repository !== undefined || override.tag !== undefined;
  const chosen = { ...base, ...(moved ? { digest: undefined } : {}), ...override } as ImageReference;
  if (choices.mirror === undefined || override.registry !== undefined) return chosen;
  return { ...chosen, registry: choices.mirror, repository: `${chosen.registry}/${chosen.repository}` };
}
