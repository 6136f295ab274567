import type { ActionTable } from "./actionTable.ts";

/** Actions of one kind of EC2 resource that is made, described, tagged and deleted. */
const ec2 = (...actions: readonly string[]): readonly string[] =>
  ["CreateTags", "DeleteTags", "DescribeTags", ...actions].map((action) => `ec2:${action}`);

const eks = (...actions: readonly string[]): readonly string[] =>
  ["TagResource", "UntagResource", "ListTagsForResource", ...actions].map((action) => `eks:${action}`);

const RULES = ["CreateTags", "DeleteTags", "DescribeSecurityGroupRules", "DescribeSecurityGroups", "ModifySecurityGroupRules"];

/** The part of the table about networks and clusters. */
export const AWS_CLUSTER_ACTIONS: ActionTable = {
  "ec2/defaultSecurityGroup": ec2(
    "AuthorizeSecurityGroupEgress",
    "AuthorizeSecurityGroupIngress",
    "DescribeSecurityGroups",
    "RevokeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
  ),
  "ec2/eip": ec2("AllocateAddress", "DescribeAddresses", "DescribeAddressesAttribute", "DisassociateAddress", "ReleaseAddress"),
  "ec2/flowLog": [
    ...ec2("CreateFlowLogs", "DeleteFlowLogs", "DescribeFlowLogs"),
    "iam:PassRole",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
  ],
  "ec2/instance": [
    ...ec2(
      "DescribeImages",
      "DescribeInstanceAttribute",
      "DescribeInstanceCreditSpecifications",
      "DescribeInstances",
      "DescribeInstanceTypes",
      "DescribeVolumes",
      "ModifyInstanceAttribute",
      "ModifyInstanceMetadataOptions",
      "MonitorInstances",
      "RunInstances",
      "StartInstances",
      "StopInstances",
      "TerminateInstances",
    ),
    "iam:PassRole",
  ],
  "ec2/internetGateway": ec2(
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DescribeInternetGateways",
    "DetachInternetGateway",
  ),
  "ec2/launchTemplate": ec2(
    "CreateLaunchTemplate",
    "CreateLaunchTemplateVersion",
    "DeleteLaunchTemplate",
    "DescribeLaunchTemplates",
    "DescribeLaunchTemplateVersions",
    "ModifyLaunchTemplate",
    "RunInstances",
  ),
  "ec2/natGateway": ec2("CreateNatGateway", "DeleteNatGateway", "DescribeNatGateways"),
  "ec2/routeTable": ec2(
    "CreateRoute",
    "CreateRouteTable",
    "DeleteRoute",
    "DeleteRouteTable",
    "DescribeRouteTables",
    "ReplaceRoute",
  ),
  "ec2/routeTableAssociation": ec2(
    "AssociateRouteTable",
    "DescribeRouteTables",
    "DisassociateRouteTable",
    "ReplaceRouteTableAssociation",
  ),
  "ec2/securityGroup": ec2(
    "CreateSecurityGroup",
    "DeleteSecurityGroup",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "RevokeSecurityGroupEgress",
  ),
  "ec2/subnet": ec2("CreateSubnet", "DeleteSubnet", "DescribeNetworkInterfaces", "DescribeSubnets", "ModifySubnetAttribute"),
  "ec2/vpc": ec2(
    "CreateVpc",
    "DeleteVpc",
    "DescribeNetworkAcls",
    "DescribeRouteTables",
    "DescribeSecurityGroups",
    "DescribeVpcAttribute",
    "DescribeVpcs",
    "ModifyVpcAttribute",
  ),
  "ec2/vpcEndpoint": ec2(
    "CreateVpcEndpoint",
    "DeleteVpcEndpoints",
    "DescribePrefixLists",
    "DescribeVpcEndpoints",
    "ModifyVpcEndpoint",
  ),
  "eks/accessEntry": eks("CreateAccessEntry", "DeleteAccessEntry", "DescribeAccessEntry", "UpdateAccessEntry"),
  "eks/accessPolicyAssociation": eks("AssociateAccessPolicy", "DisassociateAccessPolicy", "ListAssociatedAccessPolicies"),
  "eks/addon": [...eks("CreateAddon", "DeleteAddon", "DescribeAddon", "DescribeAddonVersions", "UpdateAddon"), "iam:PassRole"],
  "eks/cluster": [
    ...eks("CreateCluster", "DeleteCluster", "DescribeCluster", "DescribeUpdate", "UpdateClusterConfig", "UpdateClusterVersion"),
    "kms:CreateGrant",
    "kms:DescribeKey",
    "iam:PassRole",
    "iam:CreateServiceLinkedRole",
  ],
  "eks/nodeGroup": [
    ...eks("CreateNodegroup", "DeleteNodegroup", "DescribeNodegroup", "UpdateNodegroupConfig", "UpdateNodegroupVersion"),
    "iam:PassRole",
    "iam:CreateServiceLinkedRole",
  ],
  "eks/podIdentityAssociation": [
    ...eks(
      "CreatePodIdentityAssociation",
      "DeletePodIdentityAssociation",
      "DescribePodIdentityAssociation",
      "UpdatePodIdentityAssociation",
    ),
    "iam:GetRole",
    "iam:PassRole",
  ],
  "vpc/securityGroupEgressRule": [...RULES, "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress"].map(
    (one) => `ec2:${one}`,
  ),
  "vpc/securityGroupIngressRule": [...RULES, "AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"].map(
    (one) => `ec2:${one}`,
  ),
};
