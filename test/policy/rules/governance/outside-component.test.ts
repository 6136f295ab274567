import { outsideComponent } from "../../../../policy/rules/governance/outside-component.ts";
import { vpc } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";
import { of } from "../cloud/cloudCases.ts";

const platform = pulumiResource("palisade:platform:Platform");

worldCases(outsideComponent, [
  ["in a component", [platform, { ...of(vpc), parent: platform.id }]],
  [
    "on the stack",
    [platform, { ...of(vpc), parent: "urn:pulumi:prod::palisade::pulumi:pulumi:Stack::palisade-prod" }],
    "aws:ec2/vpc:Vpc main has no component as its parent; allowed: one",
  ],
  ["without a parent", [platform, of(vpc)], "aws:ec2/vpc:Vpc main has no component as its parent; allowed: one"],
  ["a provider", [platform, { ...of(vpc), type: "pulumi:providers:aws" }]],
  ["no platform", [of(vpc)], NOT_APPLICABLE],
]);
