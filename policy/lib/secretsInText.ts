import { isSecretByName, secretFormat, secretKind } from "./secretPatterns.ts";

const VALUE = /(?:"([^"]*)"|'([^']*)'|([^\s"'`;&|<>()]+))/.source;
/** `NAME=value`, `--name=value`, `--name value`, `?name=value`; what a shell fills in ($…) is no literal. */
const ASSIGNED = new RegExp(`(?<![\\w$.-])(?:(-{1,2})([A-Za-z_][\\w.-]*)(=|\\s+(?!-))|()([A-Za-z_][\\w.-]*)(=))${VALUE}`, "g");
const HEADER =
  /\b(authorization|x-api-key|cookie)["']?\s*:\s*["']?((bearer|basic|token)\s+)?(?!(bearer|basic|token)\s|[\s"'$])[^\s"'$]{6,}/i;
const USER = /\bcurl\b.{0,300}?\s(-u|--user)[\s=]+["']?[^\s:$"']+:(?!\$)[^\s"']+/s;

/** What a command line or a script holds that looks like a secret, in words. */
export function secretInCommand(command: string): string | undefined {
  const format = secretFormat(command);
  if (format !== undefined) return format;
  if (HEADER.test(command)) return "a credential in a header";
  return USER.test(command) ? "a password of a user" : assignedSecret(command);
}

function assignedSecret(command: string): string | undefined {
  for (const match of command.matchAll(ASSIGNED)) {
    const [dashes = "", name = "", sign = "", value = ""] = match.slice(1).filter((part) => part !== undefined);
    const kind = isAssignment(dashes, name, sign) ? kindOfAssigned(name, value) : undefined;
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** A flag without = is followed by its value only if its last word says so: --enable-token-cache is a switch. */
function isAssignment(dashes: string, name: string, sign: string): boolean {
  return sign === "=" || (dashes !== "" && /(word|wd|phrase|secret|token|credentials?|key)$/i.test(name));
}

/** What is assigned may be an assignment itself: --from-literal=password=… */
function kindOfAssigned(name: string, value: string): string | undefined {
  if (!value.startsWith("$") && secretKind(name, value) !== undefined) return `a secret by its name (${name})`;
  return value.includes("=") ? assignedSecret(value) : undefined;
}

/** Names that hold nothing but secrets in files of any program. */
const STRONG =
  /(pass(word|wd|phrase)|api[_.-]?key|access[_.-]?key|private[_.-]?key|secret[_.-]?key|client[_.-]?secret|auth[_.-]?token)$/i;
const LINE = /^[ \t]*(?:- +)?["']?([\w.-]+)["']?[ \t]*[:=][ \t]*["']?([^"'\n#]*?)["']?[ \t]*,?[ \t]*$/gm;

/** What a file of several lines holds that looks like a secret, in words; `password: …` counts, a bare `token: …` does not. */
export function secretInFile(content: string): string | undefined {
  const format = secretFormat(content);
  if (format !== undefined) return format;
  const found = [...content.matchAll(LINE)].find(([, name = "", value = ""]) => isStrong(name, value));
  return found === undefined ? undefined : `a secret by its name (${found[1] ?? ""})`;
}

/** A connection string is one when it brings the password; templates and references are none. */
function isStrong(name: string, value: string): boolean {
  if (/(connection[_.-]?string|dsn)$/i.test(name)) return assignedSecret(value) !== undefined;
  return STRONG.test(name) && isSecretByName(name, value) && !/^[$<{[|>%]/.test(value);
}

/** What an annotation holds that looks like a secret, in words. Its key names a thing more often than it names a secret. */
export function secretInNote(key: string, value: string): string | undefined {
  const name = key.slice(key.lastIndexOf("/") + 1);
  return secretInFile(value) ?? (isStrong(name, value) ? "a secret by its name" : undefined);
}
