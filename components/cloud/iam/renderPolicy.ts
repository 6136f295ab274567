import { arn, roleArn } from "./aws/arns.ts";
import { awsStatements } from "./aws/statements.ts";
import { azureStatements, identityId } from "./azure/statements.ts";
import type { BindingModel, BindingStatement, CloudEdge, IamContext } from "./contract.ts";
import { gcpPrincipal, gcpStatements } from "./gcp/statements.ts";
import { identityName, tokenSubject } from "./names.ts";

/** What an edge comes to in the stack's cloud: who, by what trust, exactly which actions on exactly which resources. Pure. */
export function renderPolicy(edge: CloudEdge, context: IamContext): BindingModel {
  const { namespace, serviceAccount, purpose } = edge;
  const rendered = rendering(edge, context);
  return {
    cloud: context.cloud.provider,
    subject: { namespace, serviceAccount },
    trust: { by: context.trust, cluster: context.cluster, conditions: rendered.conditions },
    principal: rendered.principal,
    purpose,
    statements: rendered.statements,
  };
}

interface Rendering {
  readonly principal: string;
  readonly conditions: Readonly<Record<string, string>>;
  readonly statements: readonly BindingStatement[];
}

function rendering(edge: CloudEdge, context: IamContext): Rendering {
  const { cloud, cluster } = context;
  const name = identityName(cluster, edge);
  switch (cloud.provider) {
    case "aws":
      return {
        principal: roleArn(cloud, name),
        conditions: context.trust === "irsa" ? tokenConditions(edge, "sts.amazonaws.com") : podIdentityConditions(edge, context),
        statements: awsStatements(edge.grants, { ...context, cloud }),
      };
    case "gcp":
      return {
        principal: gcpPrincipal(cloud, edge.namespace, edge.serviceAccount),
        conditions: { subject: `ns/${edge.namespace}/sa/${edge.serviceAccount}`, pool: `${cloud.projectId}.svc.id.goog` },
        statements: gcpStatements(edge.grants, { ...context, cloud }),
      };
    case "azure":
      return {
        principal: identityId(cloud, cluster, name),
        conditions: tokenConditions(edge, "api://AzureADTokenExchange"),
        statements: azureStatements(edge.grants, { ...context, cloud }),
      };
  }
}

/** Session tags that EKS sets, and where the request comes from: another cluster of the account cannot take on the role. */
function podIdentityConditions(edge: CloudEdge, { cloud, cluster }: IamContext): Readonly<Record<string, string>> {
  if (cloud.provider !== "aws") return {};
  return {
    "aws:SourceAccount": cloud.accountId,
    "aws:SourceArn": arn(cloud, "eks", `cluster/${cluster}`),
    "aws:RequestTag/kubernetes-namespace": edge.namespace,
    "aws:RequestTag/kubernetes-service-account": edge.serviceAccount,
  };
}

/** Claims of the token of a ServiceAccount. */
function tokenConditions(edge: CloudEdge, audience: string): Readonly<Record<string, string>> {
  return { sub: tokenSubject(edge), aud: audience };
}
