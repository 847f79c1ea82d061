"""A comparison as a reader meets it: sections, labels and quotations, before it becomes text, Markdown or a page.

Presenters differ in how they show marks and columns; what is shown, in which words and in which order, is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosscable.compare.assessments.shifts import Shift
from crosscable.compare.assessments.support import Voice
from crosscable.compare.attribution.shared import SharedSource
from crosscable.compare.attribution.statements import Statement
from crosscable.compare.comparison import Comparison
from crosscable.compare.people.reconcile import Person
from crosscable.corpora.cable import Cable
from crosscable.reports.notices import protection_notice
from crosscable.reports.passages import PassageView, passage_views
from crosscable.reports.places import named_places, paragraph_index, place

__all__ = [
    "ECHOES",
    "GROUPS",
    "PersonView",
    "Quote",
    "Run",
    "ShiftView",
    "SourceView",
    "Story",
    "long_date",
    "statement_quote",
    "support_lines",
    "tell",
]

Run = tuple[str, bool]
"""A stretch of text and whether it is marked as the words that carry a shift."""

ECHOES = (
    "One voice, then and later",
    "Near sentences of one voice. Whether something changed is for the reader to judge.",
)
"""The title and the note of what one voice says in both cables."""

GROUPS = (
    ("own_view", "The embassy's own view"),
    ("same_source", "What one source says"),
    ("contrast", "Contrasts between sources"),
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as shown: where it stands ("¶4"), its text in runs, and a note such as "told us, protected".

    `paragraph` is the index of the paragraph it begins in, None outside of paragraphs; `also` names the other places
    at which the same matter comes up, each with its paragraph.
    """

    where: str
    runs: tuple[Run, ...]
    note: str = ""
    paragraph: int | None = None
    also: tuple[tuple[str, int | None], ...] = ()

    @property
    def told(self) -> str:
        """The note and the other places in one line."""
        also = f"see also {', '.join(where for where, _ in self.also)}" if self.also else ""
        return ", ".join(part for part in (self.note, also) if part)


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
    """One shift: what it is about, both quotations with the carrying words marked, the reason, on whom it rests.

    `voice` is who speaks, or that it is the embassy's own comment; `judged` is a historian's standing verdict and
    whose it is.
    """

    group: str
    voice: str
    topic: str
    direction: str
    turn: str
    judged: str
    left: tuple[Quote, ...]
    right: tuple[Quote, ...]
    why: str
    support: tuple[str, ...]
    fingerprint: str

    @property
    def headline(self) -> str:
        """One line for the whole shift."""
        return f"{self.topic} — {self.turn}{f' ({self.judged})' if self.judged else ''}"

    @property
    def heard(self) -> str:
        """One line where nothing is claimed: who speaks, on what."""
        return f"{self.voice} on {self.topic}" if self.topic else self.voice


@dataclass(frozen=True, slots=True)
class Story:
    """Everything one comparison has to tell.

    `labels` name the two sides in running text ("2007", "2008"); `notice` says that the cables ask for somebody to be
    protected, empty where they do not.
    """

    names: tuple[str, str]
    labels: tuple[str, str]
    similarity: float
    order: str
    facts: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]
    notice: str
    passages: tuple[PassageView, ...]
    people: tuple[PersonView, ...]
    probably: tuple[str, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]
    sources: tuple[SourceView, ...]
    shifts: tuple[tuple[str, tuple[ShiftView, ...]], ...]
    echoes: tuple[ShiftView, ...]
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
        notice=protection_notice((left, right)),
        passages=passage_views(comparison),
        people=tuple(_person(comparison, person) for person in comparison.persons_in_both()),
        probably=_probably(comparison),
        alone=(_alone(comparison, comparison.keys[0]), _alone(comparison, comparison.keys[1])),
        sources=tuple(_source(left, right, source) for source in comparison.sources),
        shifts=tuple(
            (
                title,
                tuple(_shift(comparison, shift) for shift in comparison.findings() if shift.group == group),
            )
            for group, title in GROUPS
        ),
        echoes=tuple(_shift(comparison, shift) for shift in comparison.echoes()),
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


def statement_quote(cable: Cable, statement: Statement) -> Quote:
    """A statement from its first word to its last, with to whom it was made and whether its speaker is protected."""
    speaker = [statement.speaker] if statement.speaker else []
    parts = sorted({*speaker, statement.cue, *statement.content})
    text = cable.text[parts[0][0] : max(end for _, end in parts)]
    notes = [_ADDRESSEES.get(statement.addressee or "", ""), "protected" if statement.protected else ""]
    if statement.rule == "position":
        notes.append("its position, told by the cable")
    if statement.speaker is None or statement.kind == "embassy":
        notes.insert(0, "speaker understood" if statement.speaker is None else "")
    runs = ((" ".join(text.split()), False),)
    start = parts[0][0]
    return Quote(place(cable, start), runs, ", ".join(filter(None, notes)), paragraph_index(cable, start))


def _source(left: Cable, right: Cable, source: SharedSource) -> SourceView:
    name = f"{' and '.join(source.probably)}, probably one person" if source.probably else source.name
    return SourceView(
        name,
        tuple(statement_quote(left, statement) for statement in source.left),
        tuple(statement_quote(right, statement) for statement in source.right),
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
    return ShiftView(
        group=shift.group,
        voice=shift.speaker or "The embassy's comment",
        topic=shift.topic,
        direction=shift.direction,
        turn=shift.turn,
        judged=f"{verdict.judgement} by {verdict.by}" if verdict else "",
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
    """The leading quotation in full; where else the same matter comes up is named, not quoted."""
    if lead is None:
        return ()
    start, end = lead
    also = [other for other in places if other[1] <= start or other[0] >= end]
    runs = _marked(cable, start, end, carriers)
    where = place(cable, start)
    others = tuple((named, at) for named, at in named_places(cable, also).items() if named != where)
    return (Quote(where, runs, paragraph=paragraph_index(cable, start), also=others),)


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
