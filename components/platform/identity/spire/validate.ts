import type { Problem } from "../../../shared/problem.ts";
import { databaseProblems } from "../../../cloud/database/plan.ts";
import type { SpireContext } from "./context.ts";
import { keyServiceProblems } from "./keyService.ts";

const PATH = "palisade:identity";

/** Longest life of a JWT-SVID: a bearer token cannot be called back. */
const MAX_JWT_SECONDS = 3600;

/** SPIRE shortens SVIDs that would live longer than this part of the CA's life. */
const CA_LIVES = 6;

/** Everything about `palisade:identity` that the schema cannot say. */
export function spireProblems(context: SpireContext): readonly Problem[] {
  return [
    ...datastoreProblems(context),
    ...keyProblems(context),
    ...keyServiceProblems(context),
    ...attestationProblems(context),
    ...kubeletProblems(context),
    ...lifetimeProblems(context),
  ];
}

function datastoreProblems({ identity, controls, cloud, cluster }: SpireContext): readonly Problem[] {
  if (identity.datastore.kind === "managed")
    return databaseProblems(identity.datastore, { path: `${PATH}.datastore`, cloud, cluster, controls });
  if (identity.datastore.kind !== "sqlite") return [];
  return [
    ...when(identity.replicas > 1, {
      path: `${PATH}.replicas`,
      given: `was ${identity.replicas} with the sqlite datastore`,
      allowed: "servers share one postgres datastore, or are one",
      change: "set datastore.kind to managed or postgres, or replicas to 1",
    }),
    ...when(controls.spireProduction, {
      path: `${PATH}.datastore.kind`,
      given: 'was "sqlite"',
      allowed: `profile ${controls.profile} keeps registrations outside the server's pods`,
      change: "set datastore.kind to managed or postgres",
    }),
  ];
}

function keyProblems({ identity, controls }: SpireContext): readonly Problem[] {
  return when(controls.spireProduction && identity.keyManager.kind === "disk", {
    path: `${PATH}.keyManager.kind`,
    given: 'was "disk"',
    allowed: `profile ${controls.profile} keeps signing keys in a key management service`,
    change: "set keyManager.kind to hashicorpVault, awsKms, gcpKms or azureKeyVault",
  });
}

function attestationProblems({ identity, controls }: SpireContext): readonly Problem[] {
  return when(identity.nodeAttestation === "join_token" && controls.profile !== "local", {
    path: `${PATH}.nodeAttestation`,
    given: 'was "join_token"',
    allowed: `profile ${controls.profile} attests every node by k8s_psat`,
    change: "set nodeAttestation to k8s_psat",
  });
}

/** Flavours whose kubelets sign their own serving certificate (kubeadm without serverTLSBootstrap). */
const SELF_SIGNED_KUBELETS: readonly string[] = ["docker-desktop", "kind"];

function kubeletProblems({ identity, controls, cluster }: SpireContext): readonly Problem[] {
  const path = `${PATH}.kubeletVerification`;
  return [
    ...when(identity.kubeletVerification === "skip" && controls.kubeletVerified, {
      path,
      given: 'was "skip"',
      allowed: `profile ${controls.profile} verifies the kubelet`,
      change: "set kubeletVerification to apiServerCA, or to hostCert where kubelets sign their own certificate",
    }),
    ...when(identity.kubeletVerification === "apiServerCA" && SELF_SIGNED_KUBELETS.includes(cluster.flavour), {
      path,
      given: `was "apiServerCA" on ${cluster.flavour}`,
      allowed: "kubelets there sign their own certificate, so that no workload would be attested",
      change: controls.kubeletVerified ? "set kubeletVerification to hostCert" : "set kubeletVerification to hostCert or skip",
    }),
  ];
}

function lifetimeProblems({ identity, controls }: SpireContext): readonly Problem[] {
  const { caTtl, svidTtl, jwtSvidTtl } = identity;
  const svid = durationSeconds(svidTtl);
  return [
    ...when(svid > controls.maxSvidHours * 3600, {
      path: `${PATH}.svidTtl`,
      given: `was ${svidTtl}`,
      allowed: `profile ${controls.profile} allows at most ${controls.maxSvidHours}h`,
      change: "lower svidTtl",
    }),
    ...when(svid * CA_LIVES > durationSeconds(caTtl), {
      path: `${PATH}.svidTtl`,
      given: `was ${svidTtl} with a CA of ${caTtl}`,
      allowed: `SPIRE issues no SVID for longer than a sixth of the CA's life`,
      change: "lower svidTtl or raise caTtl",
    }),
    ...when(durationSeconds(jwtSvidTtl) > MAX_JWT_SECONDS, {
      path: `${PATH}.jwtSvidTtl`,
      given: `was ${jwtSvidTtl}`,
      allowed: "a JWT-SVID is a bearer token and lives at most 1h",
      change: "lower jwtSvidTtl",
    }),
  ];
}

/** Characters that need quoting neither in server.conf, which is JSON, nor in the connection string in it. */
const UNQUOTED = /^[A-Za-z0-9._~-]+$/;

/** Shortest password: a checksum of it restarts the servers, and nobody may guess it from that. */
const PASSWORD_LENGTH = 20;

/** What is wrong with the password of the database user; the password itself is never shown. */
export function passwordProblems(password: string): readonly Problem[] {
  const path = "palisade:spireDatabasePassword";
  const change = "choose another password for the database user";
  return [
    ...when(!UNQUOTED.test(password), {
      path,
      given: "was empty or held other characters",
      allowed: "letters, digits and . _ ~ -, because it stands in a connection string",
      change,
    }),
    ...when(password.length < PASSWORD_LENGTH, {
      path,
      given: "was too short",
      allowed: `${PASSWORD_LENGTH} characters or more, because a checksum of it is in the cluster`,
      change,
    }),
  ];
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Seconds of a duration such as `1h30m`; the schema has checked its form. */
export function durationSeconds(duration: string): number {
  const parts = [...duration.matchAll(/([0-9]+)([hms])/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_SECONDS[unit ?? ""] ?? 0), 0);
}

function when(wrong: boolean, problem: Problem): readonly Problem[] {
  return wrong ? [problem] : [];
}
