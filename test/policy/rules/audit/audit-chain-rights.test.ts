import { describe, expect, test } from "vitest";
import { awsLead } from "../../../../policy/lib/auditChain/aws.ts";
import { destroying } from "../../../../policy/lib/auditChain/actions.ts";
import { gcpLead } from "../../../../policy/lib/auditChain/gcp.ts";
import type { Writer } from "../../../../policy/lib/auditChain/writers.ts";
import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../../policy/lib/world.ts";
import { pulumiResource, resourceOf } from "../cases.ts";

const WRITER: Writer = {
  resource: resourceOf({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "gateway", namespace: "gateway" } }),
  namespace: "gateway",
  serviceAccount: "gateway",
  pod: { spec: {}, path: "spec.template.spec", metadata: {}, containers: [] },
};
const allow = (action: string): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "arn:aws:s3:::acme-audit/*" }] });
const DELETE = allow("s3:DeleteObjectVersion");

/** What the gateway's role may destroy, with more resources beside it. */
function destroyed(role: PlainRecord, ...more: readonly PolicyResource[]): readonly Plain[] {
  const association = { namespace: "gateway", serviceAccount: "gateway", roleArn: "arn:aws:iam::1:role/gateway" };
  const world = buildWorld([
    pulumiResource("aws:eks/podIdentityAssociation:PodIdentityAssociation", association),
    pulumiResource("aws:iam/role:Role", { name: "gateway", ...role }),
    ...more,
  ]);
  return awsLead(world, WRITER).identities.flatMap(({ rights }) => rights.flatMap((right) => destroying(right, "aws")));
}

const attachment = pulumiResource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
  role: "gateway",
  policyArn: "arn:aws:iam::1:policy/cleanup",
});
const cleanup = pulumiResource("aws:iam/policy:Policy", { name: "cleanup", policy: DELETE });
const rolePolicy = (props: PlainRecord): PolicyResource => pulumiResource("aws:iam/rolePolicy:RolePolicy", props);

describe("rights of a role that writes evidence", () => {
  test.each<[string, PlainRecord, readonly PolicyResource[], readonly Plain[]]>([
    ["none", {}, [], []],
    ["of its own policy", {}, [rolePolicy({ role: "gateway", policy: DELETE })], ["s3:DeleteObjectVersion"]],
    ["of another role's policy are not its own", {}, [rolePolicy({ role: "other", policy: DELETE })], []],
    ["of a policy whose role is not known yet", {}, [rolePolicy({ role: UNKNOWN, policy: DELETE })], [UNKNOWN]],
    ["of a harmless policy whose role is not known yet", {}, [rolePolicy({ role: UNKNOWN, policy: allow("s3:GetObject") })], []],
    ["written into the role", { inlinePolicies: [{ name: "more", policy: DELETE }] }, [], ["s3:DeleteObjectVersion"]],
    ["of an attached policy", {}, [attachment, cleanup], ["s3:DeleteObjectVersion"]],
    ["of an attached policy that nobody describes", {}, [attachment], [UNKNOWN]],
    ["of a policy of AWS", { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] }, [], [UNKNOWN]],
    ["to become another role", { inlinePolicies: [{ policy: allow("sts:AssumeRole") }] }, [], ["sts:AssumeRole"]],
  ])("%s", (_title, role, more, expected) => {
    expect(destroyed(role, ...more)).toEqual(expected);
  });

  test("come by a binding of several members too", () => {
    const members = ["user:a@example.com", "principal://iam.googleapis.com/projects/1/x/subject/ns/gateway/sa/gateway"];
    const binding = { bucket: "acme-audit", role: "roles/storage.objectAdmin", members };
    const world = buildWorld([pulumiResource("gcp:storage/bucketIAMBinding:BucketIAMBinding", binding)]);
    const rights = gcpLead(world, WRITER).identities.flatMap((identity) => identity.rights);
    expect(rights).toEqual([{ actions: ["storage.objects.*"], resources: ["acme-audit"] }]);
  });
});
