import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { iamBindingExact } from "../../../../policy/rules/cloud/iam-binding-exact.ts";
import { iamNegation } from "../../../../policy/rules/cloud/iam-negation.ts";
import { iamPublicPrincipal } from "../../../../policy/rules/cloud/iam-public-principal.ts";
import { iamWildcardResource } from "../../../../policy/rules/cloud/iam-wildcard-resource.ts";
import { bucketPolicy, iamBinding, iamPolicy, iamRole } from "../../fixtures/cloud.ts";
import { cloudCases, type CloudCase } from "./cloudCases.ts";

const ORGANISATION = { StringEquals: { "aws:PrincipalOrgID": "o-abc123" } };
const TLS = { Bool: { "aws:SecureTransport": "true" } };
const PUBLIC = 'main sets policy.Statement.Principal to "*"; allowed: named principals, or a condition';

/** Documents as objects: what is not known in them stands where it stood. */
const readable = (Condition: Plain): Readonly<Record<string, Plain>> => ({
  policy: { Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*", Condition } },
});

cloudCases(iamPublicPrincipal, bucketPolicy, [
  ["everybody of an organisation", readable(ORGANISATION)],
  ["everybody with TLS", readable(TLS), PUBLIC],
  ["everybody with any principal", readable({ StringLike: { "aws:PrincipalArn": "*" } }), PUBLIC],
  ["everybody but one", readable({ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }), PUBLIC],
  ["everybody from anywhere", readable({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }), PUBLIC],
  [
    "everybody of an organisation that is not known yet",
    readable({ StringEquals: { "aws:PrincipalOrgID": UNKNOWN } }),
    `unknown: ${PUBLIC}; lifted if policy.Statement.Condition.StringEquals.aws:PrincipalOrgID turns out to exempt it, which is not known before deployment`,
  ],
]);

const reading = (Resource: Plain, Condition?: Plain): Readonly<Record<string, Plain>> => ({
  policy: {
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource, ...(Condition === undefined ? {} : { Condition }) }],
  },
});
const anything = (resource: string): string =>
  `main sets policy.Statement[0].Resource to "${resource}"; allowed: resources by name, or a condition`;

cloudCases(iamWildcardResource, iamPolicy, [
  ["what has a tag", reading("*", { StringEquals: { "aws:ResourceTag/team": "shop" } })],
  ["everything with TLS", reading("*", TLS), anything("*")],
  ["everything of one caller", reading("*", ORGANISATION), anything("*")],
  ["everything in a region", reading("*", { StringEquals: { "aws:RequestedRegion": "eu-central-1" } }), anything("*")],
  ["what has any tag", reading("*", { StringLike: { "aws:ResourceTag/team": "*" } }), anything("*")],
  ["every key of any account", reading("arn:aws:kms:*:*:key/*"), anything("arn:aws:kms:*:*:key/*")],
  ["every key of one account", reading("arn:aws:kms:eu-central-1:111122223333:key/*")],
]);

const ofBinding = (actions: readonly string[], conditions: Plain): Readonly<Record<string, Plain>> => ({
  statements: [{ actions, resources: ["*"], conditions }],
});
const WIDE = 'main sets statements[0].resources to ["*"]; allowed: resources by name, or a condition';

cloudCases(iamBindingExact, iamBinding, [
  ["looking at everything", ofBinding(["ec2:DescribeVolumes", "kms:ListKeys"], {})],
  ["making keys of one use", ofBinding(["kms:CreateKey"], { StringEquals: { "kms:KeyUsage": ["SIGN_VERIFY"] } })],
  ["making keys in a region", ofBinding(["kms:CreateKey"], { StringEquals: { "aws:RequestedRegion": ["eu-central-1"] } }), WIDE],
  ["an expression of Azure", ofBinding(["Microsoft.Storage/read"], { abac: { expression: ["@Resource[x]"] } })],
]);

const trusting: readonly CloudCase[] = [
  [
    "everybody but one account",
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, Action: "sts:AssumeRole" }],
      }),
    },
    'main sets assumeRolePolicy.Statement[0].NotPrincipal to {"AWS":"111122223333"}; allowed: Action, Resource and Principal',
  ],
];
cloudCases(iamNegation, iamRole, trusting);
