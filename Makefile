# Node 24 comes with `npm ci` (optionalDependencies); npm puts it on PATH for every script.
SHELL := /bin/sh
.DEFAULT_GOAL := help
STACK ?= local
ON_CLUSTER := $(if $(CLUSTER),--cluster $(CLUSTER))
PALISADE := npm run -s palisade --

help: ## Show what can be made
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

# npm writes this file last; it is older than the lockfile exactly when an install is due.
node_modules/.package-lock.json: package-lock.json package.json policy/package.json
	@tools/checkNode.sh
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

install: node_modules/.package-lock.json ## Install the pinned dependencies

preview: install ## Preview STACK (local, dev, staging, prod, prod-gke, prod-aks) with all policies, offline
	@$(PALISADE) preview --stack $(STACK) $(ARGS)

test: install ## Run all tests
	npm test

check: install ## Types, lint, import boundaries and dead code
	npm run check

golden: install ## Write the golden records of all stacks anew; read the diff before committing it
	@$(PALISADE) golden

render: install ## Write the Kubernetes manifests of STACK to rendered/STACK
	@$(PALISADE) render --stack $(STACK) --out rendered/$(STACK)

images-lock: install ## Resolve the digest of every image at its registry
	@$(PALISADE) images lock $(ARGS)

up: install ## Deploy STACK; CLUSTER=embedded simulates a cluster on this machine
	@$(PALISADE) up --stack $(STACK) $(ON_CLUSTER) $(ARGS)

down: install ## Destroy STACK, or with CLUSTER=embedded remove the simulated cluster
	@$(PALISADE) down $(if $(CLUSTER),$(ON_CLUSTER),--stack $(STACK)) $(ARGS)

kubectl: install ## Run kubectl on the embedded cluster: ARGS="get pods -A"
	@$(PALISADE) kubectl -- $(ARGS)

e2e: install ## Run the program on the real engine and a real API server (builds them once, about 15 minutes)
	npm run e2e

toolchain: install ## Find or build what an embedded cluster needs (etcd, Kubernetes, kwok, the Pulumi CLI)
	@$(PALISADE) toolchain $(ARGS)

CLOUD ?= aws
bootstrap: install ## Day 1 in the account of CLOUD (aws, gcp, azure): state, key, roles of CI; preview it with ARGS=--preview
	@tools/bootstrap.sh $(CLOUD) $(ARGS)

validate: install ## Read the AWS policies of all stacks with a linter that is not ours (Python, from PyPI)
	@tools/validate/validate.sh

bench: install ## Measure the budgets of docs/benchmarks.md
	npm run bench

format: install ## Format everything
	npm run format

.PHONY: help install preview test check golden render images-lock up down kubectl e2e toolchain bootstrap validate bench format
