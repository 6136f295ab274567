/** A variable by which a program loads code that is not part of its image, or runs with a debugger open. */
export interface LoaderVariable {
  /** What it makes do whom. */
  readonly does: string;
  /** Values that do harm; every value where it is left out. */
  readonly harmful?: RegExp;
}

/** Folders that every container may write, a folder that depends on where the program starts, and an empty one, which is that. */
const SCRATCH = /(^|:)((?!\/)|\/(tmp|var\/tmp|dev\/shm|proc|run)(\/|:|$))/;

/** `NODE_OPTIONS=--max-old-space-size=512` is fine; what loads a module or opens the debugger is not. */
const NODE = /(^|[\s"'])(-r|--require|--import|--loader|--experimental-loader|--env-file|--inspect[\w-]*)($|[\s=])/;

/** `-Xmx512m` is fine; agents, patched classes, commands on errors and files of more options are not. */
const JAVA = /-(javaagent|agentlib|agentpath|Xbootclasspath|Xrun)|-XX:(OnError|OnOutOfMemoryError|Flags|VMOptionsFile)=|(^|\s)@/;

const jvm: LoaderVariable = { does: "a JVM takes options from it that load agents or run commands", harmful: JAVA };
const searched = (who: string): LoaderVariable => ({ does: `${who} takes code from the folders it lists`, harmful: SCRATCH });

/** By name, as Linux compares them: upper and lower case are different variables. */
export const LOADER_VARIABLES: Readonly<Record<string, LoaderVariable>> = {
  LD_PRELOAD: { does: "the dynamic linker loads the library it names into every program" },
  LD_AUDIT: { does: "the dynamic linker loads the library it names into every program" },
  GCONV_PATH: { does: "glibc loads character set modules from it" },
  LD_LIBRARY_PATH: searched("the dynamic linker"),
  PATH: searched("whoever runs a command"),
  BASH_ENV: { does: "bash runs the script it names before every other" },
  // A name that many use for `production`: only a path is one of sh.
  ENV: { does: "sh runs the script it names", harmful: /[/~$`]/ },
  NODE_OPTIONS: { does: "node takes options from it that load modules or open a debugger", harmful: NODE },
  NODE_PATH: searched("node"),
  PYTHONSTARTUP: { does: "python runs the script it names" },
  PYTHONHOME: { does: "python takes its own library from there" },
  PYTHONPATH: searched("python"),
  PERL5OPT: { does: "perl takes options from it that load modules" },
  PERL5DB: { does: "perl runs the code it holds" },
  PERL5LIB: searched("perl"),
  RUBYOPT: { does: "ruby takes options from it that load libraries" },
  RUBYLIB: searched("ruby"),
  PHP_INI_SCAN_DIR: { does: "PHP takes settings from there that prepend a script to every other" },
  JAVA_TOOL_OPTIONS: jvm,
  JDK_JAVA_OPTIONS: jvm,
  _JAVA_OPTIONS: jvm,
  JAVA_OPTS: jvm,
  CLASSPATH: searched("a JVM"),
  DOTNET_STARTUP_HOOKS: { does: ".NET runs the assembly it names before the program" },
  CORECLR_PROFILER_PATH: { does: ".NET loads the library it names" },
  OPENSSL_CONF: { does: "OpenSSL loads the engines that the file names", harmful: SCRATCH },
  OPENSSL_ENGINES: { does: "OpenSSL loads engines from there" },
  OPENSSL_MODULES: { does: "OpenSSL loads providers from there" },
};

/** Whether the value does harm. What another variable or object says (`$(NAME)`) cannot be read here, and counts as harm. */
export function loadsCode({ harmful }: LoaderVariable, value: string): boolean {
  return harmful === undefined || harmful.test(value) || value.includes("$(");
}
