"""A comparison as a reader meets it: sections, labels and quotations, before it becomes text, Markdown or a page.

Presenters differ in how they show marks and columns; what is shown, in which words and in which order, is decided here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscable.compare.alignment.passages import Passage
from crosscable.compare.alignment.wording import Edit, word_diff
from crosscable.compare.assessments.shifts import Shift, worth_reading
from crosscable.compare.assessments.support import Voice
from crosscable.compare.attribution.shared import SharedSource
from crosscable.compare.attribution.statements import Statement
from crosscable.compare.comparison import Comparison
from crosscable.compare.people.reconcile import Person
from crosscable.corpora.cable import Cable

__all__ = [
    "GROUPS",
    "PassageView",
    "PersonView",
    "Quote",
    "Run",
    "ShiftView",
    "SourceView",
    "Story",
    "long_date",
    "place",
    "support_lines",
    "tell",
]

Run = tuple[str, bool]
"""A stretch of text and whether it is marked: as a difference of wording, or as the words that carry a shift."""

GROUPS = (
    ("own_view", "The embassy's own view"),
    ("same_source", "What one source says"),
    ("contrast", "Contrasts between sources"),
)

_RELATIONS = {
    "same": "the same words",
    "reworded": "reworded",
    "moved": "moved",
    "split": "one passage became several",
    "merged": "several passages became one",
}
# Below this share of common words the two wordings have nothing to line up and marking every word helps nobody.
_LINED_UP = 0.3


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as shown: where it stands ("¶4"), its text in runs, and a note such as "told us, protected".

    `paragraph` is the index of the paragraph it begins in, None outside of paragraphs.
    """

    where: str
    runs: tuple[Run, ...]
    note: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class PassageView:
    """Two corresponding passages; `lined_up` is False where the wordings have too little in common to mark."""

    relation: str
    score: float
    left: Quote
    right: Quote
    lined_up: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person or organisation in both cables: the spellings of each side with counts, and the evidence."""

    name: str
    left: str
    right: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source and what it said in each cable."""

    name: str
    left: tuple[Quote, ...]
    right: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One shift: a headline, both quotations with the carrying words marked, the reason, on whom it rests."""

    headline: str
    left: tuple[Quote, ...]
    right: tuple[Quote, ...]
    why: str
    support: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything one comparison has to tell. `labels` name the two sides in running text ("2007", "2008")."""

    names: tuple[str, str]
    labels: tuple[str, str]
    similarity: float
    order: str
    facts: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]
    passages: tuple[PassageView, ...]
    people: tuple[PersonView, ...]
    probably: tuple[str, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    sources: tuple[SourceView, ...]
    shifts: tuple[tuple[str, tuple[ShiftView, ...]], ...]
    rejected: int


def tell(comparison: Comparison) -> Story:
    """Put a comparison into the order and the words in which people are shown it."""
    left, right = comparison.left, comparison.right
    return Story(
        names=(left.name, right.name),
        labels=_labels(left, right),
        similarity=comparison.similarity,
        order="the earlier cable is left" if comparison.ordered == "date" else "in the order given: not both are dated",
        facts=_facts(left, right),
        warnings=(*_warnings(left), *_warnings(right)),
        passages=tuple(_passage(left, right, passage) for passage in comparison.passages),
        people=tuple(_person(comparison, person) for person in comparison.persons_in_both()),
        probably=_probably(comparison),
        alone=(_alone(comparison, comparison.keys[0]), _alone(comparison, comparison.keys[1])),
        sources=tuple(_source(left, right, source) for source in comparison.sources),
        shifts=tuple(
            (
                title,
                tuple(_shift(comparison, shift) for shift in worth_reading(comparison.shifts) if shift.group == group),
            )
            for group, title in GROUPS
        ),
        rejected=comparison.rejected,
    )


def long_date(cable: Cable) -> str:
    """The day a cable was sent, as in "December 5, 2008"; empty where it is not known."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{months[cable.sent.month - 1]} {cable.sent.day}, {cable.sent.year}" if cable.sent else ""


def _warnings(cable: Cable) -> list[str]:
    """What was lost, one line for each kind of loss."""
    counts = Counter(loss.message for loss in cable.losses)
    return [f"{cable.name}: {text}{f' ({count} places)' if count > 1 else ''}" for text, count in counts.items()]


def _labels(left: Cable, right: Cable) -> tuple[str, str]:
    if left.sent and right.sent:
        if left.sent.year != right.sent.year:
            return str(left.sent.year), str(right.sent.year)
        if left.sent.date() != right.sent.date():
            return left.sent.date().isoformat(), right.sent.date().isoformat()
    if left.name != right.name:
        return left.name, right.name
    stems = [cable.witness.name.replace("\\", "/").rsplit("/", 1)[-1] for cable in (left, right)]
    return (stems[0], stems[1]) if stems[0] != stems[1] else (left.witness.name, right.witness.name)


def _facts(left: Cable, right: Cable) -> tuple[tuple[str, str, str], ...]:
    def rows(cable: Cable) -> dict[str, str]:
        return {
            "cable": cable.name,
            "sent": long_date(cable),
            "post": cable.origin or "",
            "classification": " ".join(filter(None, (cable.classification, *cable.caveats))),
            "subject": cable.subject or "",
            "tags": " ".join(cable.tags),
            "references": ", ".join(reference.id or reference.text for reference in cable.references),
            "classified by": cable.classified_by or "",
            "signed": cable.signature or "",
            "paragraphs": str(len({paragraph.number for paragraph in cable.paragraphs} - {None})),
            "repairs, losses": f"{len(cable.repairs)} repairs, {len(cable.losses)} losses",
            "file": cable.witness.name,
        }

    a, b = rows(left), rows(right)
    return tuple((label, a[label], b[label]) for label in a if a[label] or b[label])


def place(cable: Cable, start: int) -> str:
    """Where a position stands, as a reader cites it: "¶4", or the zone outside of numbered paragraphs."""
    paragraph = cable.paragraph_at(start)
    if paragraph is None:
        return "heading" if any(h.start <= start < h.end for h in cable.headings) else "header"
    return f"¶{paragraph.number}" if paragraph.number is not None else paragraph.role


def _index(cable: Cable, start: int) -> int | None:
    """The index of the paragraph that holds `start`, None where there is none."""
    index = bisect_right(cable.paragraphs, start, key=lambda paragraph: paragraph.start) - 1
    return index if index >= 0 and start < cable.paragraphs[index].end else None


def _places(cable: Cable, ranges: Iterable[tuple[int, int]]) -> str:
    return ", ".join(dict.fromkeys(place(cable, start) for start, _ in sorted(ranges)))


def _passage(left: Cable, right: Cable, passage: Passage) -> PassageView:
    texts = [
        "\n".join(cable.text[start:end] for start, end in sorted(places))
        for cable, places in ((left, passage.left), (right, passage.right))
    ]
    edits = word_diff(*texts)
    common = sum(len(edit.left) for edit in edits if edit.op == "equal")
    lined_up = common >= _LINED_UP * max(1, min(map(len, texts)))
    return PassageView(
        relation=_RELATIONS.get(passage.relation, passage.relation),
        score=passage.score,
        left=_aligned(left, passage.left, _side(edits, lined_up, left=True)),
        right=_aligned(right, passage.right, _side(edits, lined_up, left=False)),
        lined_up=lined_up,
    )


def _aligned(cable: Cable, places: Sequence[tuple[int, int]], runs: tuple[Run, ...]) -> Quote:
    return Quote(_places(cable, places), runs, paragraph=_index(cable, min(places)[0]) if places else None)


def _side(edits: Sequence[Edit], lined_up: bool, *, left: bool) -> tuple[Run, ...]:
    runs = [(edit.left if left else edit.right, lined_up and edit.op != "equal") for edit in edits]
    return tuple((text, marked) for text, marked in runs if text)


def _person(comparison: Comparison, person: Person) -> PersonView:
    def forms(key: str) -> str:
        counted = [(form.form, sum(m.cable == key for m in form.mentions)) for form in person.forms]
        return ", ".join(f"{form} ({count})" if count > 1 else form for form, count in counted if count)

    return PersonView(person.preferred, forms(comparison.keys[0]), forms(comparison.keys[1]), "; ".join(person.why))


def _alone(comparison: Comparison, key: str) -> tuple[str, ...]:
    both = {person.id for person in comparison.persons_in_both()}
    return tuple(
        person.preferred
        for person in comparison.people.persons
        if person.id not in both
        and person.kind == "person"
        and any(m.cable == key for form in person.forms for m in form.mentions)
    )


def _probably(comparison: Comparison) -> tuple[str, ...]:
    """Two entries that may be one person, once each pair, the likeliest first; only an editor can join them."""
    lines = []
    for person in comparison.people.persons:
        for other in person.probably:
            second = comparison.people.person(other.person)
            if second is not None and person.id < second.id:
                names = f"{person.preferred} and {second.preferred}"
                lines.append((-other.probability, f"{names} ({other.probability:.3f}): {'; '.join(other.why)}"))
    return tuple(line for _, line in sorted(lines))


_ADDRESSEES = {"us": "told to us", "press": "to the press", "other": "to others"}


def _statement(cable: Cable, statement: Statement) -> Quote:
    speaker = [statement.speaker] if statement.speaker else []
    parts = sorted({*speaker, statement.cue, *statement.content})
    text = cable.text[parts[0][0] : max(end for _, end in parts)]
    notes = [_ADDRESSEES.get(statement.addressee or "", ""), "protected" if statement.protected else ""]
    if statement.rule == "position":
        notes.append("its position, told by the cable")
    if statement.speaker is None or statement.kind == "embassy":
        notes.insert(0, "speaker understood" if statement.speaker is None else "")
    runs = ((" ".join(text.split()), False),)
    return Quote(place(cable, parts[0][0]), runs, ", ".join(filter(None, notes)), paragraph=_index(cable, parts[0][0]))


def _source(left: Cable, right: Cable, source: SharedSource) -> SourceView:
    name = f"{' and '.join(source.probably)}, probably one person" if source.probably else source.name
    return SourceView(
        name,
        tuple(_statement(left, statement) for statement in source.left),
        tuple(_statement(right, statement) for statement in source.right),
    )


def _marked(cable: Cable, start: int, end: int, carriers: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    runs, at = [], start
    for first, last in sorted(carriers):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        runs += [(cable.text[at:first], False), (cable.text[first:last], True)]
        at = last
    runs.append((cable.text[at:end], False))
    return tuple(run for run in runs if run[0])


def _shift(comparison: Comparison, shift: Shift) -> ShiftView:
    verdict = comparison.verdicts.get(shift.fingerprint)
    judged = f" ({verdict.judgement} by {verdict.by})" if verdict else ""
    return ShiftView(
        headline=f"{shift.topic} — {shift.kind.replace('_', ' ')}, {shift.direction}{judged}",
        left=_evidence(comparison.left, shift.left, shift.lead[0], shift.carriers[0]),
        right=_evidence(comparison.right, shift.right, shift.lead[1], shift.carriers[1]),
        why=verdict.text if verdict and verdict.text else shift.why,
        support=support_lines(shift),
        fingerprint=shift.fingerprint,
    )


def _evidence(
    cable: Cable,
    places: Sequence[tuple[int, int]],
    lead: tuple[int, int] | None,
    carriers: Sequence[tuple[int, int]],
) -> tuple[Quote, ...]:
    """The leading quotation in full; where the same matter comes up again is named, not quoted."""
    if lead is None:
        return ()
    start, end = lead
    also = [other for other in places if other[1] <= start or other[0] >= end]
    note = f"see also {_places(cable, also)}" if also else ""
    return (Quote(place(cable, start), _marked(cable, start, end, carriers), note, _index(cable, start)),)


def support_lines(shift: Shift) -> tuple[str, ...]:
    """On whom the two sides of an own view rest; empty where no voice is near it."""
    support = shift.support
    if support is None or not (support.left.voices or support.right.voices):
        return ()
    sides = (("Rested on", support.left.voices), ("Rests on", support.right.voices))
    named = [f"{label}: {'; '.join(_voice(voice) for voice in voices)}." for label, voices in sides if voices]
    return (*named, support.change)


def _voice(voice: Voice) -> str:
    notes = [
        "told the embassy" if voice.told_us else "",
        "" if voice.first_hand else "at second hand",
        "speaks against it" if voice.contradicts else "",
    ]
    said = ", ".join(note for note in notes if note)
    return f"{voice.name} ({said})" if said else voice.name
