import { defineConfig } from "vitest/config";

/** `npm run e2e`: a real engine and a real API server, two test files at a time; `npm test` never runs these. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts"],
    // Each test takes long enough to be told when it ends.
    reporters: ["verbose"],
    globalSetup: ["test/e2e/globalSetup.ts"],
    // Each file has a cluster of its own; one alone leaves half of two cores idle, waiting for its server.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
