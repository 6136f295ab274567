import { entries, findUnknown, text } from "../plain.ts";
import { unless, type Subject } from "../subject.ts";
import { UNKNOWN, type Finding, type Plain } from "../verdict.ts";
import { isInternet } from "./internet.ts";
import { valuesOf } from "./policyDocument.ts";

/** Whether a Condition of AWS is narrow enough for its purpose. */
export type Narrowing = (condition: Plain) => boolean;

/**
 * Operators that demand a value. The others are wide by themselves: negations allow everything else, `...IfExists` and
 * `ForAllValues:` hold where the key is missing, `Null`, `Bool`, dates and numbers say nothing of who or what.
 */
const DEMANDING = /^(ForAnyValue:)?(String(Equals(IgnoreCase)?|Like)|Arn(Equals|Like)|IpAddress)$/i;

/** Keys that only callers of some account, organisation or network have. Tags and user names anybody can give himself. */
const OF_CALLERS =
  /^(aws:(principal(account|arn|orgid|orgpaths)|source(account|arn|ip|orgid|orgpaths|vpc|vpce)|vpcsourceip|userid)|kms:calleraccount|s3:dataaccesspointaccount)$/i;

/** Keys that say nothing of the resource. */
const NOT_OF_RESOURCES =
  /^aws:(principal|source|vpcsourceip|userid|username|useragent|referer|securetransport|multifactor|currenttime|epochtime|tokenissuetime|requestedregion|via|called|federatedprovider|chatbot)|^s3:tlsversion$/i;

/** File systems that are reached from their own network alone. */
const MOUNTED = "elasticfilesystem:AccessedViaMountTarget";

/** Whether a condition leaves only callers that somebody chose. */
export const narrowsCallers: Narrowing = (condition) =>
  demands(condition, (key) => OF_CALLERS.test(key)) ||
  entries(entries(condition).find(([operator]) => operator === "Bool")?.[1]).some(
    ([key, value]) => key === MOUNTED && String(value) === "true",
  );

/** Whether a condition leaves only resources that somebody chose. */
export const narrowsResources: Narrowing = (condition) => demands(condition, (key) => !NOT_OF_RESOURCES.test(key));

/** Findings that a condition lifts when it is narrow; one that is not known yet may be. */
export function unlessNarrowed(condition: Subject, narrows: Narrowing, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0 || narrows(condition.value)) return [];
  const doubt = findUnknown(condition.value, condition.path);
  return doubt === undefined ? findings : unless({ ...condition, path: doubt, value: UNKNOWN }, () => false, findings);
}

/** One pair of a demanding operator and a key is enough: pairs hold together, values of one pair instead of each other. */
function demands(condition: Plain, counts: (key: string) => boolean): boolean {
  return entries(condition).some(
    ([operator, keys]) =>
      DEMANDING.test(operator) &&
      entries(keys).some(([key, values]) => counts(key) && valuesOf(values).length > 0 && areNarrow(key, valuesOf(values))),
  );
}

function areNarrow(key: string, values: readonly Plain[]): boolean {
  if (/ip$/i.test(key)) return !isInternet(values);
  return values.every((value) => isNarrow(key, text(value) ?? ""));
}

/** Names of accounts, organisations and networks must be whole; an ARN must name its account or, without one, its resource. */
function isNarrow(key: string, value: string): boolean {
  if (/account$|orgid$|vpce?$/i.test(key)) return /^[^*?]+$/.test(value);
  if (/orgpaths$/i.test(key)) return /^[^*?/]+(\/|$)/.test(value);
  if (/userid$/i.test(key)) return /^[^*?:]/.test(value);
  return value.startsWith("arn:") ? namesOwner(value) : /[^*?:/.-]/.test(value);
}

/** Whether an ARN says whose the resource is: its account, or the name where there is none, as of buckets. */
export function namesOwner(arn: string): boolean {
  const [, , , , account = "", ...resource] = arn.split(":");
  return account === "" ? /^[^*?]/.test(resource.join(":")) : /^[^*?]+$/.test(account);
}
