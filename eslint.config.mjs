import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const providerRoots = ["aws", "gcp", "azure-native", "kubernetes"].flatMap((sdk) => [
  `@pulumi/${sdk}`,
  `@pulumi/${sdk}/index.js`,
]);

export default tseslint.config(
  { ignores: ["node_modules/", "**/dist/", ".palisade/", "test/fixtures/", "**/*.cjs"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ["error", 10],
      "max-depth": ["error", 3],
      "max-lines": ["error", 250],
      "max-params": ["error", 4],
      eqeqeq: "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: providerRoots.map((name) => ({
            name,
            message: "Import the class file, for example @pulumi/kubernetes/apps/v1/deployment.js: roots cost seconds.",
          })),
        },
      ],
    },
  },
  { files: ["test/**/*.ts"], rules: { "max-lines": "off", "@typescript-eslint/explicit-module-boundary-types": "off" } },
  prettier,
);
