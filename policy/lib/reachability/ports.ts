import { differenceOf, intersectionOf, sameIntervals, unionOf, type IntervalSet } from "./intervals.ts";

/** Transport protocols a NetworkPolicy can name; others, such as ICMP, are outside its reach. */
export const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** First and last port number a policy can name. */
export const FIRST_PORT = 1;
export const LAST_PORT = 65535;

/** Ports per protocol. */
export type PortSet = Readonly<Record<Protocol, IntervalSet<number>>>;

/** A port, or a range when `endPort` is given, as reports show it. */
export interface ReportedPort {
  readonly protocol: Protocol;
  readonly port: number;
  /** Last port of the range, inclusive. */
  readonly endPort?: number | undefined;
}

export const NO_PORTS: PortSet = { TCP: [], UDP: [], SCTP: [] };

const everyPort: IntervalSet<number> = [{ start: FIRST_PORT, end: LAST_PORT + 1 }];

export const ALL_PORTS: PortSet = { TCP: everyPort, UDP: everyPort, SCTP: everyPort };

/** Ports `first` to `last`, inclusive, of one protocol. */
export function portRange(protocol: Protocol, first: number, last: number = first): PortSet {
  return { ...NO_PORTS, [protocol]: [{ start: first, end: last + 1 }] };
}

/** Every port of one protocol. */
export function everyPortOf(protocol: Protocol): PortSet {
  return { ...NO_PORTS, [protocol]: everyPort };
}

export function unionOfPorts(a: PortSet, b: PortSet): PortSet {
  if (a === ALL_PORTS || b === NO_PORTS) return a;
  return b === ALL_PORTS || a === NO_PORTS ? b : perProtocol((protocol) => unionOf(a[protocol], b[protocol]));
}

export function intersectionOfPorts(a: PortSet, b: PortSet): PortSet {
  if (a === ALL_PORTS) return b;
  return b === ALL_PORTS ? a : perProtocol((protocol) => intersectionOf(a[protocol], b[protocol]));
}

export function differenceOfPorts(a: PortSet, b: PortSet): PortSet {
  return perProtocol((protocol) => differenceOf(a[protocol], b[protocol]));
}

export function isEmptyPorts(ports: PortSet): boolean {
  return PROTOCOLS.every((protocol) => ports[protocol].length === 0);
}

export function samePorts(a: PortSet, b: PortSet): boolean {
  return a === b || PROTOCOLS.every((protocol) => sameIntervals(a[protocol], b[protocol]));
}

/** Ports as reports list them: TCP, UDP, SCTP, ascending. */
export function reportPorts(ports: PortSet): readonly ReportedPort[] {
  return PROTOCOLS.flatMap((protocol) =>
    ports[protocol].map(({ start, end }) =>
      end - start === 1 ? { protocol, port: start } : { protocol, port: start, endPort: end - 1 },
    ),
  );
}

/** Ports as messages say them: `TCP 443, UDP 8000-8010` or `every port`. */
export function describePorts(ports: PortSet): string {
  return describeReported(reportPorts(ports));
}

export function describeReported(ports: readonly ReportedPort[]): string {
  if (ports.length === PROTOCOLS.length && ports.every(isWhole)) return "every port";
  return ports.map(describePort).join(", ");
}

function describePort(range: ReportedPort): string {
  const { protocol, port, endPort } = range;
  if (endPort === undefined) return `${protocol} ${port}`;
  return isWhole(range) ? `every ${protocol} port` : `${protocol} ${port}-${endPort}`;
}

function isWhole({ port, endPort }: ReportedPort): boolean {
  return port === FIRST_PORT && endPort === LAST_PORT;
}

function perProtocol(make: (protocol: Protocol) => IntervalSet<number>): PortSet {
  return { TCP: make("TCP"), UDP: make("UDP"), SCTP: make("SCTP") };
}
