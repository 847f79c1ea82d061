"""What `read` shows: a table of cables, and for a few cables each one's facts, repairs and losses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from crosscable.corpora.cable import Cable
from crosscable.reports.terminal.tables import table, visible, window, wrap

__all__ = ["cable_lines", "facts", "level", "repair_lines", "table_lines"]

_COLUMNS = ("cable", "sent", "class", "¶", "repaired", "subject")
# How cables themselves abbreviate their level and the two controls that change who may read them.
_LEVELS = {"UNCLASSIFIED": "U", "CONFIDENTIAL": "C", "SECRET": "S", "TOP SECRET": "TS", "LIMITED OFFICIAL USE": "LOU"}
_SENSITIVE = frozenset(("SENSITIVE", "SBU", "FOUO", "FOR OFFICIAL USE ONLY"))
_FEW = 3  # up to so many cables are shown with their particulars


def table_lines(cables: Iterable[Cable], width: int | None = None) -> list[str]:
    """The cables as a table, or, where there are few, one below the other with all that was read."""
    columns = window(width)
    rest = iter(cables)
    first = list(islice(rest, _FEW + 1))
    if len(first) <= _FEW:
        return [line for cable in first for line in (*cable_lines(cable, columns), "")][:-1]
    forms: Counter[str] = Counter()
    rows = []
    for cable in chain(first, rest):  # of a long corpus only the rows are kept
        forms[cable.witness.form] += 1
        rows.append(_row(cable))
    names = min(24, max(7, *(len(row[0]) for row in rows)))
    repaired = max(10, *(len(row[4]) for row in rows))
    fixed = names + 10 + 7 + 3 + repaired + 2 * 5  # a narrow column is as wide as its head and two
    lines = table(_COLUMNS, rows, (24, None, None, None, None, max(12, columns - fixed)))
    told = ", ".join(f"{count} {form}" for form, count in sorted(forms.items()))
    return [*lines, "", f"{len(rows)} cables ({told})"]


def _row(cable: Cable) -> tuple[str, ...]:
    return (
        cable.name,
        cable.sent.date().isoformat() if cable.sent else "",
        _abbreviated(cable),
        str(len(cable.paragraphs)),
        str(len(cable.repairs) or "") + (f" ({len(cable.losses)} lost)" if cable.losses else ""),
        cable.subject or _opening(cable),
    )


def level(cable: Cable) -> str:
    """Classification and caveats as one phrase."""
    return "//".join((cable.classification or "", *cable.caveats)).strip("/")


def _abbreviated(cable: Cable) -> str:
    """The level as portion markings write it: C, S//NF, SBU."""
    short = _LEVELS.get(cable.classification or "", cable.classification or "")
    if short == "U" and not _SENSITIVE.isdisjoint(cable.caveats):
        short = "SBU"
    return short + ("//NF" if "NOFORN" in cable.caveats else "")


def _opening(cable: Cable) -> str:
    text = " ".join((cable.paragraphs[0].text if cable.paragraphs else cable.text)[:120].split())
    return f"“{text[:80]}…”" if text else ""


def cable_lines(cable: Cable, columns: int) -> list[str]:
    """One cable: its facts, then its paragraphs by their first words, then what was repaired and lost."""
    lines = [*wrap(cable.name, columns), "=" * min(columns, len(cable.name))]
    for label, value in facts(cable):
        lines += _labelled(label, value, columns)
    if cable.paragraphs:
        lines += ["", "Paragraphs"]
    for paragraph in cable.paragraphs:
        number = f"¶{paragraph.number}" if paragraph.number is not None else "–"
        marking = f"({paragraph.marking}) " if paragraph.marking else ""
        role = "" if paragraph.role == "body" else f"[{paragraph.role}] "
        room = columns - 6
        shown = " ".join(f"{role}{marking}{paragraph.text}".split())
        lines.append(f"{number:>5} {visible(shown if len(shown) <= room else shown[: room - 1] + '…')}")
    counts = Counter(repair.rule for repair in cable.repairs)
    if counts:
        told = ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items()))
        lines += ["", *wrap(f"Repaired: {told}", columns)]
    if cable.losses:
        lines += ["", "Lost"]
        for loss in cable.losses:
            lines += wrap(f"- {loss.message} ({loss.kind}, at {loss.start})", columns, "  ")
    return lines


def facts(cable: Cable) -> list[tuple[str, str]]:
    """The fields that are present, as a historian would list them."""
    day = cable.sent.strftime("%Y-%m-%d %H:%M UTC") if cable.sent else ""
    found = (
        ("Witness", f"{cable.witness.name} ({cable.witness.form})"),
        ("Sent", day + (f"  ({cable.dtg})" if cable.dtg else "")),
        ("From", "; ".join(part for part in (cable.origin, cable.sender) if part)),
        ("To", "; ".join(addressee.name for addressee in cable.recipients)),
        ("Info", "; ".join(addressee.name for addressee in cable.info)),
        ("Classified", level(cable)),
        ("Classified by", " ".join((cable.classified_by or "", *cable.classified_reasons)).strip()),
        ("Declassify on", str(cable.declassify_on or "")),
        ("Released", cable.released.date().isoformat() if cable.released else ""),
        ("Tags", " ".join(cable.tags)),
        ("Subject", cable.subject or ""),
        ("References", "; ".join(_reference(item.bullet, item.id or item.text) for item in cable.references)),
        ("Passing", "; ".join(cable.passing)),
        ("Drafted by", cable.drafted_by or ""),
        ("Approved by", cable.approved_by or ""),
        ("Cleared by", cable.cleared_by or ""),
        ("Signature", cable.signature or ""),
        ("Versions", "; ".join(version.witness.name for version in cable.versions)),
    )
    return [(label, value) for label, value in found if value]


def _reference(bullet: str | None, text: str) -> str:
    return f"{bullet}. {text}" if bullet else text


def _labelled(label: str, value: str, columns: int) -> list[str]:
    first, *rest = wrap(value, columns, " " * 15)
    return [f"{label:<14} {first.strip()}", *rest]


def repair_lines(cables: Sequence[Cable], width: int | None = None) -> list[str]:
    """Every repair with its place, before and after; for a few cables also their text with the repairs marked in it."""
    rows = [
        (cable.name, repair.rule, f"{repair.start}–{repair.end}", _short(repair.before), _short(repair.after))
        for cable in cables
        for repair in cable.repairs
    ]
    room = max(12, (window(width) - 60) // 2)
    lines = table(("cable", "rule", "place", "before", "after"), rows, (20, 26, None, room, room))
    if len(cables) <= _FEW:
        from crosscable.reports.terminal.show import as_read

        for cable in cables:
            lines += ["", *as_read(cable, None, width)]
    return lines


def _short(text: str, limit: int = 160) -> str:
    shown = text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥")
    return shown if len(shown) <= limit else f"{shown[: limit // 2]} … {shown[-limit // 2 :]}"
