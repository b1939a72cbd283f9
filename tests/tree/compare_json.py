"""Compare what dump_tree makes of JSON files with Python's json module, which was written by others.

usage: compare_json.py DUMP_TREE FOLDER...    exit code 77 when no folder exists
"""
import json
import os
import re
import subprocess
import sys

BATCH = 100


def typed(value):
    if value is None:
        return ["null", "null"]
    if value is True or value is False:
        return ["boolean", "true" if value else "false"]
    if isinstance(value, Number):
        return [value.kind, value.text]
    if isinstance(value, str):
        return ["string", re.sub("[\ud800-\udfff]", "\ufffd", value)]
    if isinstance(value, Members):
        return ["mapping", [[typed(name), typed(member)] for name, member in value.pairs]]
    return ["sequence", [typed(element) for element in value]]


class Number:
    def __init__(self, kind, text):
        self.kind, self.text = kind, text


class Members:
    def __init__(self, pairs):
        self.pairs = pairs


def refuse(word):
    raise ValueError(word)


def expected(path):
    """The typed value, or None when Python refuses the file."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        text = data.decode("utf-8-sig")
        return typed(json.loads(text, object_pairs_hook=Members, parse_constant=refuse,
                                parse_int=lambda digits: Number("integer", digits),
                                parse_float=lambda digits: Number("real", digits)))
    except (ValueError, RecursionError):
        return None


def files(folders):
    for folder in folders:
        for parent, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if name.endswith(".json"):
                    yield os.path.join(parent, name)


def main():
    dump, folders = sys.argv[1], [folder for folder in sys.argv[2:] if os.path.isdir(folder)]
    if not folders:
        print("the shared folder with corpus and suites is absent")
        return 1 if os.environ.get("PARITYLINT_REQUIRE_SHARED") == "1" else 77
    paths = list(files(folders))
    compared = refused = 0
    failures = []
    for start in range(0, len(paths), BATCH):
        batch = paths[start:start + BATCH]
        output = subprocess.run([dump, "values", "strict", *batch], capture_output=True, check=True).stdout
        for path, line in zip(batch, output.decode().splitlines(), strict=True):
            found, wanted = json.loads(line), expected(path)
            if wanted is None and not found["complete"]:
                refused += 1
            elif found["values"] == ([wanted] if wanted is not None else []):
                compared += 1
            elif "nested" not in path:  # our limit of depth is lower than Python's
                failures.append(path)
    print(f"{compared} files equal, {refused} refused by both")
    for path in failures:
        print("different:", path)
    return 1 if failures or compared < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
