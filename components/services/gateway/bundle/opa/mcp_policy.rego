# Decides every MCP request. Deny is the default; allowing takes every condition at once.
package mcp

import rego.v1

default allow := {"allow": false, "reason": "default_deny"}

allow := {"allow": true, "reason": "granted"} if {
	count(denials) == 0
	tool_granted
} else := {"allow": false, "reason": concat(",", denials)} if {
	count(denials) > 0
}

# Grants whose pattern matches the whole SPIFFE ID; "*" stands for one path segment.
matching_grants := [grant |
	some grant in data.tool_grants
	glob.match(grant.spiffe_pattern, ["/"], input.spiffe_id)
]

# Messages of the protocol itself name no tool.
tool_granted if {
	count(matching_grants) > 0
	input.tool == ""
}

tool_granted if {
	some grant in matching_grants
	input.tool in grant.allowed_tools
}

denials contains "no_matching_grant" if count(matching_grants) == 0

denials contains "tool_not_granted" if {
	count(matching_grants) > 0
	not tool_granted
}

denials contains "session_risk_too_high" if not session_risk_acceptable

session_risk_acceptable if input.session.risk_score < 0.7

denials contains "approval_required" if {
	some grant in matching_grants
	input.tool in grant.requires_approval_for
	not approved
}

denials contains "exfiltration_suspected" if {
	data.mcp.exfiltration.deny
	not approved
}

denials contains "principal_not_permitted" if not data.precinct.principal.permitted

denials contains "oauth_scope_missing" if {
	startswith(input.auth_method, "oauth_")
	input.tool != ""
	not "mcp:tools" in input.oauth_scopes
}

# Layer 9 verifies the token itself; here it only has to be there.
approved if count(input.step_up_token) > 0
