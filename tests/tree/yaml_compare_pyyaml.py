"""Compare how paritylint and PyYAML read every YAML file below a folder, event by event.

Usage: yaml_compare_pyyaml.py DUMP_YAML_EVENTS FOLDER...

Exit 1 when PyYAML reads a file that the tolerant reader refuses, or when both read it and the events differ.
Exit 77 (skipped) without PyYAML or without the folders. Files that PyYAML refuses are counted: there the reader may
say what it likes, as long as it says something.
"""

import pathlib
import subprocess
import sys

try:
    import yaml
except ImportError:
    print("skipped: python3-yaml is not installed")
    sys.exit(77)

STYLES = {None: ":", "": ":", "'": "'", '"': '"', "|": "|", ">": ">"}
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b"}


def properties(event):
    text = f" &{event.anchor}" if event.anchor else ""
    return text + (f" <{event.tag}>" if event.tag else "")


def lines_of(source):
    for event in yaml.parse(source, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.StreamStartEvent):
            yield "+STR"
        elif isinstance(event, yaml.StreamEndEvent):
            yield "-STR"
        elif isinstance(event, yaml.DocumentStartEvent):
            yield "+DOC"
        elif isinstance(event, yaml.DocumentEndEvent):
            yield "-DOC"
        elif isinstance(event, yaml.MappingStartEvent):
            yield "+MAP" + (" {}" if event.flow_style else "") + properties(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield "+SEQ" + (" []" if event.flow_style else "") + properties(event)
        elif isinstance(event, yaml.MappingEndEvent):
            yield "-MAP"
        elif isinstance(event, yaml.SequenceEndEvent):
            yield "-SEQ"
        elif isinstance(event, yaml.AliasEvent):
            yield "=ALI *" + event.anchor
        else:
            value = "".join(ESCAPES.get(c, c) for c in event.value)
            yield "=VAL" + properties(event) + " " + STYLES[event.style] + value


def pyyaml_events(path):
    try:
        return list(lines_of(path.read_bytes()))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
        return None


def our_events(program, mode, paths):
    events = {}
    for start in range(0, len(paths), 200):
        batch = [str(path) for path in paths[start : start + 200]]
        output = subprocess.run([program, mode, *batch], capture_output=True, check=True, timeout=250).stdout
        for line in output.decode().split("\n"):
            if line.startswith("= "):
                _, outcome, name = line.split(" ", 2)
                current = events[name] = (outcome, [])
            elif line:
                current[1].append(line)
    return events


def main():
    program, *folders = sys.argv[1:]
    paths = sorted(
        path
        for folder in map(pathlib.Path, folders)
        for pattern in ("*.yml", "*.yaml")
        for path in folder.rglob(pattern)
        if path.is_file()
    )
    if not paths:
        print("skipped: no YAML files in", *folders)
        return 77
    tolerant = our_events(program, "tolerant", paths)
    strict = our_events(program, "strict", paths)
    counts = {"equal": 0, "empty": 0, "both refuse": 0, "only PyYAML refuses": 0}
    failures = 0
    for path in paths:
        expected = pyyaml_events(path)
        outcome, events = tolerant[str(path)]
        if expected is None:
            counts["both refuse" if outcome == "refused" else "only PyYAML refuses"] += 1
            if outcome != "refused":
                print("only PyYAML refuses:", path)
        elif events == expected or strict[str(path)] == ("complete", expected):
            # Tolerant reading keeps `{{ x }}` as one scalar; strict reading sees the mappings that PyYAML sees.
            counts["equal"] += 1
        elif outcome == "refused" and set(expected) <= {"+STR", "-STR", "+DOC", "-DOC", "=VAL :"}:
            counts["empty"] += 1
        else:
            failures += 1
            print(f"DIFFERENT: {path}: {outcome}")
            for ours, theirs in zip(events, expected):
                if ours != theirs:
                    print("  ours:  ", ours, "\n  PyYAML:", theirs)
                    break
    print(", ".join(f"{name}: {count}" for name, count in counts.items()), f"of {len(paths)} files")
    return 1 if failures else 0


sys.exit(main())
