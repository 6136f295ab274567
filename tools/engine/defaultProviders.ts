/** The provider the real engine makes up for a resource that names none. Pure. */
import type { Declaration } from "./declaration.ts";
import { NO_OPTIONS } from "./declaration.ts";
import { Refusal } from "./protocol.ts";
import type { StackConfig } from "./stackConfig.ts";
import { packageOf, providerType } from "./urn.ts";
import { secret } from "./values.ts";
import type { Wire } from "./values.ts";

const DISABLED_KEY = "pulumi:disable-default-providers";

/** Resources and functions of the engine itself have no provider. */
export function needsProvider(token: string): boolean {
  return packageOf(token) !== "pulumi";
}

function isDisabled(packageName: string, config: StackConfig): boolean {
  const disabled = config.values[DISABLED_KEY] ?? "";
  return disabled.includes('"*"') || disabled.includes(`"${packageName}"`);
}

/** Its inputs are the package's configuration (`aws:region`) and the SDK's version. */
export function defaultProvider(token: string, version: string, config: StackConfig): Declaration {
  const packageName = packageOf(token);
  if (isDisabled(packageName, config)) {
    throw new Refusal(`Default provider for '${packageName}' disabled. '${token}' must use an explicit provider.`);
  }
  const keys = Object.keys(config.values).filter((key) => key.startsWith(`${packageName}:`));
  const settings = keys.map((key): [string, Wire] => {
    const value = config.values[key] ?? "";
    return [key.slice(packageName.length + 1), config.secretKeys.includes(key) ? secret(value) : value];
  });
  return {
    type: providerType(packageName),
    name: version === "" ? "default" : `default_${version.replace(/[^A-Za-z0-9]/gu, "_")}`,
    custom: true,
    remote: false,
    inputs: { ...Object.fromEntries(settings), ...(version === "" ? {} : { version }) },
    propertyDependencies: {},
    options: NO_OPTIONS,
    transforms: [],
  };
}
