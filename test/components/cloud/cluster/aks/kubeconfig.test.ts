import { describe, expect, it } from "vitest";
import { aksKubeconfig, caCertificateOf } from "../../../../../components/cloud/cluster/aks/kubeconfig.ts";
import { aks } from "./fixture.ts";

const endpoint = { host: "prod-1a2b.private.germanywestcentral.azmk8s.io", caCertificate: "Q0E=" };

describe("the kubeconfig of an AKS cluster", () => {
  it("holds no credential: a plug-in takes a token of whoever is signed in", () => {
    expect(JSON.parse(aksKubeconfig(aks(), endpoint))).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "prod", cluster: { server: `https://${endpoint.host}:443`, "certificate-authority-data": "Q0E=" } }],
      users: [
        {
          name: "prod",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "kubelogin",
              args: ["get-token", "--login", "azurecli", "--server-id", "6dae42f8-4368-4678-94ff-3960e28e3630"],
              installHint: "az aks install-cli",
              interactiveMode: "Never",
              provideClusterInfo: false,
            },
          },
        },
      ],
      contexts: [{ name: "prod", context: { cluster: "prod", user: "prod" } }],
      "current-context": "prod",
    });
  });

  it("goes to the local end of Bastion's tunnel, and expects the API server's certificate there", () => {
    const config = aks({ access: { mode: "bastion", localPort: 9443 } });
    expect(JSON.parse(aksKubeconfig(config, endpoint))).toMatchObject({
      clusters: [{ cluster: { server: "https://localhost:9443", "tls-server-name": endpoint.host } }],
    });
  });

  it("takes the CA, and nothing else, from what Azure hands out", () => {
    const given = "clusters:\n- cluster:\n    certificate-authority-data: Q0E=\n    server: https://elsewhere\n";
    expect(caCertificateOf(given)).toBe("Q0E=");
    expect(() => caCertificateOf("clusters: []\n")).toThrow("the kubeconfig of the cluster names no CA");
  });
});
