import { isInternet } from "../../lib/cloud/internet.ts";
import { isFirewall, openingsOf, type Opening } from "../../lib/cloud/openings.ts";
import { amountOf } from "../../lib/cloud/settings.ts";
import { fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isUnknown, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { notKnown } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "named networks, or the ports of publicPorts alone";

export const firewallOpen: ResourceRule = {
  name: "firewall-open",
  title: "Firewalls are open to the internet on web ports only",
  description:
    "Security groups, firewalls and their rules must not let in the internet, in however many CIDRs it is written, except on the ports of the parameter publicPorts. A database, a kubelet or SSH that anybody reaches is found within hours. Rules spread over several resources are not added up; network ACLs are not judged.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["NSA-CISA network separation", "PCI-DSS 1.3.1", "PCI-DSS 1.4.2", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Name the networks, or another security group, that may connect.",
  params: { publicPorts: { type: "array", description: "Ports that may be open to the internet.", default: [80, 443] } },
  scope: "resource",
  appliesTo: isFirewall,
  check: (resource, { params }) => {
    const openings = openingsOf(resource);
    const publicPorts = items(params["publicPorts"]);
    const refused = openings.filter(({ ports }) => arePublic(ports, publicPorts) === false);
    const doubtful = openings.filter(({ ports }) => arePublic(ports, publicPorts) !== true);
    const [first] = doubtful;
    if (first === undefined) return [];
    if (isInternet(knownIn(refused))) {
      const widest = refused.find((opening) => isInternet(knownIn([opening]))) ?? refused[0] ?? first;
      return [fail(`${first.place.owner} is open to the internet; allowed: ${ALLOWED}`, { path: widest.place.path })];
    }
    const doubt = doubtful.some(({ networks }) => networks.some(isUnknown)) || isInternet(knownIn(doubtful));
    return doubt ? [notKnown(first.place, ALLOWED)] : [];
  },
};

/** Ranges wider than one port are never public; undefined where a port is not known yet. */
function arePublic(ports: Opening["ports"], allowed: readonly Plain[]): boolean | undefined {
  if (ports === undefined) return false;
  if (ports.flat().some(isUnknown)) return undefined;
  return ports.every(([from, to]) => allowed.includes(amountOf(from)) && amountOf(from) === amountOf(to));
}

function knownIn(openings: readonly Opening[]): readonly Plain[] {
  return openings.flatMap(({ networks }) => networks.filter((network) => !isUnknown(network)));
}
