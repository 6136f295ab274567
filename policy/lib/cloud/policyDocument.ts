import { fail } from "../finding.ts";
import { entries, isAbsent, isList, isRecord, isUnknown, text } from "../plain.ts";
import type { ResourceRule } from "../rule.ts";
import { below, each, notKnown, objectOf, placeOf, refused, type Subject } from "../subject.ts";
import type { Finding, Plain, PolicyResource } from "../verdict.ts";
import { parseJson } from "./json.ts";
import { placesOf } from "./settings.ts";
import { cloudType, TYPES } from "./types.ts";

/** Fields with policy documents of AWS, JSON in text or an object, by type of resource. */
type Documents = Readonly<Record<string, string>>;

/** What a principal may do. */
export const IDENTITY_POLICIES: Documents = {
  [TYPES.iamPolicy]: "policy",
  [TYPES.iamRolePolicy]: "policy",
  [TYPES.iamUserPolicy]: "policy",
  [TYPES.iamGroupPolicy]: "policy",
  [TYPES.iamRole]: "inlinePolicies[].policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
  "aws-native:iam:GroupPolicy": "policyDocument",
  "aws-native:iam:ManagedPolicy": "policyDocument",
  "aws-native:iam:Policy": "policyDocument",
  "aws-native:iam:Role": "policies[].policyDocument",
  "aws-native:iam:RolePolicy": "policyDocument",
  "aws-native:iam:UserPolicy": "policyDocument",
};

/** Who may take on a role. */
export const TRUST_POLICIES: Documents = {
  [TYPES.iamRole]: "assumeRolePolicy",
  "aws-native:iam:Role": "assumeRolePolicyDocument",
};

/** What else on AWS is shared by a document, of its own or beside it. */
const SHARED_BY_POLICY: readonly string[] = [
  TYPES.bucket,
  "aws:apigateway/restApi:RestApi",
  "aws:apigateway/restApiPolicy:RestApiPolicy",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy",
  "aws:ecr/registryPolicy:RegistryPolicy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
  "aws:kinesis/resourcePolicy:ResourcePolicy",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:s3/accessPoint:AccessPoint",
  "aws:s3control/accessPointPolicy:AccessPointPolicy",
  "aws:secretsmanager/secret:Secret",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:ses/identityPolicy:IdentityPolicy",
  "aws:sns/topic:Topic",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queue:Queue",
  "aws:sqs/queuePolicy:QueuePolicy",
];

/** Who may use a resource. */
export const RESOURCE_POLICIES: Documents = {
  [TYPES.bucketPolicy]: "policy",
  [TYPES.kmsKey]: "policy",
  [TYPES.kmsKeyPolicy]: "policy",
  [TYPES.ecrRepositoryPolicy]: "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:elasticsearch/domain:Domain": "accessPolicies",
  "aws:elasticsearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:glacier/vault:Vault": "accessPolicy",
  "aws:opensearch/domain:Domain": "accessPolicies",
  "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws-native:kms:Key": "keyPolicy",
  "aws-native:s3:BucketPolicy": "policyDocument",
  "aws-native:sns:TopicPolicy": "policyDocument",
  "aws-native:sqs:QueuePolicy": "policyDocument",
  ...Object.fromEntries(SHARED_BY_POLICY.map((type) => [type, "policy"])),
};

/** The part of a rule that judges every statement that allows something; `allowed` stands for a document not known yet. */
export function judgingAllowances(
  documents: Documents,
  allowed: string,
  judge: (statement: Subject) => readonly Finding[],
): Pick<ResourceRule, "scope" | "appliesTo" | "check"> {
  return {
    scope: "resource",
    appliesTo: ({ type }) => Object.hasOwn(documents, cloudType(type)),
    check: (resource) =>
      documentsOf(resource, documents).flatMap((document) => {
        if (isUnknown(document.value)) return [notKnown(document, allowed)];
        const parsed: Subject = { ...document, value: parseJson(document.value) };
        if (!isRecord(parsed.value) || isAbsent(parsed.value["Statement"]))
          return [refused(document, "a policy document in JSON")];
        return statementsOf(parsed).filter(isAllowance).flatMap(judge);
      }),
  };
}

function documentsOf(resource: PolicyResource, documents: Documents): readonly Subject[] {
  const field = documents[cloudType(resource.type)];
  const places = field === undefined ? [] : placesOf(objectOf(resource), field);
  return places.filter(({ value }) => !isAbsent(value));
}

/** Statements of a document that was parsed; a lone one may stand without a list. */
function statementsOf(document: Subject): readonly Subject[] {
  return each(document, "Statement");
}

/** What is not clearly a denial counts as allowing. */
function isAllowance(statement: Subject): boolean {
  return below(statement, "Effect").value !== "Deny";
}

/** A value or a list of values, as elements of policies may be written. */
export function valuesOf(value: Plain): readonly Plain[] {
  if (isAbsent(value)) return [];
  return isList(value) ? value : [value];
}

/** Only wildcards: `*`, `s3:*`, `arn:aws:s3:::*`, with a path of wildcards too; another shape than text counts as well. */
export function isAnything(pattern: Plain): boolean {
  return /^([\w*?-]*:)*[*?]+(\/[*?]+)*$/.test(text(pattern) ?? "*");
}

/** Actions that take no resource. */
const WITHOUT_RESOURCE =
  /^[\w-]+:(Describe|List)\w*\*?$|^ecr:GetAuthorizationToken$|^cloudwatch:PutMetricData$|^sts:GetCallerIdentity$/;

/** Whether an action cannot be limited to a resource, and only looks. */
export function takesNoResource(action: Plain): boolean {
  return WITHOUT_RESOURCE.test(text(action) ?? "");
}

/** `"*"`, or `{ "AWS": "*" }` with or without a list. */
export function isEverybody(principal: Plain): boolean {
  const named = isRecord(principal) ? entries(principal).flatMap(([, value]) => valuesOf(value)) : valuesOf(principal);
  return named.some((one) => one === "*");
}

/** Whether a pattern of a policy (`s3:Delete*`) covers an action; case does not count. */
export function coversAction(pattern: Plain, action: string): boolean {
  const escaped = (text(pattern) ?? "")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${escaped}$`, "i").test(action);
}

/** Judges that some statement of a resource's `policy` does what is demanded. */
export function judgeDocument(
  resource: PolicyResource,
  demanded: (statement: Plain) => boolean,
  allowed: string,
): readonly Finding[] {
  const document = below(objectOf(resource), "policy");
  if (isUnknown(document.value)) return [notKnown(document, allowed)];
  const statements = statementsOf({ ...document, value: parseJson(document.value) });
  if (statements.some(({ value }) => demanded(value))) return [];
  return [fail(`${document.owner}: ${document.field} holds no such statement; allowed: ${allowed}`, placeOf(document))];
}
