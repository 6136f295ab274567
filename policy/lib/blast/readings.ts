import { isUnknown, items, read, text } from "../plain.ts";
import type { PodSpecView } from "../podSpecs.ts";
import type { Plain } from "../verdict.ts";

/** A Secret or ConfigMap that a pod gets. */
export interface Reading {
  readonly kind: "Secret" | "ConfigMap";
  /** `namespace/name`. */
  readonly name: string;
  readonly how: "mounted" | "in the environment" | "for pulling images";
}

/** Where in a pod spec a Secret or a ConfigMap is named, by the list it stands in. */
type Naming = readonly [kind: Reading["kind"], how: Reading["how"], ...path: string[]];

const VOLUME: readonly Naming[] = [
  ["Secret", "mounted", "secret", "secretName"],
  ["Secret", "mounted", "secret", "name"],
  ["Secret", "mounted", "csi", "nodePublishSecretRef", "name"],
  ["ConfigMap", "mounted", "configMap", "name"],
];
const VARIABLE: readonly Naming[] = [
  ["Secret", "in the environment", "valueFrom", "secretKeyRef", "name"],
  ["ConfigMap", "in the environment", "valueFrom", "configMapKeyRef", "name"],
];
const VARIABLES: readonly Naming[] = [
  ["Secret", "in the environment", "secretRef", "name"],
  ["ConfigMap", "in the environment", "configMapRef", "name"],
];
const PULL_SECRET: readonly Naming[] = [["Secret", "for pulling images", "name"]];

/** Everything a pod is handed, each thing once, sorted. */
export function readingsOf({ spec, containers }: PodSpecView, namespace: string): readonly Reading[] {
  const volumes = items(read(spec, "volumes"));
  const inContainers = (list: string): readonly Plain[] => containers.flatMap(({ container }) => items(read(container, list)));
  const found = [
    ...named([...volumes, ...volumes.flatMap((volume) => items(read(volume, "projected", "sources")))], VOLUME),
    ...named(inContainers("env"), VARIABLE),
    ...named(inContainers("envFrom"), VARIABLES),
    ...named(items(read(spec, "imagePullSecrets")), PULL_SECRET),
  ].map((reading) => ({ ...reading, name: `${namespace}/${reading.name}` }));
  const distinct = new Map(found.map((reading) => [`${reading.kind} ${reading.name} ${reading.how}`, reading]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reading]) => reading);
}

function named(elements: readonly Plain[], namings: readonly Naming[]): readonly Reading[] {
  return elements.flatMap((element) =>
    namings.flatMap(([kind, how, ...path]) => {
      const value = read(element, ...path);
      // A name that is not known yet is a name too; of an element that is not known, nothing is.
      const name = isUnknown(value) && !isUnknown(element) ? "(not known yet)" : text(value);
      return name === undefined ? [] : [{ kind, how, name }];
    }),
  );
}
