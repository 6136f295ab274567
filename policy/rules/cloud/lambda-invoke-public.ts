import { namesOwner } from "../../lib/cloud/conditions.ts";
import { demanding, exempt, mustEqual, must, type Exemption } from "../../lib/cloud/settings.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "an account, a role, or a service with sourceArn or sourceAccount";
const FROM: readonly Exemption[] = ["sourceArn", "sourceAccount", "principalOrgId"].map((field) => ({ field, holds: isExact }));

export const lambdaInvokePublic: ResourceRule = {
  name: "lambda-invoke-public",
  title: "Functions are called by whom somebody named",
  description:
    "A permission of a Lambda function must not be for * or for a whole service of AWS without sourceArn, sourceAccount or principalOrgId: any account could then send it a message, a service on behalf of any account. A function URL must ask for signed requests (AWS_IAM). What the function does with a call is not judged.",
  severity: "critical",
  level: ALWAYS,
  controls: ["P-80", "NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.5.15"],
  remediation: "Name the caller in principal, and the bucket, topic or rule in sourceArn; set authorizationType: AWS_IAM.",
  ...demanding({
    "aws:lambda/permission:Permission": [exempt(must("principal", isNamed, ALLOWED), ...FROM)],
    "aws:lambda/functionUrl:FunctionUrl": [mustEqual("authorizationType", "AWS_IAM")],
    "aws:lambda/layerVersionPermission:LayerVersionPermission": [
      exempt(
        must("principal", (principal) => principal !== "*", "an account"),
        { field: "organizationId", holds: isExact },
      ),
    ],
  }),
};

/** An account or an ARN; a service calls on behalf of everybody. */
function isNamed(principal: Plain): boolean {
  return /^(\d{12}|arn:[^*?]+)$/.test(text(principal) ?? "");
}

function isExact(source: Plain): boolean {
  const given = text(source) ?? "*";
  return given.startsWith("arn:") ? namesOwner(given) : /^[^*?]+$/.test(given);
}
