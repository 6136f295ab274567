import { defineConfig } from "vitest/config";

/** `npm run e2e`: a real engine and a real API server, one test file at a time; `npm test` never runs these. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts"],
    // Each test takes long enough to be told when it ends.
    reporters: ["verbose"],
    globalSetup: ["test/e2e/globalSetup.ts"],
    // Each file has a cluster of its own, and one is enough for two cores.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    bail: 0,
  },
});
