import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { embeddedStackFile, withEncryptedKeysOf } from "../../../tools/cluster/pulumi/stackFile.ts";

const PLACES = { kubeconfig: "/k.yaml", policyBundle: "/bundle", examples: [] };

const STACK = `
secretsprovider: awskms://alias/example
config:
  palisade:trustDomain: precinct.example.com
  palisade:cluster: { kind: existing, name: example-prod, context: example-prod }
  palisade:phoenixSecret: { secure: v1:abc }
`;

describe("the stack file of an embedded cluster", () => {
  it("leads to the embedded cluster, with no example value and nothing that only its owner can decrypt", () => {
    expect(parse(embeddedStackFile(STACK, PLACES))).toEqual({
      config: {
        "palisade:trustDomain": "precinct.embedded.alt",
        "palisade:cluster": {
          kind: "existing",
          name: "embedded-prod",
          context: "palisade-embedded",
          kubeconfig: "/k.yaml",
        },
        "palisade:gateway": { policyBundle: "/bundle" },
      },
    });
  });

  it("replaces example values that are defaults too", () => {
    const examples = [{ path: "palisade:tools.s3.allowedBuckets[0]", value: "example-documents", change: "" }];
    const { config } = parse(embeddedStackFile(STACK, { ...PLACES, examples })) as { config: Record<string, unknown> };
    expect(config["palisade:tools"]).toEqual({ s3: { allowedBuckets: ["embedded-documents"] } });
  });

  it("keeps salt and secrets that Pulumi wrote earlier", () => {
    const earlier = "encryptionsalt: v1:salt\nconfig:\n  palisade:phoenixSecret:\n    secure: v1:xyz\n  palisade:profile: dev\n";
    expect(parse(withEncryptedKeysOf(earlier, "config:\n  palisade:profile: local\n"))).toEqual({
      encryptionsalt: "v1:salt",
      config: { "palisade:profile": "local", "palisade:phoenixSecret": { secure: "v1:xyz" } },
    });
  });

  it("leaves the way to the cluster to a stack that makes its own, and names accounts and addresses of nobody", () => {
    const text = `config:
  palisade:cloud: { provider: aws, accountId: "111122223333" }
  palisade:cluster: { kind: eks, access: { mode: publicCidrs, cidrs: ["203.0.113.0/24"] } }
`;
    expect((parse(embeddedStackFile(text, PLACES)) as { config: unknown }).config).toEqual({
      "palisade:cloud": { provider: "aws", accountId: "700000000001" },
      "palisade:cluster": { kind: "eks", access: { mode: "publicCidrs", cidrs: ["198.18.113.0/24"] } },
      "palisade:gateway": { policyBundle: "/bundle" },
    });
  });
});
