"""What the property tests share: where things are, and running the program."""
import json
import os
import subprocess
import sys

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.environ.get('PARITYLINT_SHARED') or os.path.join(os.path.dirname(PROJECT), 'shared')
SKIPPED = 77


def program():
    return os.path.abspath(sys.argv[1])


def require_shared():
    """The shared folder; without it the test is skipped with a reason, or fails where nothing may be skipped."""
    if os.path.isdir(os.path.join(SHARED, 'corpus')):
        return SHARED
    print('skipped: the shared folder with corpus and suites is absent')
    sys.exit(1 if os.environ.get('PARITYLINT_REQUIRE_SHARED') == '1' else SKIPPED)


def require_module(name):
    try:
        return __import__(name)
    except ImportError:
        print(f'skipped: the Python module {name} is absent')
        sys.exit(1 if os.environ.get('PARITYLINT_REQUIRE_SHARED') == '1' else SKIPPED)


def run(*arguments, cwd=None, codes=(0, 1)):
    """Standard output of the program as bytes; an exit code that is not expected ends the test."""
    done = subprocess.run([program(), *arguments], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in codes:
        print(f'{arguments}: exit code {done.returncode}\n{done.stderr.decode()}')
        sys.exit(1)
    return done.stdout


def findings(folder):
    """All findings below `folder`, notes included, as the JSON report tells them."""
    return json.loads(run('check', '.', '--format', 'json', cwd=folder))['findings']


def finish(failures, counted):
    for failure in failures[:20]:
        print(failure)
    print(f'{counted}, {len(failures)} failures')
    sys.exit(1 if failures or counted.startswith('0 ') else 0)
