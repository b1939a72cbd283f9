"""The published schemas say the same to another validator: it refuses whatever the program refuses, and no manifest
without placeholders that the program accepts."""
import json
import os
import re

from support import PROJECT, findings, finish, require_module, require_shared

jsonschema = require_module('jsonschema')
yaml = require_module('yaml')
corpus = os.path.join(require_shared(), 'corpus', 'open')

RULES = {'unknown-field', 'wrong-case-field', 'wrong-type', 'invalid-value', 'out-of-range', 'invalid-format',
         'missing-field'}
TEMPLATED = re.compile(r'[<%]|\$\{?[A-Za-z]|\{\{|\[\[|__[A-Z]|#\{|\b(MY|YOUR)_|_PLACEHOLDER')


def validator(kind):
    with open(os.path.join(PROJECT, 'rules', 'schemas', kind + '.schema.json'), encoding='utf-8') as file:
        text = file.read()
    # Python's expressions know no Unicode categories.
    schema = json.loads(text.replace(r'\\p{L}\\p{Z}\\p{N}', r'\\w\\s'))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def manifests():
    """Path, kind and text of the corpus' manifests, as its index lists them."""
    with open(os.path.join(corpus, '..', 'INDEX.tsv'), encoding='utf-8') as file:
        columns = file.readline().rstrip('\n').split('\t')
        for line in file:
            row = dict(zip(columns, line.rstrip('\n').split('\t')))
            path = os.path.join(corpus, '..', row['corpus_path'])
            if row['kind'] not in validators or row['parses'] != 'yes' or not os.path.exists(path):
                continue
            with open(path, encoding='utf-8-sig') as text:
                yield row['corpus_path'][len('open/'):], row['kind'], text.read()


validators = {kind: validator(kind) for kind in ('taskdef', 'appspec', 'buildspec')}
refused_here = {}
for finding in findings(corpus):
    if finding['rule'] in RULES:
        refused_here.setdefault(finding['path'], []).append(finding['message'])
failures = []
count = refused = 0
for path, kind, text in manifests():
    value = json.loads(text) if path.endswith('.json') else yaml.safe_load(text)
    if isinstance(value, dict) and isinstance(value.get('taskDefinition'), dict):
        value = value['taskDefinition']
    if not isinstance(value, dict):
        continue
    errors = [error.message for error in validators[kind].iter_errors(value)]
    count += 1
    refused += bool(errors)
    if path in refused_here and not errors:
        failures.append(f'{path}: only the program refuses it: {refused_here[path][0]}')
    if errors and path not in refused_here and not TEMPLATED.search(text):
        failures.append(f'{path}: only the other validator refuses it: {errors[0][:200]}')
finish(failures, f'{count} manifests, {refused} refused by the other validator, {len(refused_here)} by the program')
