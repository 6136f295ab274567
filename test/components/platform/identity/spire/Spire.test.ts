import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runPreview } from "../../../../../tools/engine/preview.ts";
import { recordedProgram } from "../../../../support/recordedProgram.ts";

const cwd = join(import.meta.dirname, "program");

const { resource, resources, below } = recordedProgram(cwd, "cases");

const names = (urns: readonly string[]): string[] => urns.map((urn) => urn.split("::").at(-1) ?? urn);

describe("Spire", () => {
  it("is everything that issues identities [P-15] [P-16]", () => {
    expect(below("dev").sort()).toEqual([
      "CSIDriver dev-csi-driver",
      "ConfigMap dev-bundle",
      "HardenedWorkload dev-spiffe-csi-driver",
      "HardenedWorkload dev-spire-agent",
      "HardenedWorkload dev-spire-server",
      "SpiffeRegistrations dev-registrations",
      "SpireCrds dev-crds",
      "ValidatingWebhookConfiguration dev-webhook",
    ]);
    expect(resource("dev").outputs).toEqual({ csiDriver: "csi.spiffe.io", trustDomain: "example.org" });
  });

  it("keeps the kinds whatever happens to the stack", () => {
    const kinds = resources().filter(({ type }) => type.endsWith(":CustomResourceDefinition"));
    expect(kinds.map(({ name, protect, retainOnDelete }) => [name, protect, retainOnDelete])).toEqual(
      ["dev", "prod"].flatMap((stack) =>
        ["clusterfederatedtrustdomains", "clusterspiffeids", "clusterstaticentries"].map((kind) => [
          `${stack}-crds-${kind}`,
          true,
          true,
        ]),
      ),
    );
    expect(resource("dev-crds").outputs).toEqual({
      kinds: [
        "clusterspiffeids.spire.spiffe.io",
        "clusterstaticentries.spire.spiffe.io",
        "clusterfederatedtrustdomains.spire.spiffe.io",
      ],
    });
  });

  it("comes up in the order that each part needs", () => {
    expect(names(resource("dev-spire-server").dependsOn)).toEqual([
      "dev-webhook",
      "dev-bundle",
      "dev-crds-clusterfederatedtrustdomains",
      "dev-crds-clusterspiffeids",
      "dev-crds-clusterstaticentries",
    ]);
    expect(names(resource("dev-spire-agent").dependsOn)).toEqual(["dev-spire-server-statefulset"]);
    expect(names(resource("dev-spiffe-csi-driver").dependsOn)).toEqual(["dev-csi-driver", "dev-spire-agent-daemonset"]);
    expect(names(resource("dev-registrations").dependsOn)).toEqual(
      expect.arrayContaining(["dev-spire-server-service-spire-controller-manager-webhook", "dev-spire-server-statefulset"]),
    );
  });

  it("leaves to SPIRE what SPIRE writes", () => {
    expect(resource("dev-bundle").ignoreChanges).toEqual(["data"]);
    expect(resource("dev-bundle").inputs["data"]).toBeUndefined();
    expect(resource("dev-webhook").ignoreChanges).toEqual(["webhooks[*].clientConfig.caBundle"]);
  });

  it("registers the declared identities and no other pod", () => {
    expect(below("dev-registrations")).toEqual(["ClusterSPIFFEID dev-registrations-tools.s3-mcp-server"]);
    expect(resource("dev-registrations-tools.s3-mcp-server").inputs["spec"]).toEqual({
      className: "palisade",
      spiffeIDTemplate: "spiffe://example.org/ns/tools/sa/s3-mcp-server",
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "tools" } },
      podSelector: { matchLabels: { "app.kubernetes.io/name": "s3-mcp-server" } },
      workloadSelectorTemplates: ["k8s:ns:tools", "k8s:sa:s3-mcp-server"],
      dnsNameTemplates: ["s3-mcp-server.tools.svc"],
      ttl: "3600s",
      jwtTtl: "300s",
      federatesWith: ["partner.example"],
    });
  });

  it("keeps the password of its database in a Secret, where there is a database", () => {
    expect(resource("prod-database").inputs).toMatchObject({
      metadata: { name: "spire-database", namespace: "spire-server" },
      stringData: { $secret: true },
    });
    expect(names(resource("prod-spire-server").dependsOn)).toContain("prod-database");
    // A new password restarts the servers.
    const restarted = resources().filter(({ inputs }) => JSON.stringify(inputs).includes("palisade.dev/secret-checksum"));
    expect(restarted.map(({ type, urn }) => [type.split(":").at(-1), urn.includes("::prod-spire-server")])).toEqual([
      ["StatefulSet", true],
    ]);
    expect(resources().filter(({ type }) => type.endsWith(":Secret"))).toHaveLength(1);
    expect(JSON.stringify(resources())).not.toContain("correct-horse");
  });

  it("stops on a password that its configuration cannot carry, without showing it", async () => {
    const result = await runPreview({ cwd, stack: "unusable" });
    expect("error" in result && result.error.message).toContain(
      "palisade:spireDatabasePassword: was empty or held other characters; letters, digits and . _ ~ -, because it stands in a connection string; choose another password for the database user",
    );
    expect(JSON.stringify(result)).not.toContain("correct horse");
  });
});
