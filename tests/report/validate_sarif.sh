#!/bin/sh
# Check a SARIF file with the tools that others use on it.
# usage: validate_sarif.sh FILE.sarif SOURCE_ROOT
#
# Runs what is there and prints a line "skip: ..." for what is not. Exit codes: 0 all that ran is content, 1 a check
# failed, 77 none could run. With PARITYLINT_REQUIRE_SHARED=1 a check that lacks its file in the shared folder has failed.
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
ran=0

# skip NAME REASON [FILE]: FILE is what the shared folder lacks.
skip() {
  if [ $# -eq 3 ] && [ "${PARITYLINT_REQUIRE_SHARED-}" = 1 ]; then
    echo "FAILED: $1: $2"
    failed=1
  else
    echo "skip: $1: $2"
  fi
}

report() {  # report NAME STATUS
  ran=1
  if [ "$2" -eq 0 ]; then
    echo "ok: $1"
  else
    echo "FAILED: $1"
    failed=1
  fi
}

schema=$shared/data/sarif-schema-2.1.0.json
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  skip schema "python3 with the module jsonschema is absent"
elif [ ! -f "$schema" ]; then
  skip schema "$schema is absent" "$schema"
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
if ! command -v python3 >/dev/null; then
  skip self-check "python3 is absent"
elif [ ! -f "$selfcheck" ]; then
  skip self-check "$selfcheck is absent" "$selfcheck"
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
  skip multitool "sarif-multitool is absent"
elif [ ! -f "$policy" ]; then
  skip multitool "$policy is absent" "$policy"
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
if [ $failed -eq 0 ] && [ $ran -eq 0 ]; then exit 77; fi
exit $failed
