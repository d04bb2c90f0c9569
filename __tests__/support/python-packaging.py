"""Answers with Python's own `packaging`: a JSON document of cases on standard input, one of answers on standard output."""

import json
import sys

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.tags import compatible_tags, cpython_tags, mac_platforms, parse_tag
from packaging.utils import (
    InvalidName,
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    canonicalize_version,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

sys.set_int_max_str_digits(0)


def parsed(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


def version(text):
    value = parsed(text)
    if value is None:
        return None
    return {
        "canonical": str(value),
        "key": canonicalize_version(text),
        "prerelease": value.is_prerelease,
    }


def order(pair):
    one, other = map(parsed, pair)
    if one is None or other is None:
        return None
    return (one > other) - (one < other)


def name(text):
    try:
        return canonicalize_name(text, validate=True)
    except InvalidName:
        return None


def wheel(filename):
    try:
        name, version, build, tags = parse_wheel_filename(filename)
    except InvalidWheelFilename:
        return None
    return {
        "name": name,
        "version": str(version),
        "build": "" if build == () else f"{build[0]}{build[1]}",
        "tags": sorted(map(str, tags)),
    }


def sdist(filename):
    try:
        project, version = parse_sdist_filename(filename)
        at_last_dash = {"name": project, "version": str(version)}
    except InvalidSdistFilename:
        at_last_dash = None
    stem = filename.removesuffix(".zip").removesuffix(".tar.gz")
    dashes = [at for at, character in enumerate(stem) if character == "-"]
    splits = [(name(stem[:at]), parsed(stem[at + 1 :])) for at in dashes] if stem != filename else []
    return {
        "at_last_dash": at_last_dash,
        "candidates": [{"name": one, "version": str(other)} for one, other in splits if one and other],
    }


def specifier(case):
    try:
        value = SpecifierSet(case["specifier"])
    except InvalidSpecifier:
        return None
    versions = case["versions"]
    allowed = [allows(value, text) for text in versions]
    if "===" in case["specifier"]:
        matching = SpecifierSet().filter([text for text, yes in zip(versions, allowed) if yes], value.prereleases)
    else:
        matching = value.filter(versions)
    return {"allows": allowed, "matching": sorted(matching)}


def allows(value, text):
    # `===` compares texts; installers hand it the canonical ones.
    version = parsed(text)
    return value.contains(text, True) or (version is not None and value.contains(version, True))


def fits(case):
    major, minor = case["python"]
    interpreter = f"cp{major}{minor}"
    abi = interpreter + ("t" if case["threaded"] else "")
    platforms = list(mac_platforms(tuple(case["mac"]), case["arch"])) if "mac" in case else [case["platform"]]
    supported = {*cpython_tags((major, minor), [abi], platforms), *compatible_tags((major, minor), interpreter, platforms)}
    return [not supported.isdisjoint(parse_tag(tag)) for tag in case["tags"]]


answers = {
    "versions": version,
    "orders": order,
    "names": name,
    "wheels": wheel,
    "sdists": sdist,
    "specifiers": specifier,
    "fits": fits,
}
cases = json.load(sys.stdin)
json.dump({kind: [answers[kind](case) for case in cases[kind]] for kind in cases}, sys.stdout)
