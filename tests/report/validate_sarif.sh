#!/bin/sh
# Check a SARIF file with the tools that others use on it.
# usage: validate_sarif.sh FILE.sarif SOURCE_ROOT
#
# Runs what is there and prints a line "skip: ..." for what is not; the exit code is 1 when a check fails.
#   schema      python3 with the module jsonschema, and the schema in the shared folder
#   self-check  python3, and sarif_selfcheck.py in the shared folder: links, snippets, columns
#   multitool   $SARIF_MULTITOOL, or Sarif.Multitool or sarif-multitool on the PATH (npm: @microsoft/sarif-multitool)
# The shared folder is $PARITYLINT_SHARED, or the folder "shared" beside the project.
set -u

if [ $# -ne 2 ]; then
  echo "usage: validate_sarif.sh FILE.sarif SOURCE_ROOT" >&2
  exit 2
fi
sarif=$1
source_root=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
shared=${PARITYLINT_SHARED:-$here/../../../shared}
failed=0

report() {  # report NAME STATUS
  if [ "$2" -eq 0 ]; then
    echo "ok: $1"
  else
    echo "FAILED: $1"
    failed=1
  fi
}

schema=$shared/data/sarif-schema-2.1.0.json
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  echo "skip: schema: python3 with the module jsonschema is absent"
elif [ ! -f "$schema" ]; then
  echo "skip: schema: $schema is absent"
else
  python3 - "$schema" "$sarif" <<'PYTHON'
import json, sys
import jsonschema

def read(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)

schema = read(sys.argv[1])
checker = jsonschema.validators.validator_for(schema)(schema)
errors = sorted(checker.iter_errors(read(sys.argv[2])), key=lambda error: list(map(str, error.absolute_path)))
for error in errors[:20]:
    print("/".join(map(str, error.absolute_path)) + ": " + error.message[:300])
sys.exit(bool(errors))
PYTHON
  report schema $?
fi

selfcheck=$shared/tools/sarif_selfcheck.py
if ! command -v python3 >/dev/null || [ ! -f "$selfcheck" ]; then
  echo "skip: self-check: python3 or $selfcheck is absent"
else
  PYTHONDONTWRITEBYTECODE=1 python3 "$selfcheck" "$sarif" "$source_root"
  report self-check $?
fi

multitool=${SARIF_MULTITOOL:-}
for name in Sarif.Multitool sarif-multitool; do
  if [ -z "$multitool" ]; then multitool=$(command -v "$name" || true); fi
done
policy=$shared/tools/sarif-policy.xml
if [ -z "$multitool" ]; then
  echo "skip: multitool: sarif-multitool is absent"
elif [ ! -f "$policy" ]; then
  echo "skip: multitool: $policy is absent"
else
  # Its exit code says nothing about what it found: that stands in its own report.
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool" validate "$sarif" --rule-kind 'Sarif;Ghas' --config "$policy" \
    --level 'Error;Warning;Note' --output "$scratch/found.sarif" --log ForceOverwrite --quiet true >"$scratch/log" 2>&1 ||
    cat "$scratch/log"
  python3 - "$scratch/found.sarif" <<'PYTHON'
import json, sys

with open(sys.argv[1], encoding="utf-8-sig") as file:
    runs = json.load(file)["runs"]
notes, wrong = [], []
for run in runs:
    for result in run.get("results", []):
        level = result.get("level", "warning")
        place = result["locations"][0].get("logicalLocations", [{}])[0].get("fullyQualifiedName", "")
        text = result["message"].get("text") or " ".join(result["message"].get("arguments", []))
        line = f"{level} {result['ruleId']} {place}: {text}"
        (notes if level == "note" else wrong).append(line)
for line in wrong[:20] + notes[:5]:
    print(line)
sys.exit(bool(wrong))
PYTHON
  report multitool $?
fi
exit $failed
