"""A comparison as Markdown, for a report folder or a pull request. Text of cables is shown and never obeyed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosscable.reports.story import PassageView, Quote, Run, Story
from crosscable.reports.terminal.tables import visible

__all__ = ["comparison_markdown", "escape"]

# Every sign that opens something in CommonMark or GitHub's dialect, HTML and autolinks included.
_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$^&@:])")
# An e-mail or web address would become a link without any sign at all.
_ESCAPED_WHERE_IT_ACTS = frozenset("\\`*_{}[]<>|~$&")


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it stands, on one line."""
    flat = " ".join(visible(text).split())
    out = _SIGNS.sub(lambda m: "\\" + m[1] if m[1] in _ESCAPED_WHERE_IT_ACTS else m[1], flat)
    out = re.sub(r"(?i)\b(https?|ftp|www|mailto|javascript|data)([:.])", r"\1&#8203;\2", out)
    out = re.sub(r"(?<=\w)@(?=\w)", "&#64;", out)
    return re.sub(r"^([#+\-=>]|\d+[.)])", lambda m: "\\" + m[1] if len(m[1]) == 1 else m[1][:-1] + "\\" + m[1][-1], out)


def comparison_markdown(story: Story) -> list[str]:
    """The whole comparison as lines of Markdown."""
    return [
        f"# {escape(story.names[0])} and {escape(story.names[1])}",
        "",
        *_facts(story),
        "",
        *_shifts(story),
        *_sources(story),
        *_people(story),
        "",
        *_passages(story),
    ]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _facts(story: Story) -> list[str]:
    lines = [_row("", *map(escape, story.labels)), _row("---", "---", "---")]
    lines += [_row(name, escape(a) or "–", escape(b) or "–") for name, a, b in story.facts]
    lines += ["", f"Likeness of the two texts: {story.similarity:.2f} of 1; {story.order}."]
    lines += [f"\n**Lost in reading** — {escape(warning)}" for warning in story.warnings]
    return lines


def _text(runs: Sequence[Run], opening: str, closing: str) -> str:
    parts = []
    for text, marked in runs:
        bare = text.strip()
        if not (marked and bare):
            parts.append(_keeping_ends(text))
            continue
        at = text.index(bare)
        before, after = " " * bool(text[:at]), " " * bool(text[at + len(bare) :])
        parts.append(f"{before}{opening}{escape(bare)}{closing}{after}")
    return " ".join("".join(parts).split())


def _keeping_ends(text: str) -> str:
    inner = escape(text)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _quotation(label: str, quote: Quote) -> list[str]:
    note = f" ({quote.note})" if quote.note else ""
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
    for passage in story.passages:
        lines += _passage(story, passage)
    return lines if story.passages else [*lines, "None."]


def _passage(story: Story, passage: PassageView) -> list[str]:
    head = (
        f"**{escape(story.labels[0])} {escape(passage.left.where)} ↔ "
        f"{escape(story.labels[1])} {escape(passage.right.where)}** — {passage.relation}, likeness {passage.score:.2f}"
    )
    return [
        head,
        "",
        f"> {_text(passage.left.runs, '~~', '~~')}",
        ">",
        f"> {_text(passage.right.runs, '**', '**')}",
        "",
    ]
