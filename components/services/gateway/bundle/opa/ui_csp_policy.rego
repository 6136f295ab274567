# Content Security Policy of MCP-UI resources: only domains that a grant names.
package mcp.ui.csp

import rego.v1

default allow := false

allow if {
	undeclared := {domain |
		some domain in input.ui.declared_csp.connectDomains
		not domain in granted_domains
	}
	count(undeclared) == 0
}

granted_domains := {domain |
	some grant in data.ui_capability_grants
	grant.server == input.tool_server
	grant.mode == "allow"
	some domain in grant.allowed_csp_connect_domains
}
