/**
 * Preloaded into the program (`node -r`). Changes nothing the program can see; over file descriptor 3 it
 * - reports errors that end the program, whole: Pulumi's own log hides the stack of some;
 * - answers, when asked, which resource registrations still wait and for what.
 */
"use strict";
const fs = require("node:fs");
const net = require("node:net");
const path = require("node:path");
const { isMainThread } = require("node:worker_threads");

const CHANNEL = 3;

/** Node also preloads this into worker threads, and into processes that the program forks; neither is the program. */
function isProgram() {
  return isMainThread && /[\\/]cmd[\\/]run(?:[\\/]index\.js)?$/u.test(process.argv[1] ?? "");
}

function report(message) {
  try {
    fs.writeSync(CHANNEL, `${JSON.stringify(message)}\n`);
  } catch {
    // The engine is gone; so will be this process.
  }
}

/** An error that crossed a thread (a compiler in a loader) may arrive without its fields: Pulumi prints those best. */
function onError(error) {
  const known = typeof error === "object" && error !== null;
  if (known && typeof error.message !== "string") {
    return;
  }
  const resource = known && error.resource && typeof error.resource.__name === "string" ? error.resource.__name : undefined;
  report({
    type: "error",
    name: known ? String(error.name) : typeof error,
    message: known ? String(error.message) : String(error),
    stack: known ? String(error.stack ?? "") : "",
    resource,
    // Pulumi's RunError itself: written for the user, lines and all. Its subclasses are the SDK's own words.
    forUser: known && error.__pulumiRunError === true && error.constructor?.name === "RunError",
  });
}

/** Pulumi keeps what waits in the store of the SDK this process was started from. */
function pending(sdk) {
  const registrations = require(`${sdk}/runtime/state`).getStore().pendingResourceRegistrations;
  return [...(registrations?.values() ?? [])].map(({ name, type, phase, inputProperty }) => ({
    name,
    type,
    phase,
    inputProperty,
  }));
}

function watch() {
  const sdk = path.resolve(process.argv[1].replace(/[\\/]index\.js$/u, ""), "../..");
  process.on("uncaughtException", onError);
  process.on("unhandledRejection", onError);
  const channel = new net.Socket({ fd: CHANNEL, readable: true, writable: false });
  channel.on("data", () => {
    try {
      report({ type: "pending", registrations: pending(sdk) });
    } catch {
      report({ type: "pending", registrations: [] });
    }
  });
  channel.on("error", () => undefined);
  channel.unref();
}

if (isProgram()) {
  watch();
}
