import type { Command } from "commander";

/** By name, in the order of the help. Only the called one is loaded: together they import every part of the project. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  preview: async () => (await import("./preview.ts")).previewCommand(),
  render: async () => (await import("./render.ts")).renderCommand(),
  check: async () => (await import("../../policy/cli/check.ts")).checkCommand(),
  reach: async () => (await import("../../policy/cli/reach.ts")).reachCommand(),
  blast: async () => (await import("./blast.ts")).stackBlastCommand(),
  rules: async () => (await import("../../policy/cli/rules.ts")).rulesCommand(),
  waivers: async () => (await import("../../policy/cli/waivers.ts")).waiversCommand(),
  config: async () => (await import("./config.ts")).configCommand(),
  images: async () => (await import("./images.ts")).imagesCommand(),
  golden: async () => (await import("./golden.ts")).goldenCommand(),
  up: async () => (await import("./up.ts")).upCommand(),
  down: async () => (await import("./down.ts")).downCommand(),
  unprotect: async () => (await import("./unprotect.ts")).unprotectCommand(),
  kubectl: async () => (await import("./kubectl.ts")).kubectlCommand(),
  toolchain: async () => (await import("./toolchain.ts")).toolchainCommand(),
};
