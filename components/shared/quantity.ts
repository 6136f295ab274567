/** Factor of every suffix a Kubernetes quantity may have, but milli. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const FACTORS: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^(\d+(?:\.\d+)?)(m|[kMGTPE]|[KMGTPE]i)?$/;

/** Cores or bytes of a quantity (`250m` is 0.25, `1Gi` is 1073741824); undefined when it is not one. */
export function parseQuantity(quantity: string): number | undefined {
  const [, number, suffix = ""] = QUANTITY.exec(quantity) ?? [];
  if (number === undefined) return undefined;
  // Divided, not multiplied by 0.001, which is no exact number.
  if (suffix === "m") return Number(number) / 1000;
  return Number(number) * (FACTORS[suffix] ?? 1);
}

/** Cores as a quantity, rounded up to the next millicore: `1500m`, `2`. */
export function formatCpu(cores: number): string {
  // The rounding removes what binary fractions add: 0.1 + 0.2 cores are 300m, not 301m.
  const millicores = Math.ceil(Number((cores * 1000).toFixed(6)));
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/**
 * Bytes as a quantity, rounded up to the next mebibyte: `384Mi`, `2Gi`. Written as the API server would write it, with the
 * largest suffix that leaves a whole number and a bare 0: any other form comes back changed and is drift for ever.
 */
export function formatBytes(bytes: number): string {
  const mebibytes = Math.ceil(bytes / 2 ** 20);
  if (mebibytes === 0) return "0";
  const suffix = ["Pi", "Ti", "Gi"].find((candidate) => (mebibytes * 2 ** 20) % (FACTORS[candidate] ?? 1) === 0) ?? "Mi";
  return `${(mebibytes * 2 ** 20) / (FACTORS[suffix] ?? 1)}${suffix}`;
}
