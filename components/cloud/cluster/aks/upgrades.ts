import type { MaintenanceConfigurationArgs } from "@pulumi/azure-native/containerservice/maintenanceConfiguration.js";
import type { AksParts } from "./parts.ts";

const WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Windows of a cluster by Azure's own names: Kubernetes, and a day later the nodes' operating system. */
export const WINDOW_NAMES = ["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"] as const;
export type WindowName = (typeof WINDOW_NAMES)[number];

/** One of the windows outside which Azure upgrades nothing. Pure. */
export function maintenanceWindow(window: WindowName, { config, names }: AksParts): MaintenanceConfigurationArgs {
  const { day, startTime, hours } = config.upgrades;
  const dayOfWeek = WEEK[(WEEK.indexOf(day) + WINDOW_NAMES.indexOf(window)) % WEEK.length] ?? day;
  return {
    configName: window,
    resourceGroupName: names.resourceGroup,
    resourceName: config.name,
    maintenanceWindow: {
      schedule: { weekly: { intervalWeeks: 1, dayOfWeek } },
      startTime,
      utcOffset: "+00:00",
      durationHours: hours,
    },
  };
}
