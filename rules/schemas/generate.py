#!/usr/bin/env python3
"""Writes taskdef.schema.json: python3 generate.py MODEL [OUT]

MODEL is the JSON of the ECS API model, reduced to what registering a task definition needs. It says which fields there
are, their types and the values of enumerations. What the model does not say (ranges, character sets, what the service
requires besides) stands in taskdef.constraints.json: by shape, under "members" what is added to a field's schema and
beside it what is added to the shape's own; a shape that the model does not have becomes a definition as it stands.
Without OUT the schema is written beside this file.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
SCALARS = {"string": "string", "integer": "integer", "boolean": "boolean"}


def joined(schema, addition):
    """`schema` with the keywords of `addition`, which win; keywords that hold schemas are joined in turn."""
    result = dict(schema)
    for keyword, value in addition.items():
        if keyword == "items" and "$ref" in value:
            result[keyword] = value
        elif isinstance(value, dict) and isinstance(result.get(keyword), dict):
            result[keyword] = joined(result[keyword], value)
        else:
            result[keyword] = value
    return result


class Generator:
    def __init__(self, shapes, constraints):
        self.shapes = shapes
        self.constraints = constraints
        self.definitions = {}

    def schema_of(self, name):
        """The schema of a shape as a field holds it: structures by reference, everything else in place."""
        shape = self.shapes[name]
        kind = shape["type"]
        if kind == "structure":
            self.define(name)
            return {"$ref": f"#/$defs/{name}"}
        if kind == "list":
            schema = {"type": "array", "items": self.schema_of(shape["member"]["shape"])}
            if "max" in shape:
                schema["maxItems"] = shape["max"]
            return schema
        if kind == "map":
            return {"type": "object", "additionalProperties": self.schema_of(shape["value"]["shape"])}
        schema = {"type": SCALARS[kind]}
        if "enum" in shape:
            schema["enum"] = shape["enum"]
        return schema

    def define(self, name):
        if name in self.definitions:
            return
        self.definitions[name] = None  # being made
        self.definitions[name] = self.structure(name)

    def structure(self, name):
        shape = self.shapes[name]
        rules = self.constraints.get(name, {})
        members = rules.get("members", {})
        unknown = set(members) - set(shape["members"])
        if unknown:
            raise SystemExit(f"taskdef.constraints.json: {name} has no member {', '.join(sorted(unknown))}")
        properties = {}
        for member, reference in shape["members"].items():
            schema = joined(self.schema_of(reference["shape"]), members.get(member, {}))
            if reference.get("deprecated") or self.shapes[reference["shape"]].get("deprecated"):
                schema["deprecated"] = True
            properties[member] = schema
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        if "required" in shape:
            schema["required"] = shape["required"]
        return joined(schema, {keyword: value for keyword, value in rules.items() if keyword != "members"})

    def described_only(self, request):
        """What describe-task-definition prints and register-task-definition refuses: known, and not to be written."""
        described = self.shapes["TaskDefinition"]["members"]
        notes = self.constraints["TaskDefinition"]["members"]
        names = [name for name in described if name not in self.shapes[request]["members"]]
        return {name: {"readOnly": True, **notes.get(name, {})} for name in names}


def in_order(schema):
    """`schema` with the keywords of every level in the order in which people read them."""
    first = ["$schema", "$comment", "title", "description", "type", "$ref"]
    if isinstance(schema, list):
        return [in_order(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    keys = [key for key in first if key in schema] + [key for key in schema if key not in first]
    return {key: in_order(schema[key]) for key in keys}


def generate(model, constraints):
    generator = Generator(model["shapes"], constraints)
    root = generator.structure(model["root"])
    root["properties"].update(generator.described_only(model["root"]))
    for name, rules in constraints.items():
        if name not in model["shapes"]:
            generator.definitions[name] = rules
    unused = set(constraints) - set(generator.definitions) - {model["root"], "TaskDefinition"}
    if unused:
        raise SystemExit(f"taskdef.constraints.json: nothing refers to {', '.join(sorted(unused))}")
    source = model["source"].split(",")[0]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"Generated by generate.py from {source} and taskdef.constraints.json; change those.",
    }
    schema = {**head, **root, "$defs": {name: generator.definitions[name] for name in sorted(generator.definitions)}}
    return json.dumps(in_order(schema), indent=2, ensure_ascii=False) + "\n"


def main(arguments):
    if len(arguments) not in (1, 2):
        raise SystemExit(__doc__)
    model = json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8"))
    constraints = json.loads((HERE / "taskdef.constraints.json").read_text(encoding="utf-8"))
    out = pathlib.Path(arguments[1]) if len(arguments) == 2 else HERE / "taskdef.schema.json"
    out.write_text(generate(model, constraints), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
