import { describe, expect, test } from "vitest";
import { spireFlows } from "../../../../../components/platform/identity/spire/flows.ts";
import { serverCertificates, serverConfig } from "../../../../../components/platform/identity/spire/serverConfig.ts";
import { serverWorkload } from "../../../../../components/platform/identity/spire/serverWorkload.ts";
import { spireProblems } from "../../../../../components/platform/identity/spire/validate.ts";
import { describeProblem } from "../../../../../components/shared/problem.ts";
import { databaseChoice } from "../../../cloud/database/fixture.ts";
import { cloudOf } from "../../../cloud/audit/fixture.ts";
import { spireContext, VAULT, type Change } from "./fixture.ts";

const change: Change = { profile: "prod", identity: { replicas: 3, datastore: databaseChoice("aws"), keyManager: VAULT } };
const context = { ...spireContext(change), cloud: cloudOf("s3") };

describe("SPIRE with a managed database", () => {
  test("reads the server's name and the password from a Secret, because only the cloud knows the name", () => {
    const variables = serverWorkload(context).containers[0]?.env?.filter(({ name }) => name.startsWith("DATABASE_"));
    expect(variables).toEqual([
      { name: "DATABASE_HOST", secret: { name: "spire-database", key: "host" } },
      { name: "DATABASE_PASSWORD", secret: { name: "spire-database", key: "password" } },
    ]);
    expect(serverWorkload(context).containers[0]?.args).toContain("-expandEnv");
  });

  test("verifies the server by its name and the cloud's CAs", () => {
    expect(JSON.stringify(serverConfig(context).plugins["DataStore"])).toContain(
      "dbname=spire user=spire password=${DATABASE_PASSWORD} host=${DATABASE_HOST} port=5432 sslmode=verify-full sslrootcert=/run/spire/config/database-ca.pem",
    );
    expect(serverCertificates(context.identity)).toEqual({
      "database-ca.pem": context.identity.datastore.kind === "managed" && context.identity.datastore.caCertificate,
    });
  });

  test("reaches the database's subnets on its one port, and needs no volume", () => {
    expect(
      spireFlows(context)
        .filter(({ to }) => to.kind === "cloudService")
        .map(({ to, ports }) => [to, ports]),
    ).toEqual([
      [
        {
          kind: "cloudService",
          name: "SPIRE's managed database",
          cidrs: ["10.0.64.0/24"],
          why: { reason: "SPIRE's datastore is outside the cluster.", reference: "palisade:identity" },
        },
        [{ port: 5432 }],
      ],
    ]);
    expect(serverWorkload(context).controller).not.toHaveProperty("claims");
  });

  test("is fine in prod, and refused in another cloud", () => {
    expect(spireProblems(context)).toEqual([]);
    expect(spireProblems({ ...context, cloud: cloudOf("azureBlob") }).map(describeProblem)).toEqual([
      "palisade:identity.datastore.network.provider: was aws in azure; a managed database is in the stack's own cloud; name a network of azure",
    ]);
  });
});
