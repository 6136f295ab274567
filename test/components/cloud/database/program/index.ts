import { Config, secret } from "@pulumi/pulumi";
import { CloudAccount } from "../../../../../components/cloud/account/CloudAccount.ts";
import { Database } from "../../../../../components/cloud/database/Database.ts";
import { databasePlan, type Provider } from "../fixture.ts";

const plan = databasePlan(new Config().require("provider") as Provider);
const account = new CloudAccount("account", plan.cloud);
new Database("database", { plan, password: secret("password-that-must-not-leak") }, { providers: [account.provider] });
