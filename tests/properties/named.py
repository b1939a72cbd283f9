"""A file named alone is understood as in a run over its whole repository, and found without a work tree as with one."""
import json
import os
import shutil
import subprocess
import tempfile

from support import finish, require_shared, run


def explained(*arguments, cwd):
    return json.loads(run('explain', *arguments, '--format', 'json', cwd=cwd))['files']


corpus = os.path.join(require_shared(), 'corpus', 'open')
environment = {**os.environ, 'GIT_CONFIG_GLOBAL': os.devnull, 'GIT_CONFIG_NOSYSTEM': '1'}
failures = []
files = 0
for name in sorted(os.listdir(corpus)):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(corpus, name), folder, dirs_exist_ok=True)
        subprocess.run('git init -q . && git add -A', shell=True, cwd=folder, env=environment, check=True)
        whole = explained('.', cwd=folder)
        if whole != explained('.', '--staged', cwd=folder):
            failures.append(f'{name}: --staged differs from the work tree')
        for file in whole:
            files += 1
            if explained(file['path'], cwd=folder) != [file]:
                failures.append(f'{name}/{file["path"]}: alone it is understood differently')
finish(failures, f'{files} files')
