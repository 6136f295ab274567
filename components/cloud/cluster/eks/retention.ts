/** Retentions that CloudWatch knows, in days. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The shortest retention of CloudWatch that lasts this many days; never shorter than asked. Unit: days. Pure. */
export function logRetention(days: number): number {
  return RETENTIONS.find((retention) => retention >= days) ?? 3653;
}
