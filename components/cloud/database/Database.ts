import { ComponentResource, getStack, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { typeToken } from "../../shared/names.ts";
import { tagsOf } from "../account/tags.ts";
import { createAzureDatabase } from "./azure.ts";
import { createCloudSql } from "./gcp.ts";
import type { DatabaseParts } from "./parts.ts";
import type { DatabasePlan } from "./plan.ts";
import { createRds } from "./rds.ts";

export interface DatabaseArgs {
  readonly plan: DatabasePlan;
  readonly password: Input<string>;
}

/** A PostgreSQL server of the stack's cloud with one database: private, encrypted, backed up, TLS only. */
export class Database extends ComponentResource {
  /** Name that the server's certificate is for. */
  readonly host: Output<string>;

  constructor(name: string, { plan, password }: DatabaseArgs, opts?: ComponentResourceOptions) {
    super(typeToken("cloud", "Database"), name, {}, opts);
    const { cloud } = plan;
    const tags = { ...tagsOf({ cloud, stack: getStack(), dataClass: "confidential" }) };
    this.host = createServer({ name, parent: this, plan, tags, password });
    this.registerOutputs({ server: plan.name, database: plan.config.database });
  }
}

function createServer(parts: DatabaseParts): Output<string> {
  const { network } = parts.plan;
  switch (network.provider) {
    case "aws":
      return createRds(parts, network);
    case "gcp":
      return createCloudSql(parts, network);
    case "azure":
      return createAzureDatabase(parts, network);
  }
}
