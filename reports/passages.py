"""Corresponding passages as a reader meets them: where they stand, how they relate, every difference by its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscable.compare.alignment.edit_kinds import KindedEdit, count_kinds
from crosscable.compare.alignment.passages import Passage
from crosscable.compare.comparison import Comparison
from crosscable.compare.passage_edits import edits_of, lined_up
from crosscable.corpora.cable import Cable
from crosscable.reports.places import paragraph_index, place

__all__ = ["KIND_LABELS", "SIGNS", "WORDS", "PassageView", "differences", "how", "passage_views", "signed"]

RELATIONS = {
    "same": "the same words",
    "reworded": "reworded",
    "moved": "moved",
    "split": "one passage became several",
    "merged": "several passages became one",
}

WORDS = ("rewording", "insertion", "deletion")
"""The kinds in which words were changed."""

KIND_LABELS = {
    "rewording": ("place reworded", "places reworded"),
    "insertion": ("place with words added", "places with words added"),
    "deletion": ("place with words gone", "places with words gone"),
    "number": ("number changed", "numbers changed"),
    "name": ("name in another form", "names in another form"),
    "redaction": ("redaction", "redactions"),
    "typography": ("place with other signs only", "places with other signs only"),
    "rewrap": ("place with other spacing only", "places with other spacing only"),
}
"""What one and several differences of a kind are called."""

SIGNS = {
    **dict.fromkeys(WORDS, (("[-", "-]"), ("{+", "+}"))),
    "number": (("[#", "#]"), ("{#", "#}")),
    "name": (("[~", "~]"), ("{~", "~}")),
    "redaction": (("[=", "=]"), ("{=", "=}")),
}
"""The signs around a difference in plain text, on the left and on the right; other kinds go unmarked there."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """Two corresponding passages.

    `relation` is the record's word and `told` the reader's; `places` names the places of both sides, each with the
    index of its paragraph; `ranges` are the same places in the readings. `lined_up` is False where the wordings have
    too little in common for marks on single words.
    """

    relation: str
    told: str
    score: float
    places: tuple[tuple[tuple[str, int | None], ...], tuple[tuple[str, int | None], ...]]
    ranges: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
    edits: tuple[KindedEdit, ...]
    lined_up: bool

    @property
    def where(self) -> tuple[str, str]:
        """The names of the places of both sides, each in one line."""
        left, right = (", ".join(name for name, _ in side) for side in self.places)
        return left, right

    @property
    def paragraphs(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The indices of the paragraphs in which the places of both sides lie."""
        left, right = (tuple(index for _, index in side if index is not None) for side in self.places)
        return left, right

    @property
    def counts(self) -> Mapping[str, int]:
        """How many differences there are of each kind; none are told where the wordings are not lined up."""
        return count_kinds(self.edits) if self.lined_up else {}

    @property
    def edited(self) -> bool:
        """Whether there are differences worth reading in full: more than other signs and other spacing."""
        return any(kind in SIGNS for kind in self.counts)


def passage_views(comparison: Comparison) -> tuple[PassageView, ...]:
    """The passages of a comparison, in its order."""
    return tuple(_view(comparison, passage) for passage in comparison.passages)


def differences(view: PassageView) -> str:
    """The differences of a passage in words, such as "2 places reworded, 1 number changed"; empty where none is."""
    counts = view.counts
    told = [(counts.get(kind, 0), labels) for kind, labels in KIND_LABELS.items()]
    return ", ".join(f"{count} {labels[count > 1]}" for count, labels in told if count)


def how(view: PassageView) -> str:
    """How the two sides relate, with the differences of a passage that has some."""
    return ": ".join(part for part in (view.told, differences(view)) if part)


def signed(edits: Sequence[KindedEdit], side: int) -> str:
    """One side's wording with `SIGNS` around its differences; outer spaces stay outside of them."""
    return "".join(_with_signs(edit, side) for edit in edits)


def _with_signs(edit: KindedEdit, side: int) -> str:
    text = edit.right if side else edit.left
    bare = text.strip()
    if edit.kind not in SIGNS or not bare:
        return text
    opening, closing = SIGNS[edit.kind][side]
    at = text.index(bare)
    return f"{text[:at]}{opening}{bare}{closing}{text[at + len(bare) :]}"


def _view(comparison: Comparison, passage: Passage) -> PassageView:
    left, right = comparison.left, comparison.right
    edits = edits_of(comparison, passage)
    return PassageView(
        relation=passage.relation,
        told=RELATIONS.get(passage.relation, passage.relation),
        score=passage.score,
        places=(_places(left, passage.left), _places(right, passage.right)),
        ranges=(tuple(sorted(passage.left)), tuple(sorted(passage.right))),
        edits=edits,
        lined_up=lined_up(edits),
    )


def _places(cable: Cable, ranges: Sequence[tuple[int, int]]) -> tuple[tuple[str, int | None], ...]:
    """Each place with its paragraph: several paragraphs without a number have one name and stay apart."""
    found = ((place(cable, start), paragraph_index(cable, start)) for start, _ in sorted(ranges))
    return tuple(dict.fromkeys(found))
