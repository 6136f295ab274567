import { entries, isAbsent, read, text } from "../plain.ts";
import type { Plain, PolicyResource } from "../verdict.ts";
import { coversAction, isEverybody, valuesOf } from "./policyDocument.ts";

/** Leaves out principals by name: `ArnNotEquals` on `aws:PrincipalArn`. */
const LEAVES_OUT = /^(Arn|String)Not(Equals|Like)(IfExists)?$/i;
const PRINCIPAL = /^aws:(principalarn|userid)$/i;

/** Whether a statement keeps everybody from an action on a bucket or its objects, whatever its condition. */
export function denies(statement: Plain, action: string, bucket: PolicyResource): boolean {
  return (
    read(statement, "Effect") === "Deny" &&
    isEverybody(read(statement, "Principal")) &&
    valuesOf(read(statement, "Action")).some((pattern) => coversAction(pattern, action)) &&
    isAbout(statement, action, bucket)
  );
}

/** What is done to a bucket names the bucket, everything else its objects. */
function isAbout(statement: Plain, action: string, bucket: PolicyResource): boolean {
  const name = text(bucket.props["bucket"]);
  const arn = `arn:aws:s3:::${name}`;
  const wanted = action === "s3:*" ? [arn, `${arn}/x`] : [/Bucket/.test(action) ? arn : `${arn}/x`];
  const patterns = valuesOf(read(statement, "Resource")).map((pattern) => text(pattern)?.replace(/^arn:aws[\w-]*:/, "arn:aws:"));
  return wanted.every((one) => patterns.some((pattern) => name === undefined || coversAction(pattern, one)));
}

/** Whether the condition of a denial leaves out named principals only, and not everybody or nearly so. */
export function leavesOutFew(condition: Plain): boolean {
  if (isAbsent(condition)) return true;
  return entries(condition).every(
    ([operator, keys]) =>
      LEAVES_OUT.test(operator) &&
      entries(keys).every(
        ([key, values]) => PRINCIPAL.test(key) && valuesOf(values).every((one) => /^[^*?]+/.test(text(one) ?? "")),
      ),
  );
}

/** Whether a condition is that of connections without TLS, and nothing beside it. */
export function isPlainText(condition: Plain): boolean {
  const [first, ...others] = entries(condition);
  const [key, ...more] = entries(first?.[1]);
  return (
    others.length + more.length === 0 &&
    /^Bool(IfExists)?$/i.test(first?.[0] ?? "") &&
    key?.[0].toLowerCase() === "aws:securetransport" &&
    valuesOf(key[1]).every((value) => String(value) === "false")
  );
}
