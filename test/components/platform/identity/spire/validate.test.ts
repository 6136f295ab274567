import { describe, expect, it } from "vitest";
import { durationSeconds, passwordProblems, spireProblems } from "../../../../../components/platform/identity/spire/validate.ts";
import { describeProblem } from "../../../../../components/shared/problem.ts";
import { type Change, POSTGRES, PRODUCTION, spireContext, VAULT } from "./fixture.ts";

const problems = (change: Change): string[] => spireProblems(spireContext(change)).map(describeProblem);

describe("a stack without problems", () => {
  it.each<[string, Change]>([
    ["the defaults in dev", {}],
    [
      "join_token on local [P-56]",
      { profile: "local", identity: { nodeAttestation: "join_token", kubeletVerification: "skip" } },
    ],
    ["sqlite and disk in staging", { profile: "staging" }],
    ["production", PRODUCTION],
    ["hostCert on kind", { identity: { kubeletVerification: "hostCert" }, cluster: { flavour: "kind" } }],
    ["apiServerCA on GKE [P-93]", { cluster: { flavour: "gke" } }],
    ["the longest lives of dev", { identity: { caTtl: "144h", svidTtl: "24h", jwtSvidTtl: "1h" } }],
  ])("%s", (_, change) => {
    expect(problems(change)).toEqual([]);
  });
});

describe("a problem", () => {
  it.each<[string, Change, string]>([
    [
      "two servers on one file",
      { identity: { replicas: 2 } },
      "palisade:identity.replicas: was 2 with the sqlite datastore; servers share one postgres datastore, or are one; set datastore.kind to managed or postgres, or replicas to 1",
    ],
    [
      "sqlite in prod",
      { profile: "prod", identity: { keyManager: VAULT } },
      'palisade:identity.datastore.kind: was "sqlite"; profile prod keeps registrations outside the server\'s pods; set datastore.kind to managed or postgres',
    ],
    [
      "keys on disk in prod",
      { profile: "prod", identity: { datastore: POSTGRES } },
      'palisade:identity.keyManager.kind: was "disk"; profile prod keeps signing keys in a key management service; set keyManager.kind to hashicorpVault, awsKms, gcpKms or azureKeyVault',
    ],
    [
      "join_token outside local",
      { identity: { nodeAttestation: "join_token" } },
      'palisade:identity.nodeAttestation: was "join_token"; profile dev attests every node by k8s_psat; set nodeAttestation to k8s_psat',
    ],
    [
      "an unverified kubelet in staging",
      { profile: "staging", identity: { kubeletVerification: "skip" } },
      'palisade:identity.kubeletVerification: was "skip"; profile staging verifies the kubelet; set kubeletVerification to apiServerCA, or to hostCert where kubelets sign their own certificate',
    ],
    [
      "the cluster's CA on kind in dev",
      { cluster: { flavour: "kind" } },
      'palisade:identity.kubeletVerification: was "apiServerCA" on kind; kubelets there sign their own certificate, so that no workload would be attested; set kubeletVerification to hostCert or skip',
    ],
    [
      "the cluster's CA on Docker Desktop in staging",
      { profile: "staging", cluster: { flavour: "docker-desktop" } },
      'palisade:identity.kubeletVerification: was "apiServerCA" on docker-desktop; kubelets there sign their own certificate, so that no workload would be attested; set kubeletVerification to hostCert',
    ],
    [
      "an SVID that lives too long for the profile",
      { profile: "staging", identity: { caTtl: "240h", svidTtl: "13h" } },
      "palisade:identity.svidTtl: was 13h; profile staging allows at most 12h; lower svidTtl",
    ],
    [
      "an SVID that lives too long for its CA",
      { identity: { caTtl: "24h", svidTtl: "4h1s" } },
      "palisade:identity.svidTtl: was 4h1s with a CA of 24h; SPIRE issues no SVID for longer than a sixth of the CA's life; lower svidTtl or raise caTtl",
    ],
    [
      "a bearer token that lives too long",
      { identity: { jwtSvidTtl: "1h1m" } },
      "palisade:identity.jwtSvidTtl: was 1h1m; a JWT-SVID is a bearer token and lives at most 1h; lower jwtSvidTtl",
    ],
  ])("%s", (_, change, expected) => {
    expect(problems(change)).toEqual([expected]);
  });

  it("hides no other", () => {
    const identity = {
      replicas: 2,
      nodeAttestation: "join_token",
      kubeletVerification: "skip",
      svidTtl: "25h",
      jwtSvidTtl: "2h",
    };
    const paths = spireProblems(spireContext({ profile: "prod", identity })).map(({ path }) =>
      path.replace("palisade:identity.", ""),
    );
    expect(paths).toEqual([
      "replicas",
      "datastore.kind",
      "keyManager.kind",
      "nodeAttestation",
      "kubeletVerification",
      "svidTtl",
      "svidTtl",
      "jwtSvidTtl",
    ]);
  });
});

describe("the password of the database user", () => {
  it.each(["correct-horse-battery", "aB3._~-aB3._~-aB3._~-", "placeholder-for-palisade-spireDatabasePassword-0"])(
    "may be %s",
    (password) => {
      expect(passwordProblems(password)).toEqual([]);
    },
  );

  it.each(["two words", 'quote"d', "back\\slash", "$HOME", "it's"])("may not be like %j, and is not shown", (word) => {
    expect(passwordProblems(word.padEnd(20, "0")).map(describeProblem)).toEqual([
      "palisade:spireDatabasePassword: was empty or held other characters; letters, digits and . _ ~ -, because it stands in a connection string; choose another password for the database user",
    ]);
  });

  it("is too long to be guessed from its checksum", () => {
    expect(passwordProblems("0".repeat(19)).map(describeProblem)).toEqual([
      "palisade:spireDatabasePassword: was too short; 20 characters or more, because a checksum of it is in the cluster; choose another password for the database user",
    ]);
    expect(passwordProblems("")).toHaveLength(2);
  });
});

describe("durationSeconds", () => {
  it.each([
    ["24h", 86_400],
    ["1h30m", 5400],
    ["5m", 300],
    ["1h1m1s", 3661],
  ])("%s", (duration, seconds) => {
    expect(durationSeconds(duration)).toBe(seconds);
  });
});
