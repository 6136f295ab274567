import { KeyRingIAMMember } from "@pulumi/gcp/kms/keyRingIAMMember.js";
import { IAMCustomRole } from "@pulumi/gcp/projects/iamcustomRole.js";
import { SecretIamMember } from "@pulumi/gcp/secretmanager/secretIamMember.js";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember.js";
import type { Resource } from "@pulumi/pulumi";
import { childName } from "../../../shared/names.ts";
import type { BindingModel, BindingStatement, IamContext } from "../contract.ts";
import type { IdentityParts, RealisedIdentity } from "../identityParts.ts";
import { roleId } from "./roleId.ts";
import { resourceProject } from "./statements.ts";

/** A custom role for each statement, bound to the ServiceAccount's own principal on the one resource it names. */
export function gcpIdentity({ name, model, parent }: IdentityParts, context: IamContext): RealisedIdentity {
  const ready = model.statements.map((statement, index): Resource => {
    const id = roleId(model, index);
    const permissions = [...statement.actions];
    // A custom role counts in its own project only.
    const project = resourceProject(statement.resources[0] ?? "", context);
    const title = `${model.subject.namespace}/${model.subject.serviceAccount} ${index}`;
    const role = new IAMCustomRole(
      childName(name, `role-${index}`),
      { project, roleId: id, title, description: model.purpose, permissions },
      { parent },
    );
    return bind(
      { name: childName(name, `binding-${index}`), statement, role: `projects/${project}/roles/${id}` },
      { model, opts: { parent, dependsOn: [role] } },
    );
  });
  return { annotations: {}, ready };
}

interface Binding {
  readonly name: string;
  readonly statement: BindingStatement;
  /** Full name of the role. */
  readonly role: string;
}

interface Surroundings {
  readonly model: BindingModel;
  readonly opts: { readonly parent: Resource; readonly dependsOn: Resource[] };
}

/** The kind of resource decides which binding it is; each is named as `//<service>/<name>`. */
function bind({ name, statement, role }: Binding, { model, opts }: Surroundings): Resource {
  const resource = statement.resources[0] ?? "";
  const expression = statement.conditions["cel"]?.["expression"]?.[0];
  const common = { member: model.principal, role };
  const condition = expression === undefined ? {} : { condition: { title: "below-prefix", expression } };
  const [, service, path = ""] = /^\/\/([^/]+)\/(.+)$/.exec(resource) ?? [];
  switch (service) {
    case "storage.googleapis.com":
      return new BucketIAMMember(name, { bucket: path.replace("projects/_/buckets/", ""), ...common, ...condition }, opts);
    case "cloudkms.googleapis.com":
      return new KeyRingIAMMember(name, { keyRingId: path, ...common }, opts);
    case "secretmanager.googleapis.com":
      return new SecretIamMember(name, { secretId: path, ...common }, opts);
    default:
      throw new Error(`no binding for ${resource}`);
  }
}
