/** The answer to "what would change", as providers give it. */
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { DiffResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Differences } from "./kubernetes/values.ts";

const { ADD, DELETE, UPDATE, ADD_REPLACE, DELETE_REPLACE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
const KINDS = { add: [ADD, ADD_REPLACE], delete: [DELETE, DELETE_REPLACE], update: [UPDATE, UPDATE_REPLACE] } as const;

/** Names every place that changed, and those that cannot change without a new resource. */
export function answerDiff(changes: Differences, replaces: readonly string[] = []): DiffResponse {
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse()
    .setChanges(changes.size > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...changes.keys()])
    .setReplacesList([...replaces])
    .setHasdetaileddiff(true);
  for (const [path, kind] of changes)
    response
      .getDetaileddiffMap()
      .set(path, new messages.PropertyDiff().setKind(KINDS[kind][replaces.includes(path) ? 1 : 0]).setInputdiff(true));
  return response;
}
