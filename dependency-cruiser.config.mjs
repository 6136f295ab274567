/**
 * Imports point one way: shared <- config, flow <- workload <- cloud <- platform <- services <- plan, assemble <- index.
 * components/README.md is the map in words.
 */
const layers = {
  shared: [],
  config: ["shared"],
  flow: ["shared"],
  workload: ["shared", "flow"],
  cloud: ["shared", "config", "flow", "workload"],
  platform: ["shared", "config", "flow", "workload", "cloud"],
  services: ["shared", "config", "flow", "workload", "cloud", "platform"],
};

const layerRules = Object.entries(layers).map(([layer, below]) => ({
  name: `${layer}-imports-only-below`,
  severity: "error",
  comment: `components/${layer} may import only ${["itself", ...below].join(", ")}`,
  from: { path: `^components/${layer}/`, pathNot: "^components/config/schema\\.ts$" },
  to: { path: "^(components|tools|policy|test|index)", pathNot: `^components/(${[layer, ...below].join("|")})/` },
}));

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: "schema-composes-config-slices",
      severity: "error",
      comment: "config/schema.ts alone looks upward, and only at config.ts files",
      from: { path: "^components/config/schema\\.ts$" },
      to: { path: "^components/", pathNot: "^components/(shared|config)/|/config\\.ts$" },
    },
    {
      name: "config-slices-are-schemas",
      severity: "error",
      from: { path: "^components/(cloud|platform|services)/.*config\\.ts$" },
      to: { pathNot: "^components/shared/|^components/config/profiles|node_modules/zod|\\bconfig\\.ts$" },
    },
    {
      name: "the-pack-stands-alone",
      severity: "error",
      comment: "the pack is an independent witness: it never imports the program",
      from: { path: "^policy/" },
      to: { path: "^(components|tools|test|index)" },
    },
    {
      name: "the-program-never-imports-the-pack",
      severity: "error",
      from: { path: "^(components|index)" },
      to: { path: "^(policy|tools|test)" },
    },
    {
      name: "pure-files-import-no-pulumi",
      severity: "error",
      comment: "decisions are plain data in, plain data out",
      from: {
        path: "^components/(shared|flow|workload|config)/|^components/.*/(workloads|flows|plan|validate|render[A-Z]\\w*)\\.ts$|^components/plan\\.ts$",
        pathNot: "/[A-Z]\\w*\\.ts$|config/load\\.ts$",
      },
      to: { path: "@pulumi/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "one-pulumi-adapter",
      severity: "error",
      from: { path: "^policy/(rules|lib)/", pathNot: "pulumiAdapter" },
      to: { path: "@pulumi/" },
    },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^test/fixtures" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".cjs", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
