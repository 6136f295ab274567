import { describe, expect, it } from "vitest";
import { gkeKubeconfig } from "../../../../../components/cloud/cluster/gke/kubeconfig.ts";
import { gke } from "./fixture.ts";

const endpoint = { address: "10.0.16.2", dnsName: "gke-1a2b.europe-west3.gke.goog", caCertificate: "Q0E=" };

function clusterOf(access: object): unknown {
  const { clusters } = JSON.parse(gkeKubeconfig(gke({ access }), endpoint)) as { clusters: [{ cluster: unknown }] };
  return clusters[0].cluster;
}

describe("the kubeconfig of a GKE cluster", () => {
  it("holds no credential: a plug-in asks for a token of whoever runs it", () => {
    expect(JSON.parse(gkeKubeconfig(gke(), endpoint))).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "prod", cluster: { server: "https://10.0.16.2", "certificate-authority-data": "Q0E=" } }],
      users: [
        {
          name: "prod",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "gke-gcloud-auth-plugin",
              installHint: "gcloud components install gke-gcloud-auth-plugin",
              interactiveMode: "Never",
              provideClusterInfo: true,
            },
          },
        },
      ],
      contexts: [{ name: "prod", context: { cluster: "prod", user: "prod" } }],
      "current-context": "prod",
    });
  });

  it.each<[string, object, object]>([
    [
      "the DNS endpoint, which has a public certificate",
      { mode: "dnsEndpoint" },
      { server: "https://gke-1a2b.europe-west3.gke.goog" },
    ],
    [
      "the public address",
      { mode: "publicCidrs", cidrs: ["8.8.8.0/24"] },
      { server: "https://10.0.16.2", "certificate-authority-data": "Q0E=" },
    ],
    [
      "the local end of a tunnel, and expects the endpoint's certificate there",
      { mode: "iapTunnel", zone: "europe-west3-b", localPort: 9443 },
      { server: "https://localhost:9443", "certificate-authority-data": "Q0E=", "tls-server-name": "10.0.16.2" },
    ],
  ])("goes to %s", (_to, access, expected) => {
    expect(clusterOf(access)).toEqual(expected);
  });
});
