/** Options of a plug-in, or a plug-in by its name. */
export interface PluginConfig {
  readonly [option: string]: PluginValue;
}

type PluginValue = string | number | boolean | readonly string[] | PluginConfig;

/** A configuration file of SPIRE: server.conf and agent.conf have the same sections. */
export interface SpireFile {
  readonly server?: PluginConfig;
  readonly agent?: PluginConfig;
  /** By type; of most types SPIRE accepts exactly one. */
  readonly plugins: Readonly<Record<string, readonly PluginConfig[]>>;
  readonly health_checks: PluginConfig;
  readonly telemetry?: PluginConfig;
}

/** Text of a file of a ConfigMap: stable, so that only a real change restarts pods. */
export function configText(file: object): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The images have no shell: probes ask this listener over HTTP. */
export function healthChecks(port: number): PluginConfig {
  return { listener_enabled: true, bind_address: "0.0.0.0", bind_port: String(port), live_path: "/live", ready_path: "/ready" };
}

export function prometheus(port: number): PluginConfig {
  return { Prometheus: { host: "0.0.0.0", port } };
}
