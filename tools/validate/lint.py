"""Reads every policy of a folder with parliament. What it may say and is wrong about is listed with the reason; all else fails."""

import json
import pathlib
import re
import sys
import warnings

warnings.filterwarnings("ignore")

from parliament import analyze_policy_string, enhance_finding  # noqa: E402

# issue, file, detail, reason
ACCEPTED = [
    (
        "RESOURCE_STAR",
        r".*",
        r".*(kms:CreateKey|kms:ListKeys|ec2:Describe|\[\]).*",
        "these actions know no resource; a test names each of them",
    ),
    (
        "UNKNOWN_CONDITION_FOR_ACTION",
        r".*",
        r".*kms:ResourceAliases.*",
        "AWS lists the key with the resource, not with the action: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
    ),
    (
        "RESOURCE_MISMATCH",
        r".*-ebs-csi-policy\.json",
        r".*ec2:(Attach|Detach)Volume.*",
        "volume and instance are allowed by one statement each, because their conditions differ",
    ),
    (
        "RESOURCE_MISMATCH",
        r".*-spire-server-policy\.json",
        r".*kms:(Create|Delete|Update)Alias.*",
        "the half that is about keys stands in the policy that SPIRE gives each key",
    ),
    (
        "(RESOURCE_STAR|RESOURCE_POLICY_PRIVILEGE_ESCALATION|PERMISSIONS_MANAGEMENT_ACTIONS|PRIVILEGE_ESCALATION)",
        r".*-(deployer|deploy)\.json",
        r".*",
        "whoever deploys policies can give himself rights; the region and the names of roles and buckets hold him",
    ),
]


def accepted(finding, file):
    for issue, where, detail, _reason in ACCEPTED:
        said = f"{finding.detail} {finding.location}"
        if re.fullmatch(issue, finding.issue) and re.fullmatch(where, file) and re.fullmatch(detail, said, re.S):
            return True
    return False


def main(folder):
    files = sorted(pathlib.Path(folder).glob("*.json"))
    lines = []
    for path in files:
        for finding in analyze_policy_string(json.dumps(json.loads(path.read_text()), indent=1)).findings:
            if not accepted(finding, path.name):
                said = enhance_finding(finding)
                lines.append(f"{path.name}: {said.severity} {said.title}: {said.detail} {said.location}")
    print("\n".join(lines) if lines else f"{len(files)} AWS policies, nothing to report")
    return 1 if lines or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
