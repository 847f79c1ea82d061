"""Findings in the forms that CI reads: SARIF 2.1.0, JUnit XML, GitHub workflow commands, a Markdown summary.

Text of cables never acts in any of them: XML and JSON are written by libraries that escape, workflow commands and
Markdown by the escapes their documentation asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from crosscable.compare.checks import RULES
from crosscable.compare.findings import Finding
from crosscable.corpora.cable import Span
from crosscable.reports.markdown import escape

__all__ = ["github", "junit", "sarif", "summary"]

# GitHub shows ten annotations of a kind for a step; more are dropped without a word, so we say it ourselves.
MOST_ANNOTATIONS = 10
# GitHub refuses a job summary above 1 MiB; the rest is counted.
MOST_SUMMARY = 1_000_000
_COMMANDS = {"note": "notice", "warning": "warning", "error": "error"}
# XML 1.0 cannot hold these at all, not even escaped.
_UNXML = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """One SARIF run. `partialFingerprints` hold the finding's own, so that a moved line stays the same result."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "crosscable",
                        "version": version("crosscable"),
                        "rules": [
                            {
                                "id": rule.name,
                                "shortDescription": {"text": rule.reason},
                                "defaultConfiguration": {"level": rule.level},
                            }
                            for rule in RULES.values()
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding) for finding in findings],
            }
        ],
    }


def _result(finding: Finding) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [_location(span) for span in finding.spans],
        "partialFingerprints": {"crosscable/v1": finding.fingerprint},
    }


def _location(span: Span) -> dict[str, Any]:
    from urllib.parse import quote

    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(span.file.replace("\\", "/"), safe="/!#")},
            "region": {
                "charOffset": span.start,
                "charLength": span.end - span.start,
                "snippet": {"text": span.quote},
            },
        }
    }


def junit(findings: Sequence[Finding]) -> str:
    """JUnit XML: one test case a rule, one failure a finding at level warning or error, notes as output."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    failing = [finding for finding in findings if finding.level != "note"]
    suite = Element("testsuite", name="crosscable", tests=str(len(RULES)), failures=str(len(failing)), errors="0")
    for rule in RULES.values():
        mine = [finding for finding in findings if finding.rule == rule.name]
        case = SubElement(suite, "testcase", classname="crosscable", name=rule.name)
        for finding in mine:
            text = f"{finding.message} [{finding.fingerprint}]".translate(_UNXML)
            if finding.level != "note":
                SubElement(case, "failure", message=finding.message.translate(_UNXML), type=finding.level).text = text
        notes = [f"{finding.message} [{finding.fingerprint}]" for finding in mine if finding.level == "note"]
        if notes:
            SubElement(case, "system-out").text = "\n".join(notes).translate(_UNXML)
    suites = Element("testsuites")
    suites.append(suite)
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def github(findings: Sequence[Finding]) -> list[str]:
    """GitHub workflow commands, the worst first, at most ten of a kind; the last line counts what is not shown."""
    lines, left_out = [], 0
    for level in ("error", "warning", "note"):
        mine = [finding for finding in findings if finding.level == level]
        left_out += max(0, len(mine) - MOST_ANNOTATIONS)
        for finding in mine[:MOST_ANNOTATIONS]:
            file = f" file={_property(finding.spans[0].file)}," if finding.spans else " "
            lines.append(f"::{_COMMANDS[level]}{file}title={_property(finding.rule)}::{_data(finding.message)}")
    if left_out:
        lines.append(f"::notice title=crosscable::{left_out} more findings are not shown here")
    return lines


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(findings: Sequence[Finding]) -> list[str]:
    """A Markdown summary under one mebibyte: counts, then findings, the worst first."""
    counts = {level: sum(finding.level == level for finding in findings) for level in ("error", "warning", "note")}
    lines = ["# crosscable check", "", ", ".join(f"{count} {level}s" for level, count in counts.items()), ""]
    size = sum(len(line.encode()) + 1 for line in lines)
    order = sorted(findings, key=lambda finding: ("error", "warning", "note").index(finding.level))
    for number, finding in enumerate(order):
        line = f"- **{finding.level}** {escape(finding.rule)}: {escape(finding.message)} `{finding.fingerprint}`"
        size += len(line.encode()) + 1
        if size > MOST_SUMMARY:
            return [*lines, f"- and {len(order) - number} more"]
        lines.append(line)
    return lines
