"""The bytes of every finding's region spell the value that the finding names, those of each related region spell what
its message says, and lines and columns are right."""
import json
import os
import re

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


ENVIRONMENT = re.compile(r'(?i)dev|stag|stg|prod|prd|uat|qa|sandbox|test')

# Rules that put findings together whose bytes differ, by file or by account: what each place must look like.
OF_ONE_SORT = {
    'appspec-network-configuration': lambda text: re.fullmatch(r'(subnet|sg)-[0-9a-f]{8,40}', text),
    'environment-word-in-bucket': lambda text: ENVIRONMENT.search(text),
    'environment-word-in-name': lambda text: ENVIRONMENT.search(text),
    'environment-word-in-secret': lambda text: ENVIRONMENT.search(text),
    'hardcoded-ecr-registry': lambda text: re.fullmatch(r'\d{12}\.dkr[.-]ecr[a-z0-9.-]+', text),
    'hardcoded-endpoint': lambda text: re.fullmatch(
        r'[\w.-]+\.(amazonaws\.com(\.cn)?(/\d{12}/[\w.-]+)?|cloudfront\.net)', text),
    'hardcoded-hook-arn': lambda text: re.fullmatch(r'arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:\S+', text),
    'hardcoded-parameter-arn': lambda text: re.fullmatch(r'arn:aws[a-z-]*:ssm:[^:]*:\d{12}:parameter\S+', text),
    'hardcoded-resource-id': lambda text: re.fullmatch(
        r'(fs|fsap|sg|subnet|vpc|eni|srv|ns|mrk)-[0-9a-z]{8,40}|[a-z]{2}-[a-z]+-\d_\w{9}|E[A-Z0-9]{12,13}|arn:aws\S+',
        text),
    'hardcoded-secret-arn': lambda text: re.fullmatch(
        r'arn:aws[a-z-]*:secretsmanager:[^:]*:\d{12}:secret:\S+', text),
    'describe-only-field': lambda text: re.fullmatch(
        r'taskDefinitionArn|revision|status|requiresAttributes|compatibilities|(de)?registeredAt|registeredBy|'
        r'deleteRequestedAt', text),
    'hardcoded-role-arn': lambda text: re.fullmatch(r'arn:aws[a-z-]*:iam::\d{12}:role/\S+', text),
    'missing-execution-role': lambda text: re.fullmatch(
        r'secrets|secretOptions|environmentFiles|repositoryCredentials|credentialSpecs|awslogs|.*\.dkr\.ecr\..*', text),
    'secret-without-suffix': lambda text: re.fullmatch(r'arn:[^:]*:secretsmanager:[^"]*', text),
    'json-comment': lambda text: text.startswith(('#', '//', '/*')),
    'trailing-comma': lambda text: text == ',',
    'unquoted-value': lambda text: text and text[0] not in '"\'{[,:' and text == text.strip(),
}


def is_spelled(text, value, is_json):
    return '*' in value or value in spellings(text, is_json)  # a masked value tells nothing


def is_right(text, finding, message, is_json):
    """Whether `text`, the bytes of a region, is what `message` says; of the finding itself `message` is None."""
    if message is None:
        return is_spelled(text, finding['value'], is_json)
    if message == 'missing here':
        return text == ''
    if message == 'opened here':
        return text in ('{', '[')
    if message == 'also here' and finding['rule'] in OF_ONE_SORT:
        return OF_ONE_SORT[finding['rule']](text)
    if message in ('also here', 'first written here'):
        return is_spelled(text, finding['value'], is_json)
    return text != ''


failures = []
report = json.loads(run('check', 'open', 'malformed', '--format', 'json', cwd=corpus))
regions = 0
for finding in report['findings']:
    path = os.path.join(corpus, finding['root'] + finding['path'])
    with open(path, 'rb') as file:
        own = file.read()
    for number, location in enumerate([finding] + finding['related']):
        data = own
        if location['path'] != finding['path']:
            with open(os.path.join(corpus, finding['root'] + location['path']), 'rb') as file:
                data = file.read()
        region = location['region']
        where = f"{location['path']}:{region['start_line']}:{region['start_column']} {finding['rule']}"
        begin = region['byte_offset']
        end = begin + region['byte_length']
        regions += 1
        line, column, utf16 = position(data, begin)
        if (line, column, utf16) != (region['start_line'], region['start_column'], region['start_column_utf16']):
            failures.append(f'{where}: expected {line}:{column} ({utf16})')
        text = data[begin:end].decode('utf-8', 'replace')
        message = location['message'] if number > 0 else None
        if not is_right(text, finding, message, data.lstrip()[:1] in (b'{', b'[')):
            failures.append(f"{where}: {text!r} does not spell {finding['value']!r} ({message})")
finish(failures, f'{regions} regions')
