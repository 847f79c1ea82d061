"""The page of one pair."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from crosscable.reports.citation import cite, csl
from crosscable.reports.page.density import density_maps
from crosscable.reports.page.density_chart import density_link
from crosscable.reports.page.marks import EditMark, edit_marks, told_passages
from crosscable.reports.page.render import render
from crosscable.reports.page.rows import Row, rows
from crosscable.reports.page.texts import Link, ParagraphView, full_text
from crosscable.reports.passages import WORDS, PassageView, how
from crosscable.reports.story import ECHOES, GROUPS, Story, long_date, tell

if TYPE_CHECKING:
    from crosscable.compare.comparison import Comparison
    from crosscable.corpora.cable import Cable

__all__ = ["comparison_page"]

_SIDES = ("left", "right")

_ARROWS = {
    "up": "▲",
    "down": "▼",
    "reversed": "⇄",
    "firmer": "■",
    "softer": "□",
    "wider": "↔",
    "narrower": "›‹",
    "new": "+",
    "gone": "−",
}
"""A sign for each direction, beside its word and never instead of it."""

_GROUP_LABELS = {"own_view": "own view", "same_source": "one source", "contrast": "contrasts"}

_EDIT_GROUPS = {
    **dict.fromkeys(WORDS, "words"),
    "number": "numbers",
    "name": "names",
    "redaction": "redactions",
    "typography": "signs",
    "rewrap": "spacing",
}
"""The groups by which a reader can filter passages; words that come, go or change are one group."""

_EDIT_LABELS = {
    "words": "words changed",
    "numbers": "numbers changed",
    "names": "names spelt otherwise",
    "redactions": "redactions",
    "signs": "signs only",
    "spacing": "spacing only",
    "moved": "moved",
}


@dataclass(frozen=True, slots=True)
class _Head:
    """What a reader has to know of a cable before the findings: which it is, when, from where, on what."""

    name: str
    subject: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """Paragraphs of both cables that stand beside each other, and the groups of their differences.

    `lined_up` is True where the marks tell every difference of the two sides, so that one column can hold both.
    """

    left: tuple[ParagraphView, ...]
    right: tuple[ParagraphView, ...]
    aligned: bool
    lined_up: bool
    groups: tuple[str, ...]


def comparison_page(
    comparison: Comparison, *, index: str = "", before: str = "", after: str = "", pages: tuple[str, str] = ("", "")
) -> str:
    """The whole comparison as one HTML file.

    In a report `index`, its neighbours and the `pages` of both cables name files beside it.
    """
    story: Story = tell(comparison)
    cables = (comparison.left, comparison.right)
    beside = _beside(cables, story.passages)
    maps = density_maps(comparison, story.passages)
    return render(
        "comparison.html",
        title=f"{story.names[0]} and {story.names[1]}",
        story=story,
        sides=_SIDES,
        heads=tuple(_head(cable) for cable in cables),
        beside=beside,
        groups=_groups(story, beside),
        arrows=_ARROWS,
        echoes=ECHOES,
        related=tuple(how(passage) for passage in story.passages),
        edits=Counter(group for passage in story.passages for group in _told(passage).elements()),
        marked={part.kind for row in beside for text in (*row.left, *row.right) for part in text.stretches}
        - {"repair", ""},
        maps=maps,
        saved_maps=tuple(density_link(drawn, name) for drawn, name in zip(maps, story.names, strict=True)),
        citations=tuple(cite(cable) for cable in cables),
        items=tuple(json.dumps(csl(cable), ensure_ascii=False, indent=1) for cable in cables),
        cables=cables,
        index=index,
        before=before,
        after=after,
        pages=pages,
        version=version("crosscable"),
        total=sum(len(shifts) for _, shifts in story.shifts),
    )


def _head(cable: Cable) -> _Head:
    classification = " ".join(filter(None, (cable.classification, *cable.caveats)))
    facts = (cable.origin or cable.sender or "", long_date(cable), classification)
    return _Head(cable.name, cable.subject or "", tuple(fact for fact in facts if fact))


def _beside(cables: tuple[Cable, Cable], passages: Sequence[PassageView]) -> tuple[_Beside, ...]:
    sizes = (len(cables[0].paragraphs), len(cables[1].paragraphs))
    placed = rows(sizes, passages)
    links = (_links(cables, passages, placed, 0), _links(cables, passages, placed, 1))
    marks, told = edit_marks(*cables, passages), told_passages(passages)
    texts = [full_text(cables[side], _SIDES[side], marks[side], links[side]) for side in (0, 1)]
    return tuple(
        _Beside(
            tuple(texts[0][index] for index in row.left),
            tuple(texts[1][index] for index in row.right),
            row.aligned,
            any(_covers(passage, cables, row) for passage in told),
            _row_groups(cables, row, marks, links),
        )
        for row in placed
    )


def _covers(passage: PassageView, cables: tuple[Cable, Cable], row: Row) -> bool:
    """Whether a passage is these paragraphs, from the first letter to the last."""
    return row.aligned and all(
        ranges == tuple((cable.paragraphs[index].start, cable.paragraphs[index].end) for index in indices)
        for ranges, cable, indices in zip(passage.ranges, cables, (row.left, row.right), strict=True)
    )


def _row_groups(
    cables: tuple[Cable, Cable],
    row: Row,
    marks: tuple[list[EditMark], list[EditMark]],
    links: tuple[Sequence[Iterable[Link]], Sequence[Iterable[Link]]],
) -> tuple[str, ...]:
    ranges = [
        [(cable.paragraphs[index].start, cable.paragraphs[index].end) for index in indices]
        for cable, indices in zip(cables, (row.left, row.right), strict=True)
    ]
    found = {
        _EDIT_GROUPS[mark.kind]
        for side, places in enumerate(ranges)
        for start, end in places
        for mark in marks[side]
        if start <= mark.start and mark.end <= end
    }
    for side, indices in enumerate((row.left, row.right)):
        found |= {"moved" for index in indices for link in links[side][index] if link.moved}
    return tuple(group for group in _EDIT_LABELS if group in found)


def _links(
    cables: tuple[Cable, Cable], passages: Sequence[PassageView], placed: Sequence[Row], side: int
) -> tuple[tuple[Link, ...], ...]:
    """For each paragraph of one cable the paragraphs of the other that correspond and do not stand beside it."""
    other = 1 - side
    standing = {(i, j) for row in placed if row.aligned for i in row.left for j in row.right}
    found: list[dict[int, Link]] = [{} for _ in cables[side].paragraphs]
    for passage in sorted(passages, key=lambda passage: (passage.relation != "moved", passage.ranges[other])):
        for own in passage.paragraphs[side]:
            for there in passage.paragraphs[other]:
                if ((own, there) if side == 0 else (there, own)) in standing:
                    continue
                paragraph = cables[other].paragraphs[there]
                label = f"¶{paragraph.number}" if paragraph.number is not None else paragraph.role
                link = Link(label, f"{_SIDES[other]}-{there + 1}", passage.told, passage.relation == "moved")
                found[own].setdefault(there, link)
    return tuple(tuple(links[there] for there in sorted(links)) for links in found)


def _told(passage: PassageView) -> Counter[str]:
    """How many differences of each group a passage tells."""
    counts: Counter[str] = Counter()
    for kind, count in passage.counts.items():
        counts[_EDIT_GROUPS[kind]] += count
    return counts


def _groups(story: Story, beside: Iterable[_Beside]) -> tuple[tuple[str, str, int], ...]:
    """What can be filtered: the group, its label, how many items of the page are in it; none that is empty."""
    titles = dict(GROUPS)
    shifts = {title: len(found) for title, found in story.shifts}
    items = [(group, label, shifts.get(titles[group], 0)) for group, label in _GROUP_LABELS.items()]
    items.append(("echo", "one voice", len(story.echoes)))
    items.append(("source", "quoted in both", len(story.sources)))
    items.append(("person", "people", len(story.people)))
    differing = Counter(group for row in beside for group in row.groups)
    items += [(group, label, differing[group]) for group, label in _EDIT_LABELS.items()]
    return tuple(item for item in items if item[2])
