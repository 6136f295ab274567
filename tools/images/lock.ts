import { IMAGE_KEYS, IMAGES, type ImageKey, type ImageReference } from "../../components/shared/images.ts";
import { resolveDigest, type Resolution } from "./registry.ts";

/** What locking found for one image. */
export interface LockRow {
  readonly key: ImageKey;
  readonly image: ImageReference;
  readonly state: "unchanged" | "changed" | "failed";
  /** New digest, or why there is none. */
  readonly detail: string;
}

/** Finds the digest of an image. */
export type Resolve = (image: ImageReference) => Promise<Resolution>;

/** Asks every image's registry for its digest, four at a time. */
export async function lockRows(onRow: (row: LockRow) => void, resolve: Resolve = resolveDigest): Promise<readonly LockRow[]> {
  const pending = [...IMAGE_KEYS];
  const rows: LockRow[] = [];
  const worker = async (): Promise<void> => {
    for (let key = pending.shift(); key !== undefined; key = pending.shift()) {
      const row = lockRow(key, await resolve(IMAGES[key]));
      rows.push(row);
      onRow(row);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return rows.sort((a, b) => IMAGE_KEYS.indexOf(a.key) - IMAGE_KEYS.indexOf(b.key));
}

/** Compares what a registry said with the table. */
export function lockRow(key: ImageKey, resolution: Resolution): LockRow {
  const image = IMAGES[key];
  if (!resolution.ok) return { key, image, state: "failed", detail: resolution.why };
  return { key, image, state: resolution.digest === image.digest ? "unchanged" : "changed", detail: resolution.digest };
}

/** The table with the new digests, as the text of `images.json`. */
export function lockedTable(rows: readonly LockRow[]): string {
  const digests = new Map(rows.filter((row) => row.state === "changed").map((row) => [row.key, row.detail]));
  const table = Object.fromEntries(
    IMAGE_KEYS.map((key) => [key, { ...IMAGES[key], digest: digests.get(key) ?? IMAGES[key].digest }]),
  );
  return `${JSON.stringify(table, null, 2)}\n`;
}
