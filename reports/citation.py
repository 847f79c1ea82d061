"""How a cable is cited: in the manner of *Foreign Relations of the United States*, and as CSL-JSON."""

from __future__ import annotations

import re

from crosscable.corpora.cable import Cable

__all__ = ["cite", "csl"]

_NUMBER = re.compile(r"\d{2}[A-Z]+?(\d+)")
_DEPARTMENT = re.compile(r"\bSEC(?:RETARY OF )?STATE\b|\bDEPARTMENT OF STATE\b", re.I)


def cite(cable: Cable, paragraph: int | None = None) -> str:
    """A citation such as: Embassy Moscow to State, telegram 3526, December 5, 2008, ¶4.

    What a cable does not say is left out; a cable without a number is called by its name.
    """
    number = _number(cable)
    correspondents = " to ".join(part for part in (_sender(cable), _recipient(cable)) if part)
    parts = [
        correspondents,
        f"telegram {number}" if number else "",
        _day(cable),
        "" if number else cable.name,
        f"¶{paragraph}" if paragraph is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def csl(cable: Cable, paragraph: int | None = None) -> dict[str, object]:
    """The cable as one CSL-JSON item; a paragraph is a `locator`, as citation managers expect it."""
    item: dict[str, object] = {"id": cable.name, "type": "document", "genre": "Telegram"}
    if cable.subject:
        item["title"] = cable.subject
    if _sender(cable):
        item["author"] = [{"literal": _sender(cable)}]
    if _recipient(cable):
        item["recipient"] = [{"literal": _recipient(cable)}]
    if _number(cable):
        item["number"] = _number(cable)
    if cable.sent:
        item["issued"] = {"date-parts": [[cable.sent.year, cable.sent.month, cable.sent.day]]}
    if cable.classification:
        item["note"] = f"Classification: {'//'.join((cable.classification, *cable.caveats))}"
    if paragraph is not None:
        item.update(label="paragraph", locator=str(paragraph))
    return item


def _number(cable: Cable) -> str | None:
    match = _NUMBER.fullmatch(cable.id or "")
    return match[1] if match else None


def _sender(cable: Cable) -> str:
    if cable.witness.form == "tei":  # there the sender is a person with an office, and the origin only a place
        return cable.sender or cable.origin or ""
    return cable.origin or cable.sender or ""


def _recipient(cable: Cable) -> str:
    if not cable.recipients:
        return ""
    name = cable.recipients[0].name
    return "State" if cable.witness.form != "tei" and _DEPARTMENT.search(name) else name


def _day(cable: Cable) -> str:
    return f"{cable.sent:%B} {cable.sent.day}, {cable.sent.year}" if cable.sent else "undated"
