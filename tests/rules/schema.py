"""The published schema of rule files and its loader agree: see tests/support/schema_agreement.py."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
import schema_agreement  # noqa: E402

# What only the loader sees, by its message.
BEYOND_A_SCHEMA = [
    r'expected id to be the file.s name', r'in the query', r'in the regular expression', r'unknown name ', r'unknown group ',
    r'expected min to be at most max', r'when the (atom|capture) is reported', r'because there are several named groups',
    r'a rule of your own cannot name a check', r'has a meaning in messages', r'expected base64', r'expected one group with the name',
]

schema_agreement.compare('rule.schema.json', os.path.join(HERE, 'samples'), sys.argv[1], BEYOND_A_SCHEMA)
