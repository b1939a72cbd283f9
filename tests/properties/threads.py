"""What is printed does not depend on the number of threads."""
import os

from support import finish, require_shared, run

folder = os.path.join(require_shared(), 'corpus')
failures = []
formats = ['text', 'concise', 'json', 'ndjson', 'sarif', 'github', 'gitlab', 'junit']
for name in formats:
    one, eight = (run('check', folder, '--format', name, '--min-level', 'note', '--jobs', jobs) for jobs in ('1', '8'))
    if one != eight or not one:
        failures.append(f'{name}: --jobs 1 and --jobs 8 differ')
finish(failures, f'{len(formats)} formats')
