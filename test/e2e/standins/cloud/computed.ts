/** What a cloud answers beside what it was told, for the types of which the program reads an answer. Pure. */
import type { WireObject } from "../../../../tools/engine/values.ts";
import type { EmbeddedApi } from "./embeddedCluster.ts";

/** Where a provider makes its resources, and the cluster that stands for those that it makes. */
export interface Place {
  /** Account, project or subscription. */
  readonly account: string;
  readonly region: string;
  readonly cluster: EmbeddedApi;
}

/** A resource that is being made. */
export interface Made {
  readonly type: string;
  /** As the program calls it. */
  readonly name: string;
  /** Without secret marks. */
  readonly inputs: WireObject;
  /** The same as the engine sent them. */
  readonly echoed: WireObject;
  /** Hexadecimal digits of its own, the same in every run. */
  readonly digest: string;
  readonly place: Place;
}

export function idOf(made: Made): string {
  return IDS[made.type]?.(made) ?? (made.type.startsWith("azure-native:") ? azureId(made) : given(made));
}

export function outputsOf(made: Made): WireObject {
  return { ...made.echoed, id: idOf(made), ...OUTPUTS[made.type]?.(made) };
}

/** The answer to a function of a provider. */
export function answerOf(token: string, place: Place): WireObject {
  const answer = ANSWERS[token];
  if (answer === undefined) throw new Error(`the stand-in of the cloud does not answer ${token}`);
  return answer(place);
}

/** The name it was given, or what a provider makes of the program's. */
function given({ inputs, name, digest }: Made): string {
  const own = inputs["name"] ?? inputs["bucket"];
  return typeof own === "string" ? own : `${name}-${digest.slice(0, 7)}`;
}

function azureId({ type, name, digest, place }: Made): string {
  const [, module = "", kind = ""] = type.split(":");
  return `/subscriptions/${place.account}/providers/Microsoft.${module}/${kind}/${name}-${digest.slice(0, 7)}`;
}

function uuid({ digest }: Made, salt = 0): string {
  const part = (from: number, length: number): string => digest.slice(from + salt, from + salt + length);
  return `${part(0, 8)}-${part(8, 4)}-4${part(12, 3)}-8${part(15, 3)}-${part(18, 12)}`;
}

function arn({ place }: Made, service: string, resource: string): string {
  return `arn:aws:${service}:${place.region}:${place.account}:${resource}`;
}

const numbered =
  (prefix: string) =>
  ({ digest }: Made): string =>
    `${prefix}-${digest.slice(0, 17)}`;

const IDS: Readonly<Record<string, (made: Made) => string>> = {
  "aws:ec2/eip:Eip": numbered("eipalloc"),
  "aws:ec2/internetGateway:InternetGateway": numbered("igw"),
  "aws:ec2/launchTemplate:LaunchTemplate": numbered("lt"),
  "aws:ec2/natGateway:NatGateway": numbered("nat"),
  "aws:ec2/routeTable:RouteTable": numbered("rtb"),
  "aws:ec2/securityGroup:SecurityGroup": numbered("sg"),
  "aws:ec2/subnet:Subnet": numbered("subnet"),
  "aws:ec2/vpc:Vpc": numbered("vpc"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": numbered("vpce"),
  "aws:kms/key:Key": (made) => uuid(made),
  "gcp:kms/cryptoKey:CryptoKey": ({ inputs }) => `${String(inputs["keyRing"])}/cryptoKeys/${String(inputs["name"])}`,
  "gcp:kms/keyRing:KeyRing": ({ inputs, place }) =>
    `projects/${String(inputs["project"] ?? place.account)}/locations/${String(inputs["location"])}/keyRings/${String(inputs["name"])}`,
};

const OUTPUTS: Readonly<Record<string, (made: Made) => WireObject>> = {
  "aws:cloudwatch/logGroup:LogGroup": (made) => ({ arn: arn(made, "logs", `log-group:${given(made)}`) }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
  "aws:eks/cluster:Cluster": ({ place: { cluster } }) => ({
    endpoint: cluster.address,
    certificateAuthority: { data: cluster.ca },
  }),
  "aws:kms/key:Key": (made) => ({ keyId: uuid(made), arn: arn(made, "kms", `key/${uuid(made)}`) }),
  "aws:rds/instance:Instance": ({ digest, place }) => ({
    address: `db.${digest.slice(0, 12)}.${place.region}.rds.amazonaws.com`,
  }),
  "azure-native:containerservice:ManagedCluster": ({ place: { cluster } }) => ({
    fqdn: cluster.certificateName,
    privateFQDN: cluster.certificateName,
    oidcIssuerProfile: { enabled: true, issuerURL: "https://issuer.embedded.alt/" },
  }),
  "azure-native:keyvault:Key": ({ name, digest }) => ({
    keyUriWithVersion: `https://embedded.vault.azure.net/keys/${name}/${digest.slice(0, 32)}`,
  }),
  "azure-native:managedidentity:UserAssignedIdentity": (made) => ({ principalId: uuid(made), clientId: uuid(made, 1) }),
  "gcp:container/cluster:Cluster": ({ place: { cluster } }) => ({
    endpoint: cluster.certificateName,
    masterAuth: { clusterCaCertificate: cluster.ca },
    controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: cluster.certificateName } },
  }),
  "gcp:sql/databaseInstance:DatabaseInstance": ({ digest, place }) => ({
    dnsName: `${digest.slice(0, 12)}.${digest.slice(12, 25)}.${place.region}.sql.goog.`,
    privateIpAddress: "10.60.8.20",
  }),
  "gcp:monitoring/notificationChannel:NotificationChannel": ({ digest, place }) => ({
    name: `projects/${place.account}/notificationChannels/${parseInt(digest.slice(0, 12), 16)}`,
  }),
};

const ANSWERS: Readonly<Record<string, (place: Place) => WireObject>> = {
  "azure-native:containerservice:listManagedClusterUserCredentials": ({ cluster }) => ({
    kubeconfigs: [{ name: "clusterUser", value: Buffer.from(cluster.kubeconfig).toString("base64") }],
  }),
};
