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
from crosscable.reports.file_lines import FileLines, file_of
from crosscable.reports.markdown import escape
from crosscable.reports.site.words import counted
from crosscable.reports.terminal.tables import visible

__all__ = ["github", "junit", "sarif", "summary"]

# GitHub shows ten annotations of a kind for a step; more are dropped without a word, so we say it ourselves.
MOST_ANNOTATIONS = 10
_MOST_MESSAGE = 4000  # characters; GitHub takes 64 kB for all of an annotation
# GitHub refuses a job summary above 1 MiB; the rest is counted.
MOST_SUMMARY = 1_000_000
_COMMANDS = {"note": "notice", "warning": "warning", "error": "error"}
# XML 1.0 cannot hold these at all, not even escaped.
_UNXML = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")


def sarif(findings: Sequence[Finding], lines: FileLines | None = None) -> dict[str, Any]:
    """One SARIF run; `lines` tells lines, by which code scanning places a result.

    `partialFingerprints` hold the finding's own, so that a moved line stays the same result.
    """
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
                "results": [_result(finding, lines or FileLines()) for finding in findings],
            }
        ],
    }


def _result(finding: Finding, lines: FileLines) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [_location(span, lines) for span in finding.spans],
        "partialFingerprints": {"crosscable/v1": finding.fingerprint},
    }


def _location(span: Span, lines: FileLines) -> dict[str, Any]:
    """File and region; of a record inside a file the file alone, whose characters the record does not count."""
    from urllib.parse import quote

    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(file_of(span))}}
    if span.file.replace("\\", "/") == file_of(span):
        line = lines.line(span)
        physical["region"] = {
            **({} if line is None else {"startLine": line}),
            "charOffset": span.start,
            "charLength": span.end - span.start,
            "snippet": {"text": span.quote},
        }
    return {"physicalLocation": physical, "logicalLocations": [{"name": span.cable}]}


def junit(findings: Sequence[Finding]) -> str:
    """JUnit XML: a case for each finding, failed from level warning on, and one for each rule that found nothing."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    found = {finding.rule for finding in findings}
    quiet = [rule.name for rule in RULES.values() if rule.name not in found]
    failures = sum(finding.level != "note" for finding in findings)
    told = {"tests": str(len(findings) + len(quiet)), "failures": str(failures), "errors": "0"}
    suites = Element("testsuites", told)
    suite = SubElement(suites, "testsuite", {"name": "crosscable", **told})
    for finding in findings:
        message = _xml(finding.message)
        case = SubElement(suite, "testcase", classname=finding.rule, name=f"{message} [{_xml(finding.fingerprint)}]")
        if finding.level == "note":
            SubElement(case, "system-out").text = message
        else:
            quoted = [f"{_xml(span.file)}: {_xml(span.text)}" for span in finding.spans]
            SubElement(case, "failure", message=message, type=finding.level).text = "\n".join(quoted)
    for name in quiet:
        SubElement(suite, "testcase", classname=name, name="nothing found")
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode")


def _xml(text: str) -> str:
    return " ".join(visible(text).translate(_UNXML).split())


def github(findings: Sequence[Finding], lines: FileLines | None = None) -> list[str]:
    """GitHub workflow commands, the worst first, at most ten of a kind; the last one counts what is not shown."""
    told, left_out = [], 0
    for level in ("error", "warning", "note"):
        mine = [finding for finding in findings if finding.level == level]
        room = MOST_ANNOTATIONS - (level == "note")  # the count is a notice too
        left_out += max(0, len(mine) - room)
        for finding in mine[:room]:
            told.append(
                f"::{_COMMANDS[level]} {_where(finding, lines)}title={_property(finding.rule)}::{_data(finding)}"
            )
    if left_out:
        told.append(f"::notice title=crosscable::{left_out} more findings are not shown here")
    return told


def _where(finding: Finding, lines: FileLines | None) -> str:
    if not finding.spans:
        return ""
    line = lines.line(finding.spans[0]) if lines else None
    file = f"file={_property(file_of(finding.spans[0]))},"
    return file if line is None else f"{file}line={line},"


def _data(finding: Finding) -> str:
    return _escaped(finding.message[:_MOST_MESSAGE])


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def summary(findings: Sequence[Finding]) -> list[str]:
    """A Markdown summary under one mebibyte: counts, then findings, the worst first."""
    counts = {level: sum(finding.level == level for finding in findings) for level in ("error", "warning", "note")}
    lines = ["# crosscable check", "", ", ".join(counted(count, level) for level, count in counts.items()), ""]
    size = sum(len(line.encode()) + 1 for line in lines)
    order = sorted(findings, key=lambda finding: ("error", "warning", "note").index(finding.level))
    for number, finding in enumerate(order):
        line = f"- **{finding.level}** {escape(finding.rule)}: {escape(finding.message)} `{finding.fingerprint}`"
        size += len(line.encode()) + 1
        if size > MOST_SUMMARY:
            return [*lines, f"- and {len(order) - number} more"]
        lines.append(line)
    return lines
