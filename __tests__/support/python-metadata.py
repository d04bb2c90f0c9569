"""
Reads core metadata with Python's own libraries: a JSON list on standard input, one of answers on standard output. A case is
a text in base64, or the path of a distribution, whose metadata is looked for with `zipfile` and `tarfile`.
"""

import base64
import json
import re
import sys
import tarfile
import zipfile

from packaging.metadata import parse_email


def only(members, pattern):
    (member,) = [each for each in members if re.fullmatch(pattern, each)]
    return member


def metadata_in(path):
    if path.endswith(".tar.gz"):
        with tarfile.open(path, "r:gz") as archive:
            return archive.extractfile(only(archive.getnames(), r"[^/]+/PKG-INFO")).read()
    with zipfile.ZipFile(path) as archive:
        wanted = r"[^/]+\.dist-info/METADATA" if path.endswith(".whl") else r"[^/]+/PKG-INFO"
        return archive.read(only(archive.namelist(), wanted))


def answer(case):
    data = base64.b64decode(case["text"]) if "text" in case else metadata_in(case["path"])
    raw, unparsed = parse_email(data)
    return {"raw": raw, "unparsed": sorted(unparsed), "text": base64.b64encode(data).decode()}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
