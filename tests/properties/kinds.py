"""Every manifest of the corpus' index is recognised with the kind that the index states, and nothing else is: neither
what the index calls other nor any other YAML or JSON file there, such as a workflow, even when it is named."""
import csv
import os

from support import finish, require_shared, run

corpus = os.path.join(require_shared(), 'corpus')
TITLES = {'ECS task definition': 'taskdef', 'CodeDeploy AppSpec': 'appspec', 'CodeBuild buildspec': 'buildspec'}

# What the index calls a manifest and we do not, each read by hand.
DISAGREEMENTS = {
}



def explained(*paths):
    """What `explain` says about the kind of each file, by path."""
    kinds = {}
    path = None
    for line in run('explain', *paths, cwd=corpus).decode('utf-8', 'replace').splitlines():
        if line and not line.startswith(' '):
            path = line
        elif line.startswith('  kind'):
            kinds[path] = line[len('  kind'):].strip()
    return kinds


def kind_of(said):
    return next((kind for title, kind in TITLES.items() if said.startswith(title)), None)


found = explained('open')

failures = []
rows = 0
manifests = set()
with open(os.path.join(corpus, 'INDEX.tsv'), newline='') as index:
    for row in csv.DictReader(index, delimiter='\t', quoting=csv.QUOTE_NONE):
        if row['kind'] not in TITLES.values() or not row['corpus_path'].startswith('open/'):
            continue
        rows += 1
        manifests.add(row['corpus_path'])
        said = found.get(row['corpus_path'], 'nothing')
        kind = kind_of(said)
        if kind != row['kind'] and row['corpus_path'] not in DISAGREEMENTS:
            failures.append(f"{row['corpus_path']}: {row['kind']} in the index, we say {said}")

others = []
for folder, _, names in os.walk(os.path.join(corpus, 'open')):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), corpus).replace(os.sep, '/')
        if name.lower().endswith(('.json', '.yml', '.yaml')) and path not in manifests:
            others.append(path)
said_of_others = explained(*sorted(others))
for path in others:
    said = said_of_others.get(path)
    if said is None:
        failures.append(f'{path}: named, and nothing is said about it')
    elif kind_of(said) is not None:
        failures.append(f'{path}: no manifest in the index, we say {said}')
finish(failures, f'{rows} manifests and {len(others)} other files')
