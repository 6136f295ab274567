import { entries, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import type { Plain } from "../verdict.ts";
import { accountName, type Account } from "./access.ts";

/** The resource that says what a ServiceAccount may do in a cloud. */
const BINDING = "palisade:iam:Binding";

/** What is shown for a value that is not known before deployment. */
const LATER = "(not known yet)";

/** One statement of what an account may do in a cloud. */
export interface CloudRight {
  readonly cloud: string;
  /** Role ARN, principal or identity id. */
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** `operator key: values`. */
  readonly conditions: readonly string[];
}

/** Cloud rights of every account that has some. */
export function readCloudRights(world: World): (account: Account) => readonly CloudRight[] {
  const rights = new Map<string, readonly CloudRight[]>();
  for (const { props } of world.byType(BINDING)) {
    const subject = props["subject"];
    const account = accountName({ namespace: shown(read(subject, "namespace")), name: shown(read(subject, "serviceAccount")) });
    const statements = items(props["statements"]).map((statement) => ({
      cloud: shown(props["cloud"]),
      principal: shown(props["principal"]),
      actions: items(read(statement, "actions")).map(shown),
      resources: items(read(statement, "resources")).map(shown),
      conditions: entries(read(statement, "conditions")).flatMap(describeConditions),
    }));
    rights.set(account, [...(rights.get(account) ?? []), ...statements]);
  }
  return (account) => rights.get(accountName(account)) ?? [];
}

function describeConditions([operator, keys]: readonly [string, Plain]): readonly string[] {
  return entries(keys).map(([key, values]) => `${operator} ${key}: ${items(values).map(shown).join(", ")}`);
}

function shown(value: Plain): string {
  return text(value) ?? LATER;
}
