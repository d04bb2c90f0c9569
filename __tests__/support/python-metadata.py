"""Reads core metadata with Python's own `packaging`: a JSON list of base64 texts on standard input, one of answers on standard output."""

import base64
import json
import sys

from packaging.metadata import parse_email


def answer(text):
    raw, unparsed = parse_email(base64.b64decode(text))
    # What can't be read stays bytes, or a list of messages, where the text claims to be mail of several parts.
    return {"raw": raw, "unparsed": sorted(unparsed)}


json.dump([answer(text) for text in json.load(sys.stdin)], sys.stdout)
