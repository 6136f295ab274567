# MCP-UI: what an app served by a tool server may do. A server without an "allow" grant may do nothing.
package mcp.ui.policy

import rego.v1

default deny_ui_resource := true

deny_ui_resource := false if not input.ui.enabled

deny_ui_resource := false if count(grants) > 0

default deny_app_tool_call := true

deny_app_tool_call := false if not app_call

deny_app_tool_call := false if {
	some grant in grants
	input.tool in grant.approved_tools
}

default requires_step_up := false

requires_step_up if {
	app_call
	input.tool_risk_level in {"high", "critical"}
}

default excessive_app_calls := false

excessive_app_calls if {
	app_call
	input.ui.app_session_tool_calls > 50
}

app_call if input.ui.call_origin == "app"

grants := [grant |
	some grant in data.ui_capability_grants
	grant.server == input.tool_server
	grant.mode == "allow"
]
