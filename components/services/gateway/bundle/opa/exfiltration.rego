# Sensitive data read in this session must not leave by a tool that sends to the outside.
package mcp.exfiltration

import rego.v1

default deny := false

deny if {
	some previous in input.session.previous_actions
	previous.resource_classification == "sensitive"
	input.tool in data.outbound_tools
}
