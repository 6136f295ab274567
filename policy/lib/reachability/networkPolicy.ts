import { isAbsent, isList, type PlainRecord } from "../plain.ts";
import type { Plain, PolicyResource } from "../verdict.ts";
import { cidrRange, type AddressSet } from "./addresses.ts";
import { differenceOf, intervalSet } from "./intervals.ts";
import { LAST_PORT, PROTOCOLS, type Protocol } from "./ports.ts";
import { nameOf, Reader, type Issue } from "./reader.ts";
import { readSelector } from "./readSelector.ts";
import { SELECT_ALL, type Selector } from "./selector.ts";

export type Direction = "ingress" | "egress";

/** A NetworkPolicy as it acts: defaults applied, selectors and addresses parsed. */
export interface NetworkPolicy {
  readonly resource: PolicyResource;
  /** `namespace/name`. */
  readonly id: string;
  /** Undefined when it is not known yet: the policy might act anywhere. */
  readonly namespace: string | undefined;
  /** Pods it isolates. */
  readonly podSelector: Selector;
  /** What it allows in each direction; undefined where it does not isolate. */
  readonly ingress: readonly PolicyRule[] | undefined;
  readonly egress: readonly PolicyRule[] | undefined;
  /** Parts that could not be read; they allow nothing here. */
  readonly issues: readonly Issue[];
}

/** One entry of `ingress` or `egress`. `any` stands for an absent or empty list, which allows everything. */
export interface PolicyRule {
  readonly path: string;
  readonly peers: readonly PolicyPeer[] | "any";
  readonly ports: readonly PolicyPort[] | "any";
}

export interface PodsPeer {
  readonly kind: "pods";
  readonly path: string;
  /** Undefined: the policy's own namespace. */
  readonly namespaces: Selector | undefined;
  /** Undefined: every pod of the namespaces. */
  readonly pods: Selector | undefined;
}

export interface BlockPeer {
  readonly kind: "block";
  readonly path: string;
  readonly cidr: string;
  readonly except: readonly string[];
  readonly addresses: AddressSet;
}

export type PolicyPeer = PodsPeer | BlockPeer;

export interface PolicyPort {
  readonly path: string;
  readonly protocol: Protocol;
  /** A number, or a name to be looked up on the destination pod; undefined means every port. */
  readonly port: number | string | undefined;
  readonly endPort: number | undefined;
}

const PORT_NAME = /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** Reads a NetworkPolicy. Never throws: what the API server would refuse becomes an issue. */
export function readNetworkPolicy(resource: PolicyResource): NetworkPolicy {
  const reader = new Reader();
  const namespace = reader.namespaceOf(resource);
  const spec = reader.object(resource.props["spec"], "spec") ?? {};
  const [isolatesIngress, isolatesEgress] = policyTypes(reader, spec);
  return {
    resource,
    id: `${namespace ?? "?"}/${nameOf(resource)}`,
    namespace,
    podSelector: isAbsent(spec["podSelector"]) ? SELECT_ALL : readSelector(reader, spec["podSelector"], "spec.podSelector"),
    ingress: isolatesIngress ? readRules(reader, spec["ingress"], "ingress") : undefined,
    egress: isolatesEgress ? readRules(reader, spec["egress"], "egress") : undefined,
    issues: reader.issues,
  };
}

/** Whether it isolates [ingress, egress]. Without policyTypes: ingress always, egress when there are egress rules. */
function policyTypes(reader: Reader, spec: PlainRecord): readonly [boolean, boolean] {
  const given = spec["policyTypes"];
  if (isAbsent(given) || (isList(given) && given.length === 0)) {
    const egress = spec["egress"];
    return [true, !isAbsent(egress) && !(isList(egress) && egress.length === 0)];
  }
  const before = reader.issues.length;
  const types = reader.list(given, "spec.policyTypes");
  types.forEach((type, at) => {
    if (type !== "Ingress" && type !== "Egress") reader.refuse(type, `spec.policyTypes[${at}]`, "Ingress or Egress");
  });
  const unreadable = reader.issues.length > before;
  return [unreadable || types.includes("Ingress"), unreadable || types.includes("Egress")];
}

