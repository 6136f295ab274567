module palisade.invalid/e2e/certs

go 1.24.0
