"""A published schema and its loader agree: on the samples, and on every small change of the good ones.

The loader may refuse more than a schema can say, for the reasons that the caller lists; never the other way round.
"""
import copy
import json
import os
import re
import subprocess
import sys

SCHEMAS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'rules', 'schemas')
REQUIRED = os.environ.get('PARITYLINT_REQUIRE_SHARED') == '1'

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f'skipped: {error}')
    sys.exit(1 if REQUIRED else 77)
if not hasattr(jsonschema, 'Draft202012Validator'):
    print('skipped: this version of jsonschema knows no draft 2020-12')
    sys.exit(1 if REQUIRED else 77)

def judged(judge, *arguments, stdin=None):
    lines = subprocess.run([judge, *arguments], input=stdin, stdout=subprocess.PIPE, check=True,
                           encoding='utf-8').stdout.splitlines()
    return [line.split('\t', 1)[1] if line.startswith('wrong') else None for line in lines]


def changes(value):
    """Every document that differs from `value` in one place."""
    for other in (None, True, 5, 123456789012, 1.5, '', ' ', '..', 'x', 'a/b', '<X>', '123456789012', [], {}, [[]], ['x'],
                  {'x': 1}, [None]):
        if other != value or type(other) is not type(value):
            yield other
    if isinstance(value, dict):
        for key in value:
            rest = {name: one for name, one in value.items() if name != key}
            yield rest
            yield {**rest, key + 'x': value[key]}
            for changed in changes(value[key]):
                yield {**value, key: changed}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1:]
            yield value + [copy.deepcopy(value[index])]
            for changed in changes(value[index]):
                yield value[:index] + [changed] + value[index + 1:]
    elif isinstance(value, str):
        for other in (value.upper(), value + '/', '/' + value, '!' + value, value + ' ', value + '\\', value + '-1',
                      value + '..', 'https://' + value, '__' + value + '__', '\n' + value, value + 'é', value * 60):
            yield other


def compare(schema_name, samples, judge, beyond_a_schema):
    """Compare on `samples`/good and `samples`/bad, and leave with the verdict.

    `judge` prints a line for each document: `right`, or `wrong`, a tab and the first mistake. It is given a folder and
    names of files, or one document per line of its input. `beyond_a_schema` are patterns of what only the loader sees.
    """
    with open(os.path.join(SCHEMAS, schema_name), encoding='utf-8') as schema_file:
        schema = json.load(schema_file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = []

    def sample(folder, name):
        with open(os.path.join(samples, folder, name), encoding='utf-8') as file:
            return file.read()

    def names(folder):
        return sorted(name for name in os.listdir(os.path.join(samples, folder)) if name.endswith('.yaml'))

    def judged_samples(folder):
        return zip(names(folder), judged(judge, os.path.join(samples, folder), *names(folder)))

    def agree(what, mistake, is_valid):
        if mistake is None and not is_valid:
            failures.append(f'{what}: refused by the schema only')
        if mistake is not None and is_valid and not any(re.search(reason, mistake) for reason in beyond_a_schema):
            failures.append(f'{what}: refused by the loader only: {mistake}')

    for name, mistake in judged_samples('good'):
        if mistake is not None:
            failures.append(f'good/{name}: refused by the loader: {mistake}')
        for error in validator.iter_errors(yaml.safe_load(sample('good', name))):
            failures.append(f'good/{name}: refused by the schema: {error.message}')
    for name, mistake in judged_samples('bad'):
        if mistake is None:
            failures.append(f'bad/{name}: taken by the loader')
            continue
        try:
            document = yaml.safe_load(sample('bad', name))
        except yaml.YAMLError:
            continue
        agree(f'bad/{name}', mistake, validator.is_valid(document))

    documents = [changed for name in names('good') for changed in changes(yaml.safe_load(sample('good', name)))]
    lines = [json.dumps(document, ensure_ascii=False) for document in documents]
    verdicts = judged(judge, stdin='\n'.join(lines) + '\n')
    if len(verdicts) != len(lines):
        failures.append(f'{len(lines)} documents, {len(verdicts)} verdicts')
    refused = 0
    for document, line, mistake in zip(documents, lines, verdicts):
        refused += mistake is not None
        agree(line, mistake, validator.is_valid(document))
    if refused in (0, len(lines)):
        failures.append('the changes are all of one kind')

    for failure in failures[:20]:
        print(failure[:1000])
    print(f'{len(lines)} changed documents, {refused} of them refused, {len(failures)} failures')
    sys.exit(1 if failures else 0)
