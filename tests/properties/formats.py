"""The formats of CI systems say what the JSON report says, in a form that their readers accept."""
import json
import os
import re
import xml.etree.ElementTree as ElementTree

from support import finish, require_shared, run

folder = os.path.join(require_shared(), 'corpus')
failures = []


def written(name):
    return run('check', folder, '--format', name, '--min-level', 'note').decode()


report = json.loads(written('json'))
findings = report['findings']
levels = [finding['level'] for finding in findings]

rows = [json.loads(line) for line in written('ndjson').splitlines()]
for row, finding in zip(rows, findings):
    region = finding['region']
    expected = (finding['rule'], finding['level'], finding['message'], region['start_line'], region['end_column'])
    if expected != (row['rule'], row['level'], row['message'], row['line'], row['end_column']):
        failures.append(f'ndjson: {row} is not {expected}')
if len(rows) != len(findings) + len(report['failures']):
    failures.append(f'ndjson: {len(rows)} rows of {len(findings)} findings')

issues = json.loads(written('gitlab'))
if len(issues) != len(findings) + len(report['failures']):
    failures.append(f'gitlab: {len(issues)} issues of {len(findings)} findings')
if len({issue['fingerprint'] for issue in issues}) != len(issues):
    failures.append('gitlab: a fingerprint stands twice')
for issue in issues:
    lines = issue['location']['lines']
    if not (1 <= lines['begin'] <= lines['end']) or issue['location']['path'].startswith('./'):
        failures.append(f'gitlab: {issue}')

suites = ElementTree.fromstring(written('junit'))
cases = suites.findall('testsuite/testcase')
if int(suites.get('tests')) != len(cases) or len(cases) != len(findings) + len(report['failures']):
    failures.append(f'junit: {len(cases)} cases of {len(findings)} findings')
failed = suites.findall('testsuite/testcase/failure')
if len(failed) != len(levels) - levels.count('note') or int(suites.get('failures')) != len(failed):
    failures.append(f'junit: {len(failed)} failures')

COMMAND = re.compile(r'::(error|warning|notice) (file=[^:,]+,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?title=[^:,]+::.+')
annotations = written('github').splitlines()
for line in annotations:
    if not COMMAND.fullmatch(line):
        failures.append(f'github: {line}')
for word in 'error', 'warning', 'notice':
    if sum(line.startswith(f'::{word} ') for line in annotations) > 10:
        failures.append(f'github: more than ten of {word}')

finish(failures, f'{len(findings)} findings in 4 formats')
