"""Properties of diff over the corpus: a file is equal to itself; the order of files, of list elements and of threads
says nothing; another environment's word and account everywhere is no mistake; one more variable is one missing."""
import json
import os
import random
import re
import shutil
import sys
import tempfile

from support import finish, require_shared, run

corpus = os.path.join(require_shared(), 'corpus', 'open')
failures = []
counts = {'itself': 0, 'order': 0, 'words': 0, 'inserted': 0, 'symmetric': 0, 'created': 0}
IDENTITY = {'environment': 'name', 'secrets': 'name', 'portMappings': 'containerPort', 'containerDefinitions': 'name',
            'mountPoints': 'containerPath', 'volumes': 'name', 'tags': 'key', 'ulimits': 'name', 'secretOptions': 'name'}
random.seed(1)


def manifests():
    for folder, folders, names in os.walk(corpus):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(('.json', '.yml', '.yaml')) and re.search('task|appspec|buildspec|^prod|^dev', name, re.I):
                yield path


def compare(left, right, *options):
    """The groups that diff finds between two texts, which have the names of variants."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in (left, right):
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, 'w', encoding='utf-8', newline='') as file:
                file.write(text)
        out = run('diff', *options, '--format', 'json', '--no-config', cwd=folder)
        return json.loads(out)['groups']


def statements(groups):
    return [(s['class'], s['level'], [g['rows'][r]['place'] for r in s['rows']]) for g in groups for s in g['statements']]


def shuffled(value):
    if isinstance(value, dict):
        result = {}
        for key, item in value.items():
            item = shuffled(item)
            identity = IDENTITY.get(key)
            if identity and isinstance(item, list):
                names = [e.get(identity) for e in item if isinstance(e, dict)]
                # Of elements with one name, the order decides which belong together.
                if len(set(map(str, names))) == len(item):
                    random.shuffle(item)
            result[key] = item
        return result
    return [shuffled(item) for item in value] if isinstance(value, list) else value


def is_task(value):
    return isinstance(value, dict) and isinstance(value.get('containerDefinitions'), list) and value['containerDefinitions']


for path in manifests():
    shown = os.path.relpath(path, corpus)
    try:
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
    except UnicodeDecodeError:
        continue
    name = re.sub('.*(taskdef|task-def|appspec|buildspec).*', r'\1', os.path.basename(path).lower())
    suffix = os.path.splitext(path)[1]
    names = [f'{one}/{os.path.basename(path)}' for one in ('one', 'two')]
    groups = compare((names[0], text), (names[1], text), *names)
    counts['itself'] += len(groups)
    # A name that is strange in itself is strange in both.
    said = [s for s in statements(groups) if s[0] not in ('leak', 'sameness')]
    if said:
        failures.append(f'{shown}: differs from itself: {said[:3]}')
    if suffix != '.json':
        continue
    try:
        value = json.loads(text)
    except ValueError:
        continue
    if not is_task(value):
        continue
    groups = compare((names[0], text), (names[1], json.dumps(shuffled(value), indent=1)), *names)
    counts['order'] += len(groups)
    said = [s for s in statements(groups) if s[0] not in ('leak', 'sameness')]
    if said:
        failures.append(f'{shown}: differs from itself in another order: {said[:3]}')

    # The environment's word and the account, everywhere.
    word = re.compile(r'(?<![A-Za-z0-9])(?:dev|stg|prod|prd|staging|production|develop|development|uat|qa)(?![A-Za-z0-9])')
    plain = word.sub('dev', text)
    # What is spelt so that the replacement missed it stays another environment's word.
    if plain != text and not re.search('stag|stg|prod|prd|qa|uat|test', plain, re.I):
        renamed = re.sub(r'(?<!\d)\d{12}(?!\d)', lambda m: str(10 ** 12 - 1 - int(m[0])).zfill(12), word.sub('prod', text))
        groups = compare(('taskdef-dev.json', plain), ('taskdef-prod.json', renamed))
        counts['words'] += len(groups)
        said = [s for s in statements(groups) if s[0] not in ('parameter', 'sameness')]
        if said:
            failures.append(f'{shown}: with other words: {said[:3]}')

    # One variable more.
    more = json.loads(text)
    container = more['containerDefinitions'][-1]
    if not isinstance(container, dict) or not isinstance(container.get('environment') or [], list):
        continue
    container['environment'] = (container.get('environment') or []) + [{'name': 'PARITYLINT_EXTRA', 'value': 'x'}]
    forth = compare((names[0], text), (names[1], json.dumps(more, indent=1)), *names)
    back = compare((names[0], json.dumps(more, indent=1)), (names[1], text), *names)
    counts['inserted'] += len(forth)
    for groups, lacking in ((forth, 0), (back, 1)):
        said = [s for g in groups for s in g['statements'] if s['class'] not in ('leak', 'sameness')]
        if [s['class'] for s in said] != ['missing'] or said[0]['columns'] != [lacking]:
            failures.append(f'{shown}: one variable more: {said[:3]}')
            continue
        group = groups[0]
        row = group['rows'][said[0]['rows'][0]]
        cell = row['cells'][1 - lacking]
        written = json.dumps(more, indent=1).split('\n')[cell['line'] - 1]
        if not row['place'].endswith('environment[PARITYLINT_EXTRA]') or written[cell['column'] - 1:] != 'x"':
            failures.append(f'{shown}: the variable is not where it was put: {row["place"]} {written!r} {cell}')
        # What lacks it is shown at the key of its list, or without a list at the name of the container.
        lacks = row['cells'][lacking]
        line = text.splitlines()[lacks['line'] - 1][lacks['column'] - 1:]
        name = json.dumps(container['name'])[1:] if isinstance(container.get('name'), str) else ''
        if not (line.startswith('environment"') or (name and line.startswith(name))):
            failures.append(f'{shown}: what lacks the variable is not at its list: {line[:60]!r} {lacks}')

# The columns change places with the files, and nothing else.
for folder in sorted(os.listdir(corpus)):
    top = os.path.join(corpus, folder)
    pairs = [g for g in json.loads(run('diff', '.', '--format', 'json', '--no-config', cwd=top))['groups'] if len(g['columns']) == 2]
    for group in pairs[:2]:
        paths = [c['path'] for c in group['columns']]
        forth, back = (json.loads(run('diff', *order, '--format', 'json', '--no-config', cwd=top))['groups']
                       for order in (paths, paths[::-1]))
        counts['symmetric'] += 1
        count = lambda groups: sorted((s[0], s[1], len(s[2])) for s in statements(groups))
        if count(forth) != count(back):
            failures.append(f'{folder}: {paths}: not symmetric')

# In which order the files came into their folder says nothing.
for folder in sorted(os.listdir(corpus))[::5]:
    outputs = []
    for is_reversed in (False, True):
        with tempfile.TemporaryDirectory() as copy:
            found = [os.path.join(at, name) for at, _, names in os.walk(os.path.join(corpus, folder)) for name in names]
            for path in sorted(found, reverse=is_reversed):
                target = os.path.join(copy, os.path.relpath(path, os.path.join(corpus, folder)))
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(path, target, follow_symlinks=True)
            outputs.append(run('diff', '--format', 'json', '--no-config', cwd=copy))
    counts['created'] += 1
    if outputs[0] != outputs[1]:
        failures.append(f'{folder}: the order of the files matters')

one, eight = (run('diff', corpus, '--format', 'json', '--jobs', jobs) for jobs in ('1', '8'))
if one != eight or len(one) < 10000:
    failures.append('--jobs 1 and --jobs 8 differ')
if min(counts.values()) < 30:
    failures.append(f'too little was compared: {counts}')
finish(failures, ', '.join(f'{number} {name}' for name, number in counts.items()))
