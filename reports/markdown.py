"""A comparison as Markdown, for a report folder or a pull request. Text of cables is shown and never obeyed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscable.reports.passages import PassageView, differences, how
from crosscable.reports.story import ECHOES, Quote, Run, Story
from crosscable.reports.terminal.tables import visible

__all__ = ["LARGEST", "comparison_markdown", "escape"]

LARGEST = 1_000_000
"""Bytes of the longest report: a job summary of more than a mebibyte is refused whole by those who show it."""

_SIDES = {
    **dict.fromkeys(("rewording", "insertion", "deletion"), (("~~", "~~"), ("**", "**"))),
    "number": (("~~", "~~ #"), ("**", "** #")),
    "name": (("_", "_ ≈"), ("_", "_ ≈")),
    "redaction": (("_", "_ ▮"), ("_", "_ ▮")),
}
"""How the differences of a passage are marked on the left and on the right, by kind; the rest goes unmarked."""

# Every sign that opens something in CommonMark or GitHub's dialect, HTML and autolinks included.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$^&@:])")
# An e-mail or web address would become a link without any sign at all.
_ESCAPED_WHERE_IT_ACTS = frozenset("\\`*_{}[]<>|~$&")


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it stands, on one line."""
    flat = " ".join(visible(text).split())
    out = _SIGNS.sub(lambda m: "\\" + m[1] if m[1] in _ESCAPED_WHERE_IT_ACTS else m[1], flat)
    out = re.sub(r"(?i)\b(https?|ftp|www|mailto|javascript|data)([:.])", r"\1&#8203;\2", out)
    # "@name" calls a person, "#12" and "GH-12" an issue, wherever GitHub shows the text.
    out = re.sub(r"@(?=\w)", "&#64;", out)
    out = re.sub(r"#(?=\d)", "&#35;", out)
    out = re.sub(r"\b(GH)-(?=\d)", r"\1&#45;", out)
    return re.sub(r"^([#+\-=>]|\d+[.)])", lambda m: "\\" + m[1] if len(m[1]) == 1 else m[1][:-1] + "\\" + m[1][-1], out)


def comparison_markdown(story: Story) -> list[str]:
    """The comparison as lines of Markdown, what changed first; past `LARGEST` it ends and says what is left out."""
    lines = [
        f"# {escape(story.names[0])} and {escape(story.names[1])}",
        "",
        *_facts(story),
        "",
        *_shifts(story),
        *_echoes(story),
        *_sources(story),
        *_people(story),
        "",
        *_passages(story),
    ]
    return _within(lines, LARGEST)


def _within(lines: list[str], largest: int) -> list[str]:
    """As many of `lines` as fit into `largest` bytes with the line that tells how many do not."""
    sizes = [len(line.encode("utf-8")) + 1 for line in lines]
    if sum(sizes) <= largest:
        return lines
    room, kept = largest - 200, 0
    while kept < len(lines) and sizes[kept] <= room:
        room -= sizes[kept]
        kept += 1
    left_out = sum(bool(line) for line in lines[kept:])
    return [*lines[:kept], "", f"**{left_out} more lines are left out here**; the page and the JSON hold everything."]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _facts(story: Story) -> list[str]:
    lines = [_row("", *map(escape, story.labels)), _row("---", "---", "---")]
    lines += [_row(name, escape(a) or "–", escape(b) or "–") for name, a, b in story.facts]
    lines += ["", f"Likeness of the two texts: {story.similarity:.2f} of 1; {story.order}."]
    lines += [f"\n**Lost in reading** — {escape(warning)}" for warning in story.warnings]
    lines += [f"\n**Before you quote** — {escape(story.notice)}"] if story.notice else []
    return lines


def _text(runs: Sequence[Run], opening: str, closing: str, *, flat: bool = True) -> str:
    parts = []
    for text, marked in runs:
        bare = text.strip()
        if not (marked and bare):
            parts.append(_keeping_ends(text))
            continue
        at = text.index(bare)
        before, after = " " * bool(text[:at]), " " * bool(text[at + len(bare) :])
        parts.append(f"{before}{opening}{escape(bare)}{closing}{after}")
    return " ".join("".join(parts).split()) if flat else "".join(parts)


