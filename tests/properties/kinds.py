"""Every manifest of the corpus' index is recognised with the kind that the index states."""
import csv
import os

from support import finish, require_shared, run

corpus = os.path.join(require_shared(), 'corpus')
TITLES = {'ECS task definition': 'taskdef', 'CodeDeploy AppSpec': 'appspec', 'CodeBuild buildspec': 'buildspec'}

# What the index calls a manifest and we do not, each read by hand.
DISAGREEMENTS = {
}

found = {}
path = None
for line in run('explain', 'open', cwd=corpus).decode('utf-8', 'replace').splitlines():
    if line and not line.startswith(' '):
        path = line
    elif line.startswith('  kind'):
        found[path] = line[len('  kind'):].strip()

failures = []
rows = 0
with open(os.path.join(corpus, 'INDEX.tsv'), newline='') as index:
    for row in csv.DictReader(index, delimiter='\t', quoting=csv.QUOTE_NONE):
        if row['kind'] not in TITLES.values() or not row['corpus_path'].startswith('open/'):
            continue
        rows += 1
        said = found.get(row['corpus_path'], 'nothing')
        kind = next((kind for title, kind in TITLES.items() if said.startswith(title)), None)
        if kind != row['kind'] and row['corpus_path'] not in DISAGREEMENTS:
            failures.append(f"{row['corpus_path']}: {row['kind']} in the index, we say {said}")
finish(failures, f'{rows} manifests')
