import type { ImageReference } from "./imageReference.ts";
import { text } from "./plain.ts";
import type { Plain } from "./verdict.ts";

/** Whether a glob of a ClusterImagePolicy matches an image, with or without its tag: `*` stays within a part, `**` does not. */
export function matchesImage(glob: Plain, { registry, repository, tag, digest }: ImageReference): boolean {
  const host = registry === "docker.io" ? "index.docker.io" : registry;
  const name = `${host}/${repository}`;
  const names = [name, `${name}:${tag}`, `${name}@${digest}`, `${name}:${tag}@${digest}`];
  const pattern = expressionOf(withHost(text(glob) ?? ""));
  return names.some((one) => pattern.test(one));
}

/** What names no host is an image of Docker Hub. */
function withHost(glob: string): string {
  const [first = "", ...rest] = glob.split("/");
  if (rest.length > 0 && /[.:*]|^localhost$/.test(first)) return glob.replace(/^docker\.io\//, "index.docker.io/");
  if (glob.startsWith("**")) return glob;
  return rest.length > 0 ? `index.docker.io/${glob}` : `index.docker.io/library/${glob}`;
}

function expressionOf(glob: string): RegExp {
  const parts = glob.split("**").map((part) =>
    part
      .split("*")
      .map((literal) => literal.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^/]*"),
  );
  return new RegExp(`^${parts.join(".*")}$`);
}
