import type { Output } from "@pulumi/pulumi";
import { PodIdentityAssociation } from "@pulumi/aws/eks/podIdentityAssociation.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { childName } from "../../../shared/names.ts";
import type { ClusterIdentity } from "../../cluster/contract.ts";
import type { IdentityParts, RealisedIdentity } from "../identityParts.ts";
import { irsaTrust, permissionsDocument, podIdentityTrust } from "./documents.ts";

/** Credentials live an hour; the cloud's SDKs renew them long before. Unit: seconds. */
const SESSION_SECONDS = 3600;

/** A role of its own for one ServiceAccount, and how EKS hands it out. */
export function awsIdentity(
  { name, model, parent, tags }: IdentityParts,
  identity: Extract<ClusterIdentity, { by: "podIdentity" | "irsa" }>,
): RealisedIdentity {
  const roleName = model.principal.slice(model.principal.indexOf(":role/") + ":role/".length);
  const role = new Role(
    childName(name, "role"),
    {
      name: roleName,
      description: model.purpose,
      assumeRolePolicy: identity.by === "podIdentity" ? JSON.stringify(podIdentityTrust(model)) : irsaDocument(identity.issuer),
      maxSessionDuration: SESSION_SECONDS,
      tags,
    },
    { parent },
  );
  const policy = JSON.stringify(permissionsDocument(model));
  const rights = new RolePolicy(
    childName(name, "policy"),
    { name: roleName, role: roleName, policy },
    { parent, dependsOn: [role] },
  );
  if (identity.by === "irsa") return { annotations: { "eks.amazonaws.com/role-arn": model.principal }, ready: [rights] };
  const { namespace, serviceAccount } = model.subject;
  const association = new PodIdentityAssociation(
    childName(name, "association"),
    { clusterName: identity.clusterName, namespace, serviceAccount, roleArn: model.principal, tags },
    { parent, dependsOn: [rights] },
  );
  return { annotations: {}, ready: [association] };

  function irsaDocument(issuer: Output<string>): Output<string> {
    return issuer.apply((url) => JSON.stringify(irsaTrust(model, providerArn(model.principal, url))));
  }
}

/** ARN of the provider of an issuer, in the account of a role. */
function providerArn(roleArn: string, issuer: string): string {
  return `${roleArn.slice(0, roleArn.indexOf(":role/"))}:oidc-provider/${issuer.replace(/^https:\/\//, "")}`;
}
