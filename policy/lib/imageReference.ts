/** The parts of an image reference, with the defaults of container runtimes. */
export interface ImageReference {
  /** Host and port: `docker.io` when none is given. */
  readonly registry: string;
  /** Path below the registry: `library/nginx`. */
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:` and 64 hexadecimal digits; undefined for anything else after `@`. */
  readonly digest?: string | undefined;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Splits a reference as container runtimes do: the first part is a host only if it has a dot or a port or is localhost. */
export function parseImage(reference: string): ImageReference {
  const [name = "", digest] = splitAt(reference, reference.indexOf("@"));
  const [path, tag] = splitAt(name, name.lastIndexOf(":") > name.lastIndexOf("/") ? name.lastIndexOf(":") : -1);
  const [first, rest] = splitAt(path, path.indexOf("/"));
  const hasHost = rest !== undefined && (/[.:]/.test(first) || first === "localhost");
  const repository = hasHost ? rest : rest === undefined ? `library/${path}` : path;
  return { registry: hasHost ? first : "docker.io", repository, tag, digest: digest?.match(DIGEST)?.[0] };
}

function splitAt(value: string, index: number): [string, string | undefined] {
  return index === -1 ? [value, undefined] : [value.slice(0, index), value.slice(index + 1)];
}
