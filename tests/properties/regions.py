"""The bytes of every finding's region spell the value that the finding names, and its lines and columns are right."""
import json
import os

from support import finish, require_module, require_shared, run

yaml = require_module('yaml')
corpus = os.path.join(require_shared(), 'corpus')


def spellings(text, is_json):
    """All that `text` can mean: as it stands, and decoded in the quotes that it may stand in."""
    yield text
    try:
        yield json.loads('"' + text + '"', strict=False)
    except ValueError:
        pass
    if is_json:
        return
    yield text.replace("''", "'")
    # A piece of a block or folded scalar: its lines hang below a header that is not part of the region.
    for header in ('|\n', '>\n'):
        for indented in (text, '  ' + text):
            try:
                value = yaml.safe_load(header + '\n'.join('  ' + line for line in indented.split('\n')))
                yield value
                yield value.rstrip('\n')
                yield value.lstrip(' ')
            except (yaml.YAMLError, AttributeError):
                pass
    # A plain or quoted scalar over several lines.
    try:
        yield yaml.safe_load(text)
    except yaml.YAMLError:
        pass
    yield ' '.join(part.strip() for part in text.split('\n'))


def position(data, offset):
    """Line and columns (code points, UTF-16) of a byte offset, all from 1."""
    text = data[:offset].decode('utf-8', 'replace')
    lines = text.replace('\r\n', '\n').replace('\r', '\n').split('\n')
    last = lines[-1]
    if len(lines) == 1:
        last = last.removeprefix('\ufeff')
    return len(lines), len(last) + 1, len(last.encode('utf-16-le')) // 2 + 1


failures = []
report = json.loads(run('check', 'open', 'malformed', '--format', 'json', cwd=corpus))
regions = 0
for finding in report['findings']:
    path = os.path.join(corpus, finding['root'] + finding['path'])
    with open(path, 'rb') as file:
        data = file.read()
    for number, location in enumerate([finding] + finding['related']):
        region = location['region']
        where = f"{location['path']}:{region['start_line']}:{region['start_column']} {finding['rule']}"
        begin = region['byte_offset']
        end = begin + region['byte_length']
        regions += 1
        line, column, utf16 = position(data, begin)
        if (line, column, utf16) != (region['start_line'], region['start_column'], region['start_column_utf16']):
            failures.append(f'{where}: expected {line}:{column} ({utf16})')
        if number == 0 and '*' not in finding['value']:
            text = data[begin:end].decode('utf-8', 'replace')
            if finding['value'] not in spellings(text, data.lstrip()[:1] in (b'{', b'[')):
                failures.append(f"{where}: {text!r} does not spell {finding['value']!r}")
finish(failures, f'{regions} regions')
