# Outside content may enter a model's context only after validation, and sensitive content only after approval.
package mcp.context

import rego.v1

default allow_context := false

allow_context if {
	screened
	input.context.classification == "clean"
}

allow_context if {
	screened
	input.context.classification != "clean"
	count(input.step_up_token) > 0
}

screened if {
	input.context.validated == true
	not input.session.flags.high_risk
}
