"""The SARIF of the corpus is valid by the published schema, and its regions, snippets and links agree with the files."""
import json
import os
import subprocess
import sys
import tempfile

from support import finish, require_shared, run

shared = require_shared()
failures = []
count = 0
with tempfile.TemporaryDirectory() as scratch:
    for part in ('open', 'malformed'):
        root = os.path.join(shared, 'corpus', part)
        path = os.path.join(scratch, part + '.sarif')
        run('check', '.', '--min-level', 'note', '--output', 'sarif=' + path, cwd=root)
        with open(path, encoding='utf-8') as file:
            log = json.load(file)
        count += len(log['runs'][0]['results'])
        try:
            import jsonschema
            with open(os.path.join(shared, 'data', 'sarif-schema-2.1.0.json'), encoding='utf-8') as file:
                validator = jsonschema.Draft7Validator(json.load(file))
            failures += [f'{part}: {error.json_path}: {error.message[:200]}' for error in validator.iter_errors(log)]
        except ImportError:
            print('not checked against the schema: the Python module jsonschema is absent')
            if os.environ.get('PARITYLINT_REQUIRE_SHARED') == '1':
                failures.append('the Python module jsonschema is required here')
        check = os.path.join(shared, 'tools', 'sarif_selfcheck.py')
        done = subprocess.run([sys.executable, check, path, root], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            failures.append(f'{part}: {done.stdout.decode()[-2000:]}')
finish(failures, f'{count} results')
