import { readFileSync } from "node:fs";
import { Config, RunError, runtime } from "@pulumi/pulumi";
import { CloudAccount } from "../components/cloud/account/CloudAccount.ts";
import { describeProblem } from "../components/shared/problem.ts";
import { createAws } from "./aws/Aws.ts";
import { createAzure } from "./azure/Azure.ts";
import { bootstrapConfig, exampleProblems, type BootstrapConfig } from "./config.ts";
import type { Bootstrap } from "./contract.ts";
import { createGcp } from "./gcp/Gcp.ts";

const source = new Config("bootstrap");
const parsed = bootstrapConfig.safeParse({
  name: source.require("name"),
  cloud: source.requireObject("cloud"),
  ci: source.requireObject("ci"),
  reachableFrom: source.getObject("reachableFrom"),
  deployPolicy: source.get("deployPolicy"),
});
if (!parsed.success)
  throw new RunError(parsed.error.issues.map(({ path, message }) => `bootstrap:${path.join(".")}: ${message}`).join("\n"));
const config = parsed.data;

const examples = exampleProblems(config);
if (!runtime.isDryRun() && examples.length > 0) throw new RunError(examples.map(describeProblem).join("\n"));

/** Keys whose values are examples: a real run needs them. */
export const valuesToSet = examples.map((problem) => problem.path);
const made = create(config);

function create({ cloud, ...settings }: BootstrapConfig): Bootstrap {
  const account = new CloudAccount("account", cloud);
  const policy = settings.deployPolicy === undefined ? undefined : readFileSync(settings.deployPolicy, "utf8");
  switch (cloud.provider) {
    case "aws":
      return createAws({ ...settings, cloud }, account, policy);
    case "gcp":
      return createGcp({ ...settings, cloud }, account, policy);
    case "azure":
      return createAzure({ ...settings, cloud }, account, policy);
  }
}

export const { backend, secretsProvider, deployRole, previewRole, spireKeys } = { spireKeys: "", ...made };
