"""Reads pages of an index with `pypi-simple`: a JSON list of pages on standard input, one of what they say on standard output."""

import json
import sys

from pypi_simple import IndexPage, ProjectPage


def package(file):
    return {
        "filename": file.filename,
        "url": file.url,
        "digests": file.digests,
        "requires_python": file.requires_python,
        "yanked": file.yanked_reason or "" if file.is_yanked else None,
        "metadata": file.metadata_digests,
        "has_metadata": bool(file.has_metadata),
        "has_sig": file.has_sig,
        "provenance": file.provenance_url,
        "size": file.size,
        "upload_time": None if file.upload_time is None else file.upload_time.isoformat(),
    }


def project(page):
    return {
        "version": page.repository_version,
        "serial": page.last_serial,
        "versions": page.versions,
        "files": [package(file) for file in page.packages],
    }


def answer(case):
    kind, text, url = case["kind"], case["text"], case["url"]
    if kind == "project-html":
        return project(ProjectPage.from_html(case["project"], text, base_url=url))
    if kind == "project-json":
        return project(ProjectPage.from_json_data(json.loads(text), base_url=url))
    page = IndexPage.from_html(text) if kind == "root-html" else IndexPage.from_json_data(json.loads(text))
    return {"version": page.repository_version, "serial": page.last_serial, "projects": page.projects}


json.dump([answer(case) for case in json.load(sys.stdin)], sys.stdout)
