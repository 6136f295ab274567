import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { secretInConfigmap } from "../../../../policy/rules/secrets/secret-in-configmap.ts";
import { configMap } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

cases(secretInConfigmap, configMap, [
  [
    "a key in binaryData",
    { "binaryData.blob": base64("-----BEGIN PRIVATE KEY-----\nMIIE\n") },
    "ConfigMap shop/web holds in binaryData.blob what looks like a private key; allowed: a reference to a Secret",
  ],
  [
    "a password in binaryData",
    { "binaryData.password": base64("hunter2hunter2") },
    "ConfigMap shop/web holds in binaryData.password what looks like a secret by its name; allowed: a reference to a Secret",
  ],
  ["a picture", { "binaryData.logo": base64("\u0089PNG") }],
  [
    "unknown binaryData",
    { binaryData: UNKNOWN },
    "unknown: ConfigMap shop/web: binaryData is not known before deployment; allowed: a reference to a Secret",
  ],
]);
