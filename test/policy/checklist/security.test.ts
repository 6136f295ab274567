/** The security audit checklist: for each item what the pack says where it is met, and where it is not. */
import { describe, expect, it } from "vitest";
import type { PlainRecord } from "../../../policy/lib/plain.ts";
import type { PolicyResource } from "../../../policy/lib/verdict.ts";
import { change } from "../fixtures/change.ts";
import * as good from "../fixtures/objects.ts";
import { resourceOf } from "../rules/cases.ts";
import { demands, said } from "./said.ts";

const WEB = "Deployment shop/web";
const APP = `${WEB}: container "app"`;
const PREPARE = `${WEB}: init container "prepare"`;

describe("defense in depth", () => {
  it("[S-65] [G-18] runAsNonRoot: true on every pod", () => {
    const message = `${WEB} sets securityContext.runAsNonRoot to false; allowed: true`;
    demands("run-as-non-root", good.deployment, { "pod.securityContext.runAsNonRoot": false }, message);
  });

  it("[S-66] [G-19] allowPrivilegeEscalation: false on every container", () => {
    demands(
      "no-privilege-escalation",
      good.deployment,
      {
        "container.securityContext.allowPrivilegeEscalation": true,
        "init.securityContext.allowPrivilegeEscalation": undefined,
      },
      `${APP} sets securityContext.allowPrivilegeEscalation to true; allowed: false`,
      `${PREPARE} does not set securityContext.allowPrivilegeEscalation; allowed: false`,
    );
  });

  it("[S-67] readOnlyRootFilesystem: true on every container", () => {
    demands(
      "readonly-rootfs",
      good.deployment,
      {
        "container.securityContext.readOnlyRootFilesystem": false,
        "init.securityContext.readOnlyRootFilesystem": undefined,
      },
      `${APP} sets securityContext.readOnlyRootFilesystem to false; allowed: true`,
      `${PREPARE} does not set securityContext.readOnlyRootFilesystem; allowed: true`,
    );
  });

  it("[S-68] [G-20] every capability dropped in every container", () => {
    demands(
      "drop-all-caps",
      good.deployment,
      { "container.securityContext.capabilities.drop": ["NET_RAW"], "init.securityContext.capabilities": undefined },
      `${APP} sets securityContext.capabilities.drop to ["NET_RAW"]; allowed: ["ALL"]`,
      `${PREPARE} does not set securityContext.capabilities.drop; allowed: ["ALL"]`,
    );
  });

  it("[S-69] the seccomp profile RuntimeDefault", () => {
    demands(
      "seccomp-runtime-default",
      good.deployment,
      { "pod.securityContext.seccompProfile": { type: "Unconfined" } },
      `${WEB} sets securityContext.seccompProfile.type to "Unconfined"; allowed: RuntimeDefault or Localhost`,
    );
  });

  it("[S-70] limits for every container", () => {
    demands(
      "resource-limits",
      good.deployment,
      { "container.resources.limits.cpu": undefined, "init.resources.limits": undefined },
      `${APP} does not set resources.limits.cpu; allowed: a quantity above 0`,
      `${PREPARE} does not set resources.limits.cpu; allowed: a quantity above 0`,
      `${PREPARE} does not set resources.limits.memory; allowed: a quantity above 0`,
    );
  });

  it("[S-71] no privileged container", () => {
    const message = `${PREPARE} sets securityContext.privileged to true; allowed: false or not set`;
    demands("no-privileged", good.deployment, { "init.securityContext.privileged": true }, message);
  });
});

