import { readGround } from "../../lib/blast/blast.ts";
import { CAPS, holdsIn, isNamed } from "../../lib/blast/caps.ts";
import { trustsOf } from "../../lib/blast/trusts.ts";
import { describeResource, fail, unknown } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { items, text } from "../../lib/plain.ts";
import { podSpecsOf } from "../../lib/podSpecs.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const blastRadius: WorldRule = {
  name: "blast-radius",
  title: "No workload leads further than it must",
  description:
    "What a broken-in workload could become is computed over all roles, bindings, ServiceAccounts, pods and NetworkPolicies together: only workloads that a table names may become a node or the cluster, create pods, write webhooks, request tokens, read other Secrets or reach the secret store. Rights count whether or not the pods hold a token. Not seen: rights given outside the program, and flaws of the kernel or of a program.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "P-55",
    "CIS-K8S 5.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.8.2",
  ],
  remediation:
    "Take the right away, split the workload, or name it by the parameter `named` once it is trusted with it; `palisade blast` shows the way.",
  scope: "world",
  params: {
    named: {
      type: "array",
      description: "Workloads trusted with more, `create-pods shop/runner`; `*` stands for any name.",
      default: [],
    },
  },
  appliesTo: (world) => world.resources.some((resource) => podSpecsOf(resource).length > 0),
  check: (world, { profile, params }) => {
    const ground = readGround(world);
    const more = items(params["named"]).flatMap((entry) => text(entry) ?? []);
    const caps = new Map(CAPS.filter((cap) => holdsIn(cap, profile)).map((cap) => [cap.trust, cap]));
    const beyond = [...trustsOf(world, ground)].flatMap(([{ workload, resource }, trusts]) =>
      trusts.flatMap(({ trust, because }) => {
        const cap = caps.get(trust);
        if (cap === undefined || isNamed(cap, `${workload.namespace}/${workload.name}`, more)) return [];
        return [
          fail(`${describeResource(resource)} ${cap.says}: ${because}; allowed: workloads named for ${trust}`, {
            subject: resource,
          }),
        ];
      }),
    );
    const issues = ground.access.issues.map(({ resource, message }) =>
      unknown(`${message}, so what its subjects can become is not known`, { subject: resource }),
    );
    return [...beyond, ...issues];
  },
};
