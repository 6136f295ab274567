import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { apiserviceTls } from "../../../../policy/rules/identity/apiservice-tls.ts";
import { apiService } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(apiserviceTls, apiService, [
  ["said to be verified", { "spec.insecureSkipTLSVerify": false }],
  [
    "not verified",
    { "spec.insecureSkipTLSVerify": true },
    "APIService v1.metrics.example.com sets spec.insecureSkipTLSVerify to true; allowed: false or not set",
  ],
  [
    "not known",
    { "spec.insecureSkipTLSVerify": UNKNOWN },
    "unknown: APIService v1.metrics.example.com: spec.insecureSkipTLSVerify is not known before deployment; allowed: false or not set",
  ],
  ["a kind of that name elsewhere", { apiVersion: "example.com/v1" }, NOT_APPLICABLE],
]);
