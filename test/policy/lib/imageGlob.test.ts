import { expect, test } from "vitest";
import { matchesImage } from "../../../policy/lib/imageGlob.ts";
import { parseImage } from "../../../policy/lib/imageReference.ts";

test.each([
  ["ghcr.io/spiffe/**", "ghcr.io/spiffe/spire-agent:1.15.3", true],
  ["ghcr.io/**", "ghcr.io/a/b/c@sha256:1", true],
  ["**", "nginx", true],
  ["nginx", "nginx:1.27", true],
  ["nginx*", "docker.io/library/nginx:1.27", true],
  ["library/*", "nginx", true],
  ["index.docker.io/valkey/*", "valkey/valkey:8", true],
  ["ghcr.io/*", "ghcr.io/a/b", false],
  ["ghcr.io/spiffe/**", "evil.io/ghcr.io/spiffe/spire-agent", false],
  ["ghcrxio/a", "ghcr.io/a", false],
  [7, "nginx", false],
])("%s and %s: %s", (glob, image, matches) => {
  expect(matchesImage(glob, parseImage(image))).toBe(matches);
});
