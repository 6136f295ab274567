// An application with the mistakes that reviews find most often.
import * as pulumi from "@pulumi/pulumi";
import * as kubernetes from "@pulumi/kubernetes";

const namespace = new kubernetes.core.v1.Namespace("shop", { metadata: { name: "shop" } });
const metadata = { namespace: "shop" };
const labels = { app: "web" };

new kubernetes.apps.v1.Deployment(
  "web",
  {
    metadata: { ...metadata, name: "web" },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          hostNetwork: true,
          hostPID: true,
          initContainers: [{ name: "setup", image: "busybox", securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }],
          containers: [
            {
              name: "web",
              image: "nginx:latest",
              securityContext: { privileged: true, runAsUser: 0 },
              ports: [{ containerPort: 80, hostPort: 80 }],
              args: ["--token=ghp_0123456789abcdefghijABCDEFGHIJ012345"],
              env: [
                { name: "DB_PASSWORD", value: "Xk93mfQ2pLw8sTz5" },
                { name: "API_KEY", valueFrom: { secretKeyRef: { name: "keys", key: "api" } } },
              ],
              volumeMounts: [{ name: "docker", mountPath: "/var/run/docker.sock" }],
            },
          ],
          volumes: [
            { name: "docker", hostPath: { path: "/var/run/docker.sock" } },
            { name: "tmp", emptyDir: {} },
          ],
        },
      },
    },
  },
  { dependsOn: namespace },
);

new kubernetes.core.v1.Service("web", {
  metadata: { ...metadata, name: "web" },
  spec: { type: "LoadBalancer", selector: labels, externalIPs: ["203.0.113.7"], ports: [{ port: 80 }] },
});
new kubernetes.networking.v1.Ingress("web", {
  metadata: { ...metadata, name: "web" },
  spec: { rules: [{ host: "*.shop.example.com", http: { paths: [] } }] },
});
new kubernetes.networking.v1.NetworkPolicy("open", {
  metadata: { ...metadata, name: "open" },
  spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] },
});
new kubernetes.core.v1.ConfigMap("settings", {
  metadata: { ...metadata, name: "settings" },
  data: { "db-password": "Xk93mfQ2pLw8sTz5" },
});

new kubernetes.rbac.v1.ClusterRole("deployer", {
  metadata: { name: "deployer" },
  rules: [
    { apiGroups: [""], resources: ["pods", "pods/exec", "secrets"], verbs: ["*"] },
    { apiGroups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"], verbs: ["escalate", "bind"] },
  ],
});
new kubernetes.rbac.v1.ClusterRoleBinding("deployer", {
  metadata: { name: "deployer" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "deployer" },
  subjects: [{ kind: "ServiceAccount", name: "default", namespace: "shop" }],
});
new kubernetes.rbac.v1.ClusterRoleBinding("everybody", {
  metadata: { name: "everybody" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
  subjects: [{ kind: "Group", apiGroup: "rbac.authorization.k8s.io", name: "system:authenticated" }],
});
new kubernetes.admissionregistration.v1.ValidatingWebhookConfiguration("guard", {
  metadata: { name: "guard" },
  webhooks: [
    {
      name: "guard.example.com",
      failurePolicy: "Ignore",
      timeoutSeconds: 30,
      sideEffects: "None",
      admissionReviewVersions: ["v1"],
      clientConfig: { service: { name: "guard", namespace: "shop" } },
      rules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"] }],
    },
  ],
});
// Nobody sees what it installs.
new kubernetes.helm.v3.Release("redis", { chart: "redis", repositoryOpts: { repo: "https://charts.example.com" }, ...metadata });
// An image that is only known after the deployment is not taken for a good one.
const built = new pulumi.CustomResource("docker:index/image:Image", "app", { imageName: "app", digest: undefined });
new kubernetes.core.v1.Pod("built", {
  metadata: { ...metadata, name: "built" },
  spec: { containers: [{ name: "app", image: built.id }] },
});
