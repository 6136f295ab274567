/** A container image: what a pod spec names. */
export interface ImageReference {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string | undefined;
  /** `sha256:` and 64 hexadecimal digits. Staging and prod refuse an image without one. */
  readonly digest?: string | undefined;
}

/**
 * The one table of images. A digest here is that of the multi-platform index unless the note says otherwise;
 * `palisade images lock` resolves them again.
 */
export const IMAGES = {
  spireServer: image(
    "ghcr.io",
    "spiffe/spire-server",
    "1.15.3",
    "4082f30d3e0ddc4000a171392c4ea174345ee44d161ee917c70b97b2ecfba141",
  ),
  spireAgent: image(
    "ghcr.io",
    "spiffe/spire-agent",
    "1.15.3",
    "41b0dcd8b258a69db9e2768292a060766fb76fd866e4bc925849981ea1b825ff",
  ),
  spireControllerManager: image(
    "ghcr.io",
    "spiffe/spire-controller-manager",
    "0.7.0",
    "d7b9e710f5428ea25daa35a07083fe517ed70c23df902d21c54a0f444455a84b",
  ),
  spiffeCsiDriver: image(
    "ghcr.io",
    "spiffe/spiffe-csi-driver",
    "0.2.13",
    "6f1ba5d635ba9bf55ae69ba11d71bf169c8fa3e0139a5063738cbc227c8b5546",
  ),
  csiNodeDriverRegistrar: image(
    "registry.k8s.io",
    "sig-storage/csi-node-driver-registrar",
    "v2.17.0",
    "f9de845b170155199f2a2a3f9531cf13d78e31235e9db6b6582a8b0db0a50dad",
  ),
  // The digest published for this tag is that of linux/amd64.
  spiffeHelper: image(
    "ghcr.io",
    "spiffe/spiffe-helper",
    "0.11.0",
    "2759b3a699bb63b91cc5896f46cd6f70b9e3dfed9f7f4355a3a0a4e702984f9c",
  ),
  // PRECINCT publishes by digest only; these are the digests of its production overlay.
  precinctGateway: image(
    "ghcr.io",
    "precinct-dev/precinct/precinct-gateway",
    undefined,
    "abaa43d59681dfb78ee948f87c11cc34d3017ad55e3c68345a5010b3b08ca388",
  ),
  s3McpServer: image(
    "ghcr.io",
    "precinct-dev/precinct/s3-mcp-server",
    undefined,
    "aa82e523c90ddfc16fb41abd928a3850cfc1706eba60aea5a63ce06536b1ec8e",
  ),
  envoy: image(
    "docker.io",
    "envoyproxy/envoy",
    "distroless-v1.39.1",
    "eb2c01c13125d1629637cb4e4cce7207009fb7cc2c8027f9742758549d15b6f4",
  ),
  valkey: image("docker.io", "valkey/valkey", "9.1.2", "418652cfb58ef879d4978c33553735d7147016032d5aefaa14c828e611eb9dfd"),
  otelCollector: image(
    "docker.io",
    "otel/opentelemetry-collector-contrib",
    "0.162.0",
    "39923a8e431bd1f57be82411999d389fcfe40857492e4365456d97a4c1f74be6",
  ),
  phoenix: image(
    "docker.io",
    "arizephoenix/phoenix",
    "version-20.15.0-nonroot",
    "f77e2d45a7ebf78d02b7a5fa179315ecd8aef7a57640a328d02f578e62964833",
  ),
} as const satisfies Record<string, ImageReference>;

export type ImageKey = keyof typeof IMAGES;

export const IMAGE_KEYS = Object.keys(IMAGES) as readonly ImageKey[];

/** `registry/repository[:tag][@digest]`, as a pod spec says it. */
export function renderImage(reference: ImageReference): string {
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${reference.registry}/${reference.repository}${tag}${digest}`;
}

/** What a stack may change about images. */
export interface ImageChoices {
  /** Registry prefix that replaces every registry: `mirror.example.com/cache`. */
  readonly mirror?: string | undefined;
  readonly overrides: Readonly<Partial<Record<ImageKey, Partial<ImageReference>>>>;
}

/** The image of a container after overrides and mirror; an override that changes repository or tag drops the table's digest. */
export function resolveImage(key: ImageKey, choices: ImageChoices): ImageReference {
  const base: ImageReference = IMAGES[key];
  const override = choices.overrides[key] ?? {};
  const moved = override.repository !== undefined || override.tag !== undefined;
  const chosen: ImageReference = { ...base, ...(moved ? { digest: undefined } : {}), ...override };
  if (choices.mirror === undefined || override.registry !== undefined) return chosen;
  return { ...chosen, registry: choices.mirror, repository: `${chosen.registry}/${chosen.repository}` };
}

function image(registry: string, repository: string, tag: string | undefined, digest: string): ImageReference {
  return { registry, repository, tag, digest: `sha256:${digest}` };
}
