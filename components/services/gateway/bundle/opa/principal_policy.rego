# What a principal may do. Levels: 0 system, 1 owner, 2 delegated administrator, 3 agent, 4 external user, 5 unclassified.
package precinct.principal

import rego.v1

default permitted := false

permitted if {
	recognised
	not destructive
}

permitted if input.principal.level <= 2

recognised if input.principal.level <= 4

# Kubernetes identities (/ns/<namespace>/sa/<name>) have no level: what counts is that the SVID was verified and has a grant.
recognised if input.auth_method == "mtls_svid"

# Seen only where the gateway runs in dev mode; everywhere else no caller can present it.
recognised if input.auth_method == "header_declared"

destructive if {
	some word in ["delete", "drop", "purge", "remove", "revoke", "shutdown", "wipe"]
	contains(lower(input.action), word)
}
