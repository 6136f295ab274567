import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runPreview } from "../../../../tools/engine/preview.ts";
import { judgeRecord } from "../../../support/judgeRecord.ts";
import { recordedProgram, type RecordedProgram } from "../../../support/recordedProgram.ts";

const cwd = join(import.meta.dirname, "program");

/** Parts of a server that go with it instead of being deleted one by one. */
function partsOf(program: RecordedProgram): readonly string[] {
  const { urn } = program.resource("database-server");
  return program.resources().flatMap(({ name, deletedWith }) => (deletedWith === urn ? [name] : []));
}

describe("a database in RDS", () => {
  const program = recordedProgram(cwd, "aws");

  it("lets the cluster's addresses in on one port, and nothing out", () => {
    const rules = program.resources().filter(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(rules.map(({ inputs }) => [inputs["cidrIpv4"], inputs["fromPort"], inputs["toPort"]])).toEqual([
      ["10.0.0.0/20", 5432, 5432],
      ["10.0.16.0/20", 5432, 5432],
    ]);
    expect(program.resource("database-clients").inputs).not.toHaveProperty("egress");
  });

  it("refuses clients without TLS", () => {
    expect(program.resource("database-parameters").inputs).toMatchObject({
      family: "postgres17",
      parameters: [{ name: "rds.force_ssl", value: "1" }],
    });
  });

  it("is protected with its key, and its password is nowhere in plain", () => {
    expect(
      program
        .resources()
        .filter(({ protect }) => protect === true)
        .map(({ name }) => name),
    ).toEqual(["database-key", "database-server"]);
    expect(JSON.stringify(program.resources())).not.toContain("password-that-must-not-leak");
  });
});

describe("a database in Cloud SQL", () => {
  const program = recordedProgram(cwd, "gcp");

  it("takes the addresses that the stack names, and its name leads there in this network only", () => {
    expect(program.resource("database-addresses").inputs).toMatchObject({
      purpose: "VPC_PEERING",
      address: "10.0.64.0",
      prefixLength: 24,
    });
    expect(program.resource("database-zone").inputs).toMatchObject({
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: "projects/agents-prod/global/networks/prod" }] },
    });
  });

  it("takes its database and its owner along, whose tables would keep it", () => {
    expect(partsOf(program)).toEqual(["database-database", "database-user"]);
  });
});

describe("a database in Azure", () => {
  const program = recordedProgram(cwd, "azure");

  it("is in a subnet of its own and asks for TLS 1.2", () => {
    expect(program.resource("database-subnet").inputs).toMatchObject({
      resourceGroupName: "net",
      virtualNetworkName: "prod",
      addressPrefix: "10.0.64.0/24",
      delegations: [{ serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }],
    });
    expect(program.resource("database-require-secure-transport").inputs).toMatchObject({ value: "on" });
    expect(program.resource("database-ssl-min-protocol-version").inputs).toMatchObject({ value: "TLSv1.2" });
  });

  it("takes its database and its settings along", () => {
    expect([...partsOf(program)].sort()).toEqual([
      "database-database",
      "database-require-secure-transport",
      "database-ssl-min-protocol-version",
    ]);
  });

  it("is under a lock that keeps it from being deleted", () => {
    expect(program.resource("database-no-delete")).toMatchObject({ inputs: { level: "CanNotDelete" }, protect: true });
  });
});

describe("the pack", () => {
  it.each(["aws", "gcp", "azure"])("finds nothing in %s, and nothing that is not known", async (stack) => {
    const result = await runPreview({ cwd, stack });
    if ("error" in result) throw new Error(result.error.message);
    const { results } = judgeRecord(result.record, "prod");
    const wrong = results.filter(({ verdict, rule }) => ["fail", "unknown"].includes(verdict) && rule !== "waiver-unused");
    expect(wrong.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
