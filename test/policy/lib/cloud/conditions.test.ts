import { describe, expect, it } from "vitest";
import { narrowsCallers, narrowsResources } from "../../../../policy/lib/cloud/conditions.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";

describe("narrowsCallers [P-80]", () => {
  it.each<[Plain]>([
    [{ StringEquals: { "aws:PrincipalOrgID": "o-abc123" } }],
    [{ StringEquals: { "AWS:SourceAccount": ["111122223333", "444455556666"] } }],
    [{ stringequals: { "kms:CallerAccount": "111122223333" } }],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }],
    [{ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::acme-uploads" } }],
    [{ StringLike: { "aws:PrincipalOrgPaths": "o-abc123/*" } }],
    [{ StringEquals: { "aws:SourceVpce": "vpce-1" } }],
    [{ StringLike: { "aws:userid": "AROAEXAMPLE:*" } }],
    [{ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } }],
    [{ Bool: { "aws:SecureTransport": "true", "elasticfilesystem:AccessedViaMountTarget": true } }],
    [{ Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:PrincipalAccount": "111122223333" } }],
    [{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-abc123/r-1/*"] } }],
  ])("%j does", (condition) => {
    expect(narrowsCallers(condition)).toBe(true);
  });

  it.each<[Plain]>([
    [undefined],
    [{}],
    [{ StringEquals: {} }],
    [{ StringEquals: { "aws:PrincipalOrgID": [] } }],
    [{ Bool: { "aws:SecureTransport": "true" } }],
    [{ Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }],
    [{ StringLike: { "aws:PrincipalArn": "*" } }],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } }],
    [{ ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::111122223333:role/a", "*"] } }],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }],
    [{ ArnLike: { "aws:SourceArn": "arn:*" } }],
    [{ StringLike: { "aws:PrincipalOrgID": "o-*" } }],
    [{ StringLike: { "aws:PrincipalOrgPaths": "o-*/r-1/*" } }],
    [{ StringLike: { "aws:SourceAccount": "1111*" } }],
    [{ StringLike: { "aws:userid": "*:admin" } }],
    [{ StringNotEquals: { "aws:PrincipalAccount": "111122223333" } }],
    [{ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-abc123" } }],
    [{ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abc123" } }],
    [{ Null: { "aws:PrincipalOrgID": "false" } }],
    [{ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
    [{ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } }],
    [{ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }],
    [{ DateLessThan: { "aws:CurrentTime": "2999-01-01T00:00:00Z" } }],
    [{ StringEquals: { "aws:PrincipalTag/team": "shop" } }],
    [{ StringEquals: { "sts:ExternalId": "shop" } }],
    [{ StringEquals: { "aws:RequestedRegion": "eu-central-1" } }],
    [{ StringEquals: { "aws:PrincipalOrgID": UNKNOWN } }],
    [UNKNOWN],
  ])("%j does not", (condition) => {
    expect(narrowsCallers(condition)).toBe(false);
  });
});

describe("narrowsResources [P-81]", () => {
  it.each<[Plain]>([
    [{ StringEquals: { "aws:ResourceTag/team": "shop" } }],
    [{ StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } }],
    [{ "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/audit" } }],
    [{ StringLike: { "iam:PassedToService": ["eks.*"] } }],
  ])("%j does", (condition) => {
    expect(narrowsResources(condition)).toBe(true);
  });

  it.each<[Plain]>([
    [{ StringLike: { "aws:ResourceTag/team": "*" } }],
    [{ StringLike: { "s3:prefix": "?*" } }],
    [{ StringEquals: { "aws:RequestedRegion": "eu-central-1" } }],
    [{ StringEquals: { "aws:PrincipalAccount": "111122223333" } }],
    [{ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }],
    [{ Bool: { "aws:SecureTransport": "true" } }],
    [{ NumericGreaterThan: { "s3:TlsVersion": "1.2" } }],
    [{ StringNotLike: { "aws:ResourceTag/team": "shop" } }],
    [{ StringLikeIfExists: { "aws:ResourceTag/team": "shop" } }],
  ])("%j does not", (condition) => {
    expect(narrowsResources(condition)).toBe(false);
  });
});
