import { isAbsent, isUnknown, text } from "../plain.ts";
import { below, each, objectOf, type Subject } from "../subject.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import { amountOf } from "./settings.ts";
import { cloudType, TYPES } from "./types.ts";

/** What one rule of a firewall lets in. */
export interface Opening {
  /** The field with the networks, for messages. */
  readonly place: Subject;
  /** Networks it is open to, as written. */
  readonly networks: readonly Plain[];
  /** First and last port of each range; undefined for every port. */
  readonly ports: readonly (readonly [Plain, Plain])[] | undefined;
}

/** What a security group, a firewall or a rule of one opens towards the inside. */
export function openingsOf(resource: PolicyResource): readonly Opening[] {
  return READERS[cloudType(resource.type)]?.(objectOf(resource)) ?? [];
}

export function isFirewall({ type }: PolicyResource): boolean {
  return Object.hasOwn(READERS, cloudType(type));
}

const READERS: Readonly<Record<string, (resource: Subject) => readonly Opening[]>> = {
  [TYPES.securityGroup]: (group) => each(group, "ingress").map(readAws),
  [TYPES.securityGroupRule]: (rule) =>
    below(rule, "type").value === "egress" ? [] : [doubted(readAws(rule), below(rule, "type"))],
  [TYPES.securityGroupIngress]: (rule) => [readAws(rule)],
  [TYPES.gcpFirewall]: readGcp,
  [TYPES.azureSecurityGroup]: (group) => each(group, "securityRules").flatMap(readAzure),
  [TYPES.azureSecurityRule]: readAzure,
};

/** An opening that may turn out to be none: its ports are as good as not known yet. */
function doubted(opening: Opening, ...switches: readonly Subject[]): Opening {
  return switches.some(({ value }) => isUnknown(value)) ? { ...opening, ports: [[UNKNOWN, UNKNOWN]] } : opening;
}

function readAws(rule: Subject): Opening {
  const fields = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"].map((field) => below(rule, field));
  const given = fields.filter(({ value }) => !isAbsent(value));
  const protocol = below(rule, "protocol").value ?? below(rule, "ipProtocol").value;
  return {
    place: given[0] ?? rule,
    networks: given.flatMap(listed),
    ports: protocol === "-1" || protocol === "all" ? undefined : [[below(rule, "fromPort").value, below(rule, "toPort").value]],
  };
}

/** Without a source of any kind a firewall of Google Cloud is open to everybody. */
function readGcp(firewall: Subject): readonly Opening[] {
  const ranges = below(firewall, "sourceRanges");
  const named = ["sourceTags", "sourceServiceAccounts"].some((field) => !isAbsent(below(firewall, field).value));
  if (below(firewall, "direction").value === "EGRESS" || below(firewall, "disabled").value === true) return [];
  const networks = isAbsent(ranges.value) ? (named ? [] : ["0.0.0.0/0"]) : listed(ranges);
  const switches = [below(firewall, "direction"), below(firewall, "disabled")];
  return each(firewall, "allows").map((allow) =>
    doubted({ place: ranges, networks, ports: rangesOf(each(allow, "ports")) }, ...switches),
  );
}

function readAzure(rule: Subject): readonly Opening[] {
  if (below(rule, "direction").value === "Outbound" || below(rule, "access").value === "Deny") return [];
  const place = below(rule, "sourceAddressPrefix");
  const networks = [...listed(place), ...listed(below(rule, "sourceAddressPrefixes"))].filter(
    (network) => !isServiceTag(network),
  );
  const ports = [...each(rule, "destinationPortRange"), ...each(rule, "destinationPortRanges")];
  const opening = { place, networks, ports: ports.some(({ value }) => value === "*") ? undefined : rangesOf(ports) };
  return [doubted(opening, below(rule, "direction"), below(rule, "access"))];
}

/** Names of Azure for networks of its own: all but that of the internet. */
function isServiceTag(network: Plain): boolean {
  return /^(?!internet$|any$)[a-z][a-z.]*$/i.test(text(network) ?? "");
}

function listed(field: Subject): readonly Plain[] {
  return each(field).map(({ value }) => value);
}

/** `443` and `8000-8080`; none means every port. */
function rangesOf(ports: readonly Subject[]): Opening["ports"] {
  if (ports.length === 0) return undefined;
  return ports.map(({ value }): readonly [Plain, Plain] => {
    if (isUnknown(value)) return [UNKNOWN, UNKNOWN];
    const [from, to] = String(text(value) ?? amountOf(value)).split("-");
    return [from, to ?? from];
  });
}