def _keeping_ends(text: str) -> str:
    inner = escape(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _quotation(label: str, quote: Quote) -> list[str]:
    note = f" ({escape(quote.told)})" if quote.told else ""
    return [f"> **{escape(label)} {escape(quote.where)}** “{_text(quote.runs, '**', '**')}”{note}", ">"]


def _quotations(story: Story, left: Sequence[Quote], right: Sequence[Quote]) -> list[str]:
    lines = [
        line
        for label, quotes in zip(story.labels, (left, right), strict=True)
        for quote in quotes
        for line in _quotation(label, quote)
    ]
    return [*lines[:-1], ""]


def _shifts(story: Story) -> list[str]:
    lines = ["## What changed", ""]
    if not any(shifts for _, shifts in story.shifts):
        return [*lines, "Nothing that the words of both cables would bear out.", ""]
    for title, shifts in story.shifts:
        if shifts:
            lines += [f"### {title}", ""]
        for shift in shifts:
            lines += [f"**{escape(shift.headline)}**", "", *_quotations(story, shift.left, shift.right)]
            lines += [
                f"{escape(shift.why)} `{shift.fingerprint}`",
                "",
                *(f"- {escape(line)}" for line in shift.support),
            ]
            lines += [""] if shift.support else []
    if story.rejected:
        lines += [f"{story.rejected} more were rejected before and are not shown.", ""]
    return lines


def _echoes(story: Story) -> list[str]:
    if not story.echoes:
        return []
    title, note = ECHOES
    lines = [f"## {title}", "", note, ""]
    for echo in story.echoes:
        lines += [f"**{escape(echo.heard)}**", "", *_quotations(story, echo.left, echo.right)]
        lines += [f"{escape(echo.why)} `{echo.fingerprint}`", ""]
    return lines


def _sources(story: Story) -> list[str]:
    lines = ["## Quoted in both", ""]
    if not story.sources:
        return [*lines, "Nobody is quoted in both cables.", ""]
    for source in story.sources:
        lines += [f"### {escape(source.name)}", "", *_quotations(story, source.left, source.right)]
    return lines


def _people(story: Story) -> list[str]:
    lines = ["## People and organisations in both", ""]
    if story.people:
        lines += [_row("name", *map(escape, story.labels), "evidence"), _row(*["---"] * 4)]
        lines += [_row(escape(p.name), escape(p.left), escape(p.right), escape(p.evidence)) for p in story.people]
    else:
        lines.append("None.")
    if story.probably:
        lines += ["", "Probably the same, for an editor to decide:", "", *(f"- {escape(p)}" for p in story.probably)]
    for label, names in zip(story.labels, story.alone, strict=True):
        if names:
            lines += ["", f"Only in {escape(label)}: {escape(', '.join(names))}."]
    return lines


def _passages(story: Story) -> list[str]:
    lines = ["## Passages that correspond", ""]
    if not story.passages:
        return [*lines, "None."]
    close = [passage for passage in story.passages if passage.edited]
    others = [passage for passage in story.passages if not passage.edited]
    if close:
        lines += ["~~Words of the left only~~, **words of the right only**, # figures, ≈ names, ▮ redactions.", ""]
    for passage in close:
        lines += _passage(story, passage)
    if others:
        lines += ["Without differences to mark, or with too little in common:", ""] if close else []
        lines += [_row(*map(escape, story.labels), "how they relate", "likeness"), _row(*["---"] * 4)]
        lines += [_row(*map(escape, p.where), how(p), f"{p.score:.2f}") for p in others]
    return lines


def _passage(story: Story, passage: PassageView) -> list[str]:
    places = (f"{escape(label)} {escape(where)}" for label, where in zip(story.labels, passage.where, strict=True))
    head = f"**{' ↔ '.join(places)}** — {passage.told}, likeness {passage.score:.2f}: {differences(passage)}"
    return [head, "", f"> {_side(passage, 0)}", ">", f"> {_side(passage, 1)}", ""]


def _side(passage: PassageView, side: int) -> str:
    parts = []
    for edit in passage.edits:
        opening, closing = _SIDES.get(edit.kind, (("", ""), ("", "")))[side]
        parts.append(_text([(edit.right if side else edit.left, bool(opening))], opening, closing, flat=False))
    return " ".join("".join(parts).split())
