"""taskdef.schema.json is what generate.py makes of the API model and taskdef.constraints.json: no byte by hand."""
import os
import pathlib
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get('PARITYLINT_SHARED') or PROJECT.parent / 'shared')
SCHEMAS = PROJECT / 'rules' / 'schemas'

model = SHARED / 'data' / 'ecs-taskdef-model.json'
if not model.exists():
    print('skipped: the shared folder with the API model is absent')
    sys.exit(1 if os.environ.get('PARITYLINT_REQUIRE_SHARED') == '1' else 77)

with tempfile.TemporaryDirectory(prefix='paritylint-') as scratch:
    made = pathlib.Path(scratch) / 'schema.json'
    subprocess.run([sys.executable, SCHEMAS / 'generate.py', model, made], check=True)
    if made.read_bytes() != (SCHEMAS / 'taskdef.schema.json').read_bytes():
        sys.exit('rules/schemas/taskdef.schema.json is not what generate.py writes: run it again')