function readRules(reader: Reader, value: Plain, direction: Direction): readonly PolicyRule[] {
  const peersKey = direction === "ingress" ? "from" : "to";
  return reader.list(value, `spec.${direction}`).flatMap((item, at) => {
    const path = `spec.${direction}[${at}]`;
    const rule = isAbsent(item) ? {} : reader.object(item, path);
    if (rule === undefined) return [];
    const peers = anyOr(
      rule[peersKey],
      (peer, index) => readPeer(reader, peer, `${path}.${peersKey}[${index}]`),
      reader.list(rule[peersKey], `${path}.${peersKey}`),
    );
    const ports = anyOr(
      rule["ports"],
      (port, index) => readPort(reader, port, `${path}.ports[${index}]`),
      reader.list(rule["ports"], `${path}.ports`),
    );
    return [{ path, peers, ports }];
  });
}

/** An absent or empty list allows everything; one whose entries cannot be read allows nothing. */
function anyOr<T>(value: Plain, read: (item: Plain, at: number) => T | undefined, items: readonly Plain[]): readonly T[] | "any" {
  if (isAbsent(value) || (isList(value) && value.length === 0)) return "any";
  return items.flatMap((item, at) => read(item, at) ?? []);
}

function readPeer(reader: Reader, value: Plain, path: string): PolicyPeer | undefined {
  const peer = reader.object(value, path);
  if (peer === undefined) return isAbsent(value) ? reader.refuse(value, path, "a peer") : undefined;
  const { ipBlock, namespaceSelector, podSelector } = peer;
  const hasSelector = !isAbsent(namespaceSelector) || !isAbsent(podSelector);
  if (!isAbsent(ipBlock))
    return hasSelector
      ? reader.refuse(value, path, "an ipBlock or selectors, not both")
      : readBlock(reader, ipBlock, `${path}.ipBlock`);
  if (!hasSelector) return reader.refuse(value, path, "a peer with a podSelector, a namespaceSelector or an ipBlock");
  return {
    kind: "pods",
    path,
    namespaces: isAbsent(namespaceSelector) ? undefined : readSelector(reader, namespaceSelector, `${path}.namespaceSelector`),
    pods: isAbsent(podSelector) ? undefined : readSelector(reader, podSelector, `${path}.podSelector`),
  };
}

function readBlock(reader: Reader, value: Plain, path: string): BlockPeer | undefined {
  const before = reader.issues.length;
  const block = reader.object(value, path) ?? {};
  const cidr = readCidr(reader, block["cidr"], `${path}.cidr`);
  const except = reader
    .list(block["except"], `${path}.except`)
    .map((item, at) => readCidr(reader, item, `${path}.except[${at}]`));
  if (cidr === undefined || reader.issues.length > before) return undefined;
  const holes = intervalSet(except.flatMap((hole) => hole?.range ?? []));
  const names = except.flatMap((hole) => hole?.text ?? []);
  return { kind: "block", path, cidr: cidr.text, except: names, addresses: differenceOf([cidr.range], holes) };
}

function readCidr(
  reader: Reader,
  value: Plain,
  path: string,
): { readonly text: string; readonly range: AddressSet[number] } | undefined {
  const range = typeof value === "string" ? cidrRange(value) : undefined;
  return range === undefined ? reader.refuse(value, path, "a CIDR such as 10.0.0.0/16") : { text: String(value), range };
}

function readPort(reader: Reader, value: Plain, path: string): PolicyPort | undefined {
  const before = reader.issues.length;
  const entry = reader.object(value, path) ?? {};
  const protocol = PROTOCOLS.find((name) => name === (isAbsent(entry["protocol"]) ? "TCP" : entry["protocol"]));
  if (protocol === undefined) reader.refuse(entry["protocol"], `${path}.protocol`, "TCP, UDP or SCTP");
  const port = readPortValue(reader, entry["port"], `${path}.port`);
  const endPort = isAbsent(entry["endPort"])
    ? undefined
    : readEndPort(reader, entry["endPort"], { port, path: `${path}.endPort` });
  return protocol === undefined || reader.issues.length > before ? undefined : { path, protocol, port, endPort };
}

function readPortValue(reader: Reader, value: Plain, path: string): number | string | undefined {
  if (isAbsent(value)) return undefined;
  if (isPortNumber(value) || (typeof value === "string" && value.length <= 15 && PORT_NAME.test(value))) return value;
  return reader.refuse(value, path, `a port from 1 to ${LAST_PORT} or the name of a container port`);
}

function readEndPort(
  reader: Reader,
  value: Plain,
  of: { readonly port: number | string | undefined; readonly path: string },
): number | undefined {
  if (isPortNumber(value) && typeof of.port === "number" && of.port <= value) return value;
  return reader.refuse(value, of.path, "the last port of a range that starts at a port number");
}

function isPortNumber(value: Plain): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= LAST_PORT;
}
