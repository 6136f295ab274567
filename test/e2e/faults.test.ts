/** What goes wrong around a deployment: every time a clear error, and the next deployment completes what is missing. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { startCluster, stopCluster } from "../../tools/cluster/cluster.ts";
import { kubeconfig } from "../../tools/cluster/configFiles.ts";
import { KubeApi } from "../../tools/cluster/kubeApi.ts";
import { issue } from "../../tools/cluster/pki.ts";
import { succeeded } from "../../tools/cluster/pulumi/embeddedStack.ts";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { toolPath } from "../../tools/cluster/toolchain/toolchain.ts";
import { sandbox } from "./support/sandbox.ts";
import { configure, exportedState, pulumi, pulumiWith, smallProgram, type StackRun } from "./support/stackRun.ts";

const SETTINGS = "/api/v1/namespaces/small/configmaps/settings-0";
const APPLY = "application/apply-patch+yaml";
const OUTAGE_MS = 30_000;

describe("a deployment", () => {
  const box = sandbox(simulatedNodes(1));
  let run: StackRun;

  beforeAll(async () => {
    run = await smallProgram(box, "small");
    succeeded(await pulumi(run, "up --yes --skip-preview"));
  });

  const greeting = async (): Promise<unknown> => {
    const { data } = await box.api.call<{ data: Record<string, unknown> }>(SETTINGS);
    return data["greeting"];
  };

  const setGreeting = async (text: string, manager: string): Promise<void> => {
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings-0" }, data: { greeting: text } };
    await box.api.call(`${SETTINGS}?fieldManager=${manager}&force=true`, { method: "PATCH", contentType: APPLY, body });
  };

  it("whose engine is killed in the middle is completed by the next one, and nothing is there twice", async () => {
    await configure(run, ["small:configMaps"], "30");
    let killed = false;
    const interrupted = pulumiWith(
      run,
      { onStart: (child) => void killWhenHalfDone(child.pid ?? 0).then(() => (killed = true)) },
      "up --yes --skip-preview",
    );
    expect((await interrupted).code).toBeNull();
    expect(killed).toBe(true);
    const blocked = await pulumi(run, "up --yes --skip-preview");
    expect(blocked.stderr).toContain("currently locked");
    succeeded(await pulumi({ ...run, arguments: [run.stack], cwd: join(run.file, "..") }, "cancel --yes"));
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview");
    expect(code, stdout).toBe(0);
    const { items } = await box.api.call<{ items: readonly { metadata: { name: string } }[] }>(
      "/api/v1/namespaces/small/configmaps",
    );
    expect(items.filter(({ metadata }) => metadata.name.startsWith("settings-"))).toHaveLength(30);
    const { resources = [] } = (await exportedState(run)).deployment;
    expect(new Set(resources.map(({ urn }) => urn)).size).toBe(resources.length);
  });

  async function killWhenHalfDone(pid: number): Promise<void> {
    while ((await box.api.find("/api/v1/namespaces/small/configmaps/settings-5")) === undefined) await sleep(20);
    await killBetweenWrites(pid, join(run.home.folder, "state/.pulumi/stacks"));
  }

  /** The engine writes files of a state that is kept in a folder in place: killed in the middle of that, it leaves half a file. */
  async function killBetweenWrites(pid: number, state: string): Promise<void> {
    for (;;) {
      process.kill(pid, "SIGSTOP");
      await sleep(20);
      if (await isWhole(state)) break;
      process.kill(pid, "SIGCONT");
      await sleep(20);
    }
    process.kill(pid, "SIGKILL");
  }

  it("shows an object that was edited by hand as drift, with both values", async () => {
    await setGreeting("edited", "somebody");
    const drift = await pulumi(run, "refresh --yes --skip-preview --expect-no-changes --diff");
    expect(drift.code).not.toBe(0);
    expect(drift.stdout).toContain('~ greeting: "hello" => "edited"');
  });

  it("names who else sets a field, and does not take it away in silence", async () => {
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview");
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/conflict with "somebody".*\.data\.greeting/s);
    expect(await greeting()).toBe("edited");
  });

  it("corrects the object when the other lets go of it", async () => {
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings-0" } };
    await box.api.call(`${SETTINGS}?fieldManager=somebody`, { method: "PATCH", contentType: APPLY, body });
    succeeded(await pulumi(run, "up --yes --skip-preview --refresh"));
    expect(await greeting()).toBe("hello");
  });

  it("ends with a clear error while the API server is down, and resumes when it is back", async () => {
    await configure(run, ["small:greeting"], "after the outage");
    const folder = join(box.folder, "cluster");
    await stopCluster(folder);
    const outage = sleep(OUTAGE_MS);
    const down = await pulumi(run, "up --yes --skip-preview");
    expect(down.code).not.toBe(0);
    expect(down.stdout).toContain("ECONNREFUSED");
    await outage;
    await startCluster({ folder, toolchain: box.toolchain, nodes: box.cluster.nodes, tied: true });
    succeeded(await pulumi(run, "up --yes --skip-preview"));
    const api = KubeApi.of(box.cluster.kubeconfig);
    expect(await api.call(SETTINGS)).toMatchObject({ data: { greeting: "after the outage" } });
    api.close();
  });

  it("says that credentials have expired", async () => {
    const pki = box.cluster.files.pki;
    await issue(toolPath(box.toolchain, "certs"), pki, [
      { name: "expired", commonName: "palisade:admin", organizations: ["system:masters"], minutes: -1 },
    ]);
    const read = async (name: string): Promise<string> => await readFile(join(pki, name), "utf8");
    const current = /server: (\S+)/.exec(await readFile(box.cluster.kubeconfig, "utf8"))?.[1] ?? "";
    const expired = join(box.folder, "expired.yaml");
    await writeFile(
      expired,
      kubeconfig({
        server: current,
        ca: await read("ca.crt"),
        certificate: await read("expired.crt"),
        key: await read("expired.key"),
      }),
    );
    await configure(run, ["small:greeting"], "with other credentials");
    const { code, stdout } = await pulumiWith(run, { env: { KUBECONFIG: expired } }, "up --yes --skip-preview");
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/expired|Unauthorized/);
  });

  it("waits for no kind that is not served yet, and completes when its CRD is there", async () => {
    await configure(run, ["small:widget"], "true");
    const early = await pulumi(run, "up --yes --skip-preview");
    expect(early.code).not.toBe(0);
    expect(early.stdout).toContain('no matches for kind "Widget" in version "e2e.palisade.dev/v1"');
    const api = KubeApi.of(box.cluster.kubeconfig);
    await api.call("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", { method: "POST", body: WIDGETS });
    while ((await api.find("/apis/e2e.palisade.dev/v1")) === undefined) await sleep(100);
    succeeded(await pulumi(run, "up --yes --skip-preview"));
    expect(await api.find("/apis/e2e.palisade.dev/v1/namespaces/small/widgets/widget")).toMatchObject({ spec: { size: 1 } });
    api.close();
  });

  it("says what holds a namespace that does not go, and ends when it is freed", async () => {
    const api = KubeApi.of(box.cluster.kubeconfig);
    const held = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "held", finalizers: ["e2e.palisade.dev/held"] } };
    await api.call("/api/v1/namespaces/small/configmaps", { method: "POST", body: held });
    const stuck = await pulumi(run, "destroy --yes --skip-preview");
    expect(stuck.code).not.toBe(0);
    expect(stuck.stdout).toMatch(/was deleted and is still there .*e2e\.palisade\.dev\/held.*remove what holds it/s);
    await api.call("/api/v1/namespaces/small/configmaps/held", {
      method: "PATCH",
      contentType: "application/merge-patch+json",
      body: { metadata: { finalizers: null } },
    });
    succeeded(await pulumi(run, "destroy --yes --skip-preview"));
    expect(await api.find("/api/v1/namespaces/small")).toBeUndefined();
    api.close();
  });
});

const WIDGETS = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "widgets.e2e.palisade.dev" },
  spec: {
    group: "e2e.palisade.dev",
    scope: "Namespaced",
    names: { plural: "widgets", singular: "widget", kind: "Widget" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: { spec: { type: "object", properties: { size: { type: "integer" } } } },
          },
        },
      },
    ],
  },
};

/** Whether every file of a state is: its text, its last text, and the attributes of both. */
async function isWhole(folder: string): Promise<boolean> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(json|bak|attrs)$/.test(name));
  const texts = await Promise.all(files.map(async (name) => await readFile(join(folder, name), "utf8")));
  return texts.every(isJson);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