describe("network policies", () => {
  it("[S-72] [P-04] [P-101] [G-54] [G-55] a default deny in every namespace", () => {
    const deny: PlainRecord = change(good.networkPolicy, {
      metadata: { name: "default-deny", namespace: "shop" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
    expect(said("netpol-default-deny", [good.namespace, deny])).toEqual(["pass"]);
    const missing = (direction: string): string =>
      `mandatory: namespace shop has no NetworkPolicy that denies all ${direction}; allowed: an empty podSelector, both policyTypes and no rules`;
    expect(said("netpol-default-deny", [good.namespace, good.networkPolicy])).toEqual([missing("ingress"), missing("egress")]);
  });

  it("[S-76] no way out to everywhere without a justification", () => {
    const open = { "spec.egress[0].to[0].ipBlock.cidr": "0.0.0.0/0" };
    demands(
      "netpol-egress-open",
      good.networkPolicy,
      open,
      "NetworkPolicy shop/web: its egress opens a /8 or more of the IPv4 internet; allowed: the networks that are needed, or the annotation palisade.dev/reason",
    );
    const reason = { 'metadata.annotations["palisade.dev/reason"]': "A crawler: any site, by its purpose." };
    expect(said("netpol-egress-open", [change(good.networkPolicy, { ...open, ...reason })])).toEqual(["pass"]);
  });
});

describe("least privilege", () => {
  it("[S-79] no token for the API, from the pod or from its ServiceAccount", () => {
    const pod = { "pod.automountServiceAccountToken": undefined };
    demands("automount-token", good.deployment, pod, `${WEB} does not set automountServiceAccountToken; allowed: false`);
    const account = { automountServiceAccountToken: true };
    const message = "ServiceAccount shop/web sets automountServiceAccountToken to true; allowed: false";
    demands("automount-token-sa", good.serviceAccount, account, message);
  });

  it("[S-79] but one for the API where a pod mounts it by itself, for an hour", () => {
    const token = { sources: [{ serviceAccountToken: { path: "token", expirationSeconds: 3600, audience: "api" } }] };
    const pod: PlainRecord = change(good.deployment, { "pod.volumes[1]": { name: "token", projected: token } });
    expect([said("automount-token", [pod]), said("token-projection", [pod])]).toEqual([["pass"], ["pass"]]);
  });

  it("[S-80] [G-14] no wildcard in a role: resources and verbs are enumerated", () => {
    demands(
      "rbac-wildcard",
      good.role,
      { "rules[0].verbs": ["*"], "rules[0].resources": ["*"] },
      'Role shop/web sets rules[0].resources[0] to "*"; allowed: names without *',
      'Role shop/web sets rules[0].verbs[0] to "*"; allowed: names without *',
    );
  });

  it("[G-11] no ServiceAccount bound to cluster-admin", () => {
    const changes = { kind: "ClusterRoleBinding", "roleRef.name": "cluster-admin" };
    const message = 'ClusterRoleBinding shop/web sets roleRef.name to "cluster-admin"; allowed: a role of limited rights';
    demands("rbac-cluster-admin", good.roleBinding, changes, message);
  });

  it("[S-82] sensitive objects by name only", () => {
    const message = "Role shop/web: rules[0] allows get, list, watch on secrets; allowed: secrets listed in resourceNames";
    demands("rbac-secrets", good.role, { "rules[0].resources": ["secrets"] }, message);
    const named: PlainRecord = change(good.role, { "rules[0].resources": ["secrets"], "rules[0].resourceNames": ["web-tls"] });
    expect(said("rbac-secrets", [named])).toEqual(["pass"]);
  });
});

describe("fail secure", () => {
  const HOOK = "ValidatingWebhookConfiguration shop";

  it("[S-85] webhooks that refuse when they cannot answer", () => {
    const message = `${HOOK} sets webhooks[0].failurePolicy to "Ignore"; allowed: Fail`;
    demands("webhook-fail-closed", good.webhooks, { "webhooks[0].failurePolicy": "Ignore" }, message);
  });

  it("[S-86] [S-87] three pods behind a webhook, two of them at any time", () => {
    const guard: PlainRecord = change(good.webhooks, {
      "webhooks[0].clientConfig": { service: { namespace: "shop", name: "web" } },
      "webhooks[0].rules": [{ apiGroups: [""], resources: ["pods"], operations: ["CREATE"] }],
    });
    const keeping = (minAvailable: number): PlainRecord =>
      change(good.podDisruptionBudget, { "spec.maxUnavailable": undefined, "spec.minAvailable": minAvailable });
    const judged = (replicas: number, ...budget: readonly PlainRecord[]): readonly string[] =>
      said("webhook-replicas", [guard, good.service, change(good.deployment, { "spec.replicas": replicas }), ...budget]);
    const refused = (fault: string): string => `mandatory: ${HOOK}: ${WEB} ${fault}; allowed: several pods with a budget`;
    expect(judged(3, keeping(2))).toEqual(["pass"]);
    expect(judged(2, keeping(2))).toEqual([refused("runs less than 3 times")]);
    expect(judged(3, keeping(1))).toEqual([refused("has a disruption budget that keeps 1 of its pods, not 2")]);
    expect(judged(3)).toEqual([refused("has no disruption budget")]);
  });

  it("[S-88] webhooks that answer within ten seconds", () => {
    const message = `${HOOK} sets webhooks[0].timeoutSeconds to 11; allowed: at most 10`;
    demands("webhook-timeout", good.webhooks, { "webhooks[0].timeoutSeconds": 11 }, message);
  });
});

describe("image security", () => {
  const tagged = (image: string): PlainRecord => change(good.deployment, { "container.image": image });
  const PINNED = `ge-web@sha256:${"0123456789abcdef".repeat(4)}`;

  it("[S-91] only from approved registries", () => {
    expect(said("image-registry", [good.deployment])).toEqual(["pass"]);
    const refused = `mandatory: ${APP} sets image to "registry.evil.example/web:1.4.2"; allowed: images of docker.io, `;
    expect(said("image-registry", [tagged("registry.evil.example/web:1.4.2")])[0]?.slice(0, refused.length)).toBe(refused);
  });

  it.each(["staging", "prod"] as const)("[S-92] [G-64] [G-66] by a digest or a whole version in %s", (profile) => {
    for (const rule of ["image-tag", "image-immutable-tag"])
      expect([said(rule, [tagged("ge-web:v1.2.3")], profile), said(rule, [tagged(PINNED)], profile)]).toEqual([
        ["pass"],
        ["pass"],
      ]);
    expect(said("image-tag", [tagged("ge-web:latest")], profile)).toEqual([
      `mandatory: ${APP} sets image to "ge-web:latest"; allowed: a digest, or a tag other than latest`,
    ]);
    expect(said("image-immutable-tag", [tagged("ge-web:stable")], profile)).toEqual([
      `mandatory: ${APP} sets image to "ge-web:stable"; allowed: a digest, or a tag with a full version, a commit or a build`,
    ]);
  });

  it("[G-65] with latest in dev, where that is told of and stops nothing", () => {
    expect(said("image-tag", [tagged("ge-web:latest")], "dev")).toEqual([
      `advisory: ${APP} sets image to "ge-web:latest"; allowed: a digest, or a tag other than latest`,
    ]);
  });
});

describe("secrets", () => {
  const PASSWORD = "hunter2-hunter2";

  it("[G-29] [G-37] no values in a Secret of a file", () => {
    const inFile = (secret: PlainRecord): PolicyResource => resourceOf(secret, { file: "secret.yaml" });
    expect(said("plain-secret", [inFile(good.secret)])).toEqual(["pass"]);
    expect(said("plain-secret", [inFile({ ...good.secret, stringData: { password: PASSWORD } })])).toEqual([
      "mandatory: Secret shop/db holds values in stringData; allowed: none in a file",
    ]);
  });

  it("[G-29] none in variables, arguments and ConfigMaps either", () => {
    const named = "looks like a secret by its name; allowed:";
    const variable = { "container.env": [{ name: "DB_PASSWORD", value: PASSWORD }] };
    const message = `${APP} sets DB_PASSWORD to a literal that ${named} valueFrom.secretKeyRef, or a mounted Secret`;
    demands("secret-env-literal", good.deployment, variable, message);
    const argument = `${APP} has in args[0] what looks like a secret by its name (password); allowed: the path of a mounted Secret`;
    demands("secret-in-args", good.deployment, { "container.args": [`--password=${PASSWORD}`] }, argument);
    const map = `ConfigMap shop/web holds in data.password what ${named} a reference to a Secret`;
    demands("secret-in-configmap", good.configMap, { "data.password": PASSWORD }, map);
  });

  it("[G-39] a refresh interval of every external secret", () => {
    const message = "ExternalSecret shop/web does not set spec.refreshInterval; allowed: a duration above 0";
    demands("external-secret-refresh", good.externalSecret, { "spec.refreshInterval": undefined }, message);
  });
});
