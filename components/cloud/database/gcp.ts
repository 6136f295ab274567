import type { Output } from "@pulumi/pulumi";
import { GlobalAddress } from "@pulumi/gcp/compute/globalAddress.js";
import { ManagedZone } from "@pulumi/gcp/dns/managedZone.js";
import { RecordSet } from "@pulumi/gcp/dns/recordSet.js";
import { Connection } from "@pulumi/gcp/servicenetworking/connection.js";
import { Database as SqlDatabase } from "@pulumi/gcp/sql/database.js";
import { DatabaseInstance } from "@pulumi/gcp/sql/databaseInstance.js";
import { User } from "@pulumi/gcp/sql/user.js";
import { childName } from "../../shared/names.ts";
import type { DatabaseParts } from "./parts.ts";
import type { NetworkOf } from "./plan.ts";
import { cloudSqlArgs } from "./settings.ts";

/** The server in Cloud SQL, reached through the network's private connection to Google's services. */
export function createCloudSql(parts: DatabaseParts, { network, servicesConnected }: NetworkOf<"gcp">): Output<string> {
  const { name, parent, plan, tags, password } = parts;
  const connection = servicesConnected ? [] : [createConnection(parts, network)];
  const server = new DatabaseInstance(childName(name, "server"), cloudSqlArgs(plan, network, tags), {
    parent,
    protect: plan.protect,
    dependsOn: connection,
  });
  const { database, user } = plan.config;
  // They go with their server: PostgreSQL gives up no owner whose tables are still there.
  const within = { parent, deletedWith: server };
  new SqlDatabase(childName(name, "database"), { instance: server.name, name: database }, { ...within, protect: plan.protect });
  new User(childName(name, "user"), { instance: server.name, name: user, password }, within);
  nameServer(parts, network, server);
  return server.dnsName.apply((dnsName) => dnsName.replace(/\.$/, ""));
}

/** Reserves the addresses of the server and connects the network with Google's. */
function createConnection({ name, parent, plan, tags }: DatabaseParts, network: string): Connection {
  const [address = "", prefix] = (plan.cidrs[0] ?? "").split("/");
  const range = new GlobalAddress(
    childName(name, "addresses"),
    {
      name: plan.name,
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      address,
      prefixLength: Number(prefix),
      network,
      labels: tags,
    },
    { parent },
  );
  const args = { network, service: "servicenetworking.googleapis.com", reservedPeeringRanges: [range.name] };
  return new Connection(childName(name, "connection"), args, { parent });
}

/** The name in the server's certificate leads to its private address, in this network only. */
function nameServer({ name, parent, plan, tags }: DatabaseParts, network: string, server: DatabaseInstance): void {
  const dnsName = server.dnsName.apply((given) => (given.endsWith(".") ? given : `${given}.`));
  const zone = new ManagedZone(
    childName(name, "zone"),
    {
      name: plan.name,
      dnsName,
      description: `The database ${plan.name}`,
      visibility: "private",
      privateVisibilityConfig: { networks: [{ networkUrl: network }] },
      labels: tags,
    },
    { parent },
  );
  const record = { managedZone: zone.name, name: dnsName, type: "A", ttl: 300, rrdatas: [server.privateIpAddress] };
  new RecordSet(childName(name, "address"), record, { parent });
}
