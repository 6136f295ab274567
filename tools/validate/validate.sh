#!/bin/sh
# Reads the AWS policies of all stacks, and those of day 1, with a linter that is not ours.
set -eu
venv=.palisade/validate
python3 -c 'import venv' 2>/dev/null || { echo "make validate needs Python 3 with venv" >&2; exit 2; }
if ! cmp -s tools/validate/requirements.txt "$venv/installed.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r tools/validate/requirements.txt
  cp tools/validate/requirements.txt "$venv/installed.txt"
fi
policies=.palisade/policies
rm -rf "$policies" && mkdir -p "$policies"
node_modules/.bin/node --disable-warning=ExperimentalWarning tools/validate/writePolicies.ts "$policies" . bootstrap
"$venv/bin/python" tools/validate/lint.py "$policies"
