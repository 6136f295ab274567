import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/anywhere.ts"],
    exclude: ["test/fixtures/**", "test/e2e/**"],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    // Tests share no state but files of their own: workers live on from file to file.
    isolate: false,
  },
});
