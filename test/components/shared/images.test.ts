import { describe, expect, it } from "vitest";
import { IMAGE_KEYS, IMAGES, renderImage, resolveImage } from "../../../components/shared/images.ts";

const digest = `sha256:${"ab".repeat(32)}`;

describe("images", () => {
  it.each(IMAGE_KEYS)("[S-92] [G-66] %s is pinned by a full digest", (key) => {
    expect(IMAGES[key].digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(IMAGES[key].tag).not.toBe("latest");
  });

  it("renders registry, repository, tag and digest", () => {
    expect(renderImage({ registry: "ghcr.io", repository: "a/b", tag: "1.0", digest })).toBe(`ghcr.io/a/b:1.0@${digest}`);
    expect(renderImage({ registry: "ghcr.io", repository: "a/b" })).toBe("ghcr.io/a/b");
  });

  it("keeps the digest under a mirror, which copies images unchanged", () => {
    expect(resolveImage("envoy", { mirror: "mirror.internal/cache", overrides: {} })).toEqual({
      registry: "mirror.internal/cache",
      repository: "docker.io/envoyproxy/envoy",
      tag: IMAGES.envoy.tag,
      digest: IMAGES.envoy.digest,
    });
  });

  it("drops the table's digest when an override names another image", () => {
    expect(resolveImage("envoy", { overrides: { envoy: { tag: "v1" } } }).digest).toBeUndefined();
    expect(resolveImage("envoy", { overrides: { envoy: { tag: "v1", digest } } }).digest).toBe(digest);
  });

  it("does not send an override with a registry of its own through the mirror", () => {
    expect(resolveImage("envoy", { mirror: "mirror.internal", overrides: { envoy: { registry: "quay.io" } } }).registry).toBe(
      "quay.io",
    );
  });
});
