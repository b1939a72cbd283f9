"""Line ends, a byte-order mark, indentation, the order of keys and JSON spelled as YAML change positions only."""
import json
import os
import shutil
import tempfile

from support import findings, finish, require_module, require_shared

yaml = require_module('yaml')
corpus = os.path.join(require_shared(), 'corpus', 'open')


class HasDuplicates(ValueError):
    """Re-spelling would drop one of two members of one name."""


def unique_pairs(pairs):
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        raise HasDuplicates
    return dict(pairs)


def parsed(data):
    return json.loads(data.decode('utf-8-sig'), object_pairs_hook=unique_pairs)


def reversed_keys(value):
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(list(value))}
    if isinstance(value, list):
        return [reversed_keys(one) for one in value]
    return value


def same(path, data):
    return path, data


def crlf(path, data):
    return path, data.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')


def bom(path, data):
    return path, data if data.startswith(b'\xef\xbb\xbf') else b'\xef\xbb\xbf' + data


def reindented(path, data):
    return (path, json.dumps(parsed(data), indent=7).encode()) if path.endswith('.json') else (path, data)


def minified(path, data):
    return (path, json.dumps(parsed(data), separators=(',', ':')).encode()) if path.endswith('.json') else (path, data)


def reordered(path, data):
    return (path, json.dumps(reversed_keys(parsed(data)), indent=2).encode()) if path.endswith('.json') else (path, data)


def as_yaml(path, data):
    # A YAML file of GitHub's own is a workflow or an action, whatever its name.
    if not path.endswith('.json') or '.github/' in path:
        return path, data
    text = yaml.safe_dump(parsed(data), allow_unicode=True, sort_keys=False, width=60)
    return path[:-len('.json')] + '.yaml', text.encode()


def copy_tree(target, respell, usable):
    for path, data in usable.items():
        new_path, new_data = respell(path, data)
        full = os.path.join(target, new_path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'wb') as file:
            file.write(new_data)


def meaning(all_findings):
    """What findings say apart from where: rule, level and the set of places that each speaks of."""
    said = {}
    for finding in all_findings:
        path = finding['path']
        path = path[:-len('.yaml')] + '.json' if path.endswith('.yaml') else path
        places = frozenset(one['display_path'] for one in [finding] + finding['related'])
        said.setdefault((path, finding['rule'], finding['level'], places), 0)
        said[path, finding['rule'], finding['level'], places] += 1
    return said


def load():
    """The corpus' manifests that Python can read, so that they can be re-spelled."""
    usable = {}
    for folder, _, names in os.walk(corpus):
        for name in names:
            full = os.path.join(folder, name)
            path = os.path.relpath(full, corpus)
            with open(full, 'rb') as file:
                data = file.read()
            if name.endswith('.json'):
                try:
                    parsed(data)
                except ValueError:
                    continue
            elif not name.endswith(('.yml', '.yaml')):
                continue
            usable[path] = data
    # One name in JSON and YAML would become one file.
    return {path: data for path, data in usable.items() if path[:-len('.json')] + '.yaml' not in usable}


usable = load()
failures = []
scratch = tempfile.mkdtemp(prefix='paritylint-')
try:
    expected = None
    for respell in (same, crlf, bom, reindented, minified, reordered, as_yaml):
        target = os.path.join(scratch, respell.__name__)
        copy_tree(target, respell, usable)
        said = meaning(findings(target))
        expected = said if expected is None else expected
        for what in sorted(set(expected.items()) ^ set(said.items()), key=repr):
            side = 'lost' if what in expected.items() else 'new'
            failures.append(f'{respell.__name__}: {side}: {what[0][:3]} {sorted(what[0][3])}')
finally:
    shutil.rmtree(scratch)
finish(failures, f'{len(usable)} files')
