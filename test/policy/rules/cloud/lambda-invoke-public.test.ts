import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { lambdaInvokePublic } from "../../../../policy/rules/cloud/lambda-invoke-public.ts";
import { functionUrl, lambdaPermission } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

const ALLOWED = "allowed: an account, a role, or a service with sourceArn or sourceAccount";
const refused = (principal: string): string => `main sets principal to "${principal}"; ${ALLOWED}`;

cloudCases(lambdaInvokePublic, lambdaPermission, [
  ["a role", { principal: "arn:aws:iam::111122223333:role/app", sourceArn: undefined }],
  ["a service on behalf of an account", { sourceArn: undefined, sourceAccount: "111122223333" }],
  ["everybody of an organisation", { principal: "*", sourceArn: undefined, principalOrgId: "o-abc123" }],
  ["everybody", { principal: "*", sourceArn: undefined }, refused("*")],
  ["a service on behalf of everybody", { sourceArn: undefined }, refused("s3.amazonaws.com")],
  ["any bucket", { sourceArn: "arn:aws:s3:::*" }, refused("s3.amazonaws.com")],
  ["a topic of any account", { principal: "sns.amazonaws.com", sourceArn: "arn:aws:sns:*:*:x" }, refused("sns.amazonaws.com")],
  [
    "a source that is not known",
    { sourceArn: UNKNOWN },
    `unknown: ${refused("s3.amazonaws.com")}; lifted if sourceArn turns out to exempt it, which is not known before deployment`,
  ],
  [
    "a principal that is not known",
    { principal: UNKNOWN, sourceArn: undefined },
    `unknown: main: principal is not known before deployment; ${ALLOWED}`,
  ],
]);

cloudCases(lambdaInvokePublic, functionUrl, [
  ["for everybody", { authorizationType: "NONE" }, 'main sets authorizationType to "NONE"; allowed: "AWS_IAM"'],
]);

cloudCases(lambdaInvokePublic, { type: "aws:lambda/layerVersionPermission:LayerVersionPermission", props: { principal: "1" } }, [
  ["a layer for everybody", { principal: "*" }, 'main sets principal to "*"; allowed: an account'],
  ["a layer for an organisation", { principal: "*", organizationId: "o-abc123" }],
]);
