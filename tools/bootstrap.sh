#!/bin/sh
# Day 1: previews bootstrap/ offline with all policies, then asks the Pulumi CLI to make it. Its state stays on this disk.
set -eu
cloud=${1:?aws, gcp or azure}
test -f "bootstrap/Pulumi.$cloud.yaml" || { echo "no bootstrap/Pulumi.$cloud.yaml; CLOUD is aws, gcp or azure" >&2; exit 2; }
shift
case "$*" in "" | --preview) ;; *) echo "ARGS=--preview is the only argument, not: $*" >&2; exit 2 ;; esac
npm run -s palisade -- preview --cwd bootstrap --stack "$cloud"
test "$*" = --preview && exit 0
command -v pulumi >/dev/null || { echo "the Pulumi CLI is not on PATH; https://www.pulumi.com/docs/install/" >&2; exit 2; }
cd bootstrap
PULUMI_BACKEND_URL="file://$(pwd)"
export PULUMI_BACKEND_URL
PATH="$(pwd)/../node_modules/.bin:$PATH"
pulumi stack select "$cloud" 2>/dev/null || pulumi stack init "$cloud"
pulumi up --stack "$cloud"
pulumi stack output --stack "$cloud"
