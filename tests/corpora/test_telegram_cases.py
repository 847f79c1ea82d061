"""Telegrams of our own, each with what a careful reader writes down: cases/NAME.txt and NAME.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from crosscable.corpora.cable import Cable
from crosscable.corpora.telegram import parse

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))


def as_read(cable: Cable, field: str) -> Any:
    """The field in the words of the case files."""
    match field:
        case "numbers" | "roles" | "markings":
            return [getattr(each, field.removesuffix("s")) for each in cable.paragraphs]
        case "paragraphs" | "headings" | "protected" | "page_turns":
            return [each.text for each in getattr(cable, field)]
        case "references":
            return [[each.kind, each.id, each.bullet] for each in cable.references]
        case "recipients" | "info":
            return [each.name for each in getattr(cable, field)]
        case "blocks" | "losses":
            return [each.kind for each in getattr(cable, field)]
        case "sections":
            return [[each.number, each.of] for each in cable.sections]
        case "rules":
            return sorted({each.rule for each in cable.repairs})
        case "declassify_on":
            return None if cable.declassify_on is None else str(cable.declassify_on)
    value = getattr(cable, field)
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("name", NAMES)
def test_case_is_read_as_written_down(name: str) -> None:
    cable = parse((CASES / f"{name}.txt").read_text(encoding="utf-8"))
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    assert {field: as_read(cable, field) for field in expected} == expected


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_of_other_systems_change_nothing(name: str) -> None:
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    plain, dos = parse(text), parse(text.replace("\n", "\r\n"))
    assert [each.text for each in dos.paragraphs] == [each.text for each in plain.paragraphs]
    assert (dos.subject, dos.tags, dos.references, dos.signature) == (
        plain.subject,
        plain.tags,
        plain.references,
        plain.signature,
    )
