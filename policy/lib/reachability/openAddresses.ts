import { cidrsOf, type AddressSet } from "./addresses.ts";
import { differenceOf, intersectionOf, unionOf } from "./intervals.ts";
import { differenceOfPorts, isEmptyPorts, samePorts, type PortSet } from "./ports.ts";

/** Addresses open on the same ports. */
export interface OpenAddresses {
  readonly addresses: AddressSet;
  readonly ports: PortSet;
}

/** What `all` opens beyond `known`, cut where the ports differ. */
export function remaining(all: readonly OpenAddresses[], known: readonly OpenAddresses[]): readonly OpenAddresses[] {
  return known.reduce<readonly OpenAddresses[]>(
    (rest, covered) =>
      rest
        .flatMap(({ addresses, ports }) => [
          { addresses: differenceOf(addresses, covered.addresses), ports },
          { addresses: intersectionOf(addresses, covered.addresses), ports: differenceOfPorts(ports, covered.ports) },
        ])
        .filter(({ addresses, ports }) => addresses.length > 0 && !isEmptyPorts(ports)),
    all,
  );
}

/** One entry for all addresses that are open on the same ports. */
export function bySamePorts(list: readonly OpenAddresses[]): readonly OpenAddresses[] {
  const grouped: OpenAddresses[] = [];
  for (const { addresses, ports } of list) {
    const at = grouped.findIndex((group) => samePorts(group.ports, ports));
    const group = grouped[at];
    if (group === undefined) grouped.push({ addresses, ports });
    else grouped[at] = { addresses: unionOf(group.addresses, addresses), ports };
  }
  return grouped;
}

const SHOWN = 4;

/** The first few CIDRs of the addresses, and how many more there are. */
export function describeAddresses(addresses: AddressSet): string {
  const cidrs = cidrsOf(addresses);
  const more = cidrs.length > SHOWN ? ` and ${cidrs.length - SHOWN} more` : "";
  return `${cidrs.slice(0, SHOWN).join(", ")}${more}`;
}
