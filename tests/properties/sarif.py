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
    for part, command in (('open', 'check'), ('malformed', 'check'), ('open', 'diff')):
        root = os.path.join(shared, 'corpus', part)
        path = os.path.join(scratch, f'{part}-{command}.sarif')
        options = ('--min-level', 'note') if command == 'check' else ()
        with open(path, 'wb') as file:
            file.write(run(command, '.', '--format', 'sarif', *options, cwd=root))
        with open(path, encoding='utf-8') as file:
            log = json.load(file)
        if not log['runs'][0]['results']:
            failures.append(f'{command} of {part}: nothing is reported')
        prints = [r['partialFingerprints']['paritylint/v1'] for r in log['runs'][0]['results']]
        if len(prints) != len(set(prints)):
            failures.append(f'{command} of {part}: fingerprints are not unique')
        count += len(log['runs'][0]['results'])
        try:
            import jsonschema
            with open(os.path.join(shared, 'data', 'sarif-schema-2.1.0.json'), encoding='utf-8') as file:
                validator = jsonschema.Draft7Validator(json.load(file))
            failures += [f'{command} of {part}: {error.json_path}: {error.message[:200]}' for error in validator.iter_errors(log)]
        except ImportError:
            print('not checked against the schema: the Python module jsonschema is absent')
            if os.environ.get('PARITYLINT_REQUIRE_SHARED') == '1':
                failures.append('the Python module jsonschema is required here')
        check = os.path.join(shared, 'tools', 'sarif_selfcheck.py')
        done = subprocess.run([sys.executable, check, path, root], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            failures.append(f'{command} of {part}: {done.stdout.decode()[-2000:]}')
finish(failures, f'{count} results')
