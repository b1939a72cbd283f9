"""The published schema of configurations and its loader agree: see tests/support/schema_agreement.py."""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
import schema_agreement  # noqa: E402

# What only the loader sees, by its message.
BEYOND_A_SCHEMA = [
    r'unknown environment ', r'is (the name|a synonym) of ', r' belongs to environment .* too', r' stands twice in ',
    r'expected a "[]}]" for the ', r'expected one YAML document', r'expected no YAML merge', r'cannot read ',
    r'leads out of it', r'leads in a circle', r'extended/.*: unknown key',
    r'expected a (glob|path|branch).* without control characters', r'expected at most 16 letters and digits',
    r'expected a JSONPath ', r'expected a day of the calendar ',
]

schema_agreement.compare('paritylint.schema.json', os.path.join(HERE, 'samples'), sys.argv[1], BEYOND_A_SCHEMA)
