import { describe, expect, it } from "vitest";
import { secretKind } from "../../../policy/lib/secretPatterns.ts";
import { secretInCommand, secretInFile } from "../../../policy/lib/secretsInText.ts";

const GITHUB = `ghp_${"a".repeat(36)}`;

describe("secretInCommand", () => {
  it.each([
    ["DB_PASSWORD=hunter2hunter2 ./run", "a secret by its name (DB_PASSWORD)"],
    ["export API_KEY='abcdefgh'; ./run", "a secret by its name (API_KEY)"],
    ['./run --token "hunter2hunter2"', "a secret by its name (token)"],
    ["./run --db-password=hunter2", "a secret by its name (db-password)"],
    ["kubectl create secret generic x --from-literal=password=hunter2", "a secret by its name (password)"],
    ["wget 'https://example.com/?access_token=hunter2hunter2'", "a secret by its name (access_token)"],
    ["curl -H 'Authorization: Bearer hunter2hunter2' https://example.com", "a credential in a header"],
    ["curl --user admin:hunter2 https://example.com", "a password of a user"],
    ["psql postgres://app:hunter2@db/shop", "a password in a URL"],
    [`git clone https://example.com && echo ${GITHUB}`, "a GitHub token"],
  ])("%s", (command, kind) => {
    expect(secretInCommand(command)).toBe(kind);
  });

  it.each([
    "./run --password-file=/run/secrets/db",
    "./run --password-file /run/secrets/db",
    "PASSWORD=$(cat /run/secrets/db) ./run",
    'TOKEN="$TOKEN" ./run',
    "./run --password ${PASSWORD}",
    "./run --enable-token-cache server",
    'curl -H "Authorization: Bearer $TOKEN" https://example.com',
    'curl -u "$USER:$PASSWORD" https://example.com',
    "grep -q 'token=' /etc/app.conf",
    'test -n "$API_KEY" || exit 1',
    "--secret-name=web-tls",
    "",
  ])("lets %s pass", (command) => {
    expect(secretInCommand(command)).toBeUndefined();
  });
});

describe("secretInFile", () => {
  it.each([
    ["db:\n  password: hunter2hunter2\n", "a secret by its name (password)"],
    ['log = "info"\nclient_secret = "hunter2hunter2"\n', "a secret by its name (client_secret)"],
    ['{\n  "api_key": "hunter2hunter2",\n  "port": 1\n}', "a secret by its name (api_key)"],
    ['db {\n  connection_string = "host=db password=hunter2 dbname=shop"\n}', "a secret by its name (connection_string)"],
  ])("%j", (content, kind) => {
    expect(secretInFile(content)).toBe(kind);
  });

  it.each([
    "db:\n  password: ${DB_PASSWORD}\n",
    "db:\n  passwordFile: /run/secrets/db\n",
    "token: issuer\nsecret: web-tls\n",
    'connection_string = "host=db dbname=shop sslmode=verify-full"\nport = 1\n',
    "# password: ask the team\nlog: info\n",
    "password: |\n  none\n",
  ])("lets %j pass", (content) => {
    expect(secretInFile(content)).toBeUndefined();
  });
});

describe("secretKind", () => {
  it.each([
    ["SIGNING_KEY", "Zx8qT1vKp3LmR7wYb2Nc", "a secret by its randomness"],
    ["session.seed", "0123456789abcdef0123456789abcdef", "a secret by its randomness"],
    ["DB_PASSWORD", "hunter2", "a secret by its name"],
    ["ACCOUNT", `AccountKey=${"a1B2".repeat(12)}==`, "an Azure storage key"],
  ])("%s=%s", (name, value, kind) => {
    expect(secretKind(name, value)).toBe(kind);
  });

  it.each([
    ["BUILD_ID", "Zx8qT1vKp3LmR7wYb2Nc"],
    ["PUBLIC_KEY", "Zx8qT1vKp3LmR7wYb2Nc"],
    ["KEY_ID", "Zx8qT1vKp3LmR7wYb2Nc"],
    ["SORT_KEY", "created-at-descending-by-customer"],
    ["AUTH_MODE", "Kubernetes"],
    ["CHECKSUM_KEY", "0123456789abcdef0123456789abcdef"],
  ])("lets %s=%s pass", (name, value) => {
    expect(secretKind(name, value)).toBeUndefined();
  });
});
