import { createHash } from "node:crypto";
import type { BindingModel } from "../contract.ts";

/** Longest id of a custom role. https://cloud.google.com/iam/docs/creating-custom-roles */
const ROLE_ID_LIMIT = 64;

/** Id of the custom role of a statement: letters, digits and underscores, the same in every run. Pure. */
export function roleId({ trust, subject }: BindingModel, index: number): string {
  const words = `palisade_${trust.cluster}_${subject.namespace}_${subject.serviceAccount}`.replaceAll("-", "_");
  const id = `${words}_${index}`;
  if (id.length <= ROLE_ID_LIMIT) return id;
  const mark = createHash("sha256").update(id).digest("hex").slice(0, 8);
  return `${id.slice(0, ROLE_ID_LIMIT - mark.length - 1)}_${mark}`;
}
