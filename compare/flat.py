"""Every result of comparing as flat rows: one line of a spreadsheet, one row of a data frame.

A row quotes what people are shown (the reading) and says where it stands by cable and paragraph; offsets into the file
are for the JSON outputs. Columns keep their names and their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crosscable.corpora.tabular import Cell, Table, chosen

if TYPE_CHECKING:
    from crosscable.compare.attribution.voices import Said, Voice
    from crosscable.compare.comparison import Comparison
    from crosscable.compare.findings import Finding
    from crosscable.compare.matching.records import Matched
    from crosscable.compare.people.reconcile import Person
    from crosscable.compare.tracking import Track
    from crosscable.corpora.cable import Cable

__all__ = [
    "comparison_table",
    "finding_table",
    "match_table",
    "people_table",
    "statement_table",
    "track_table",
    "voice_table",
]

_Row = tuple[Cell, ...]
_BETWEEN = "; "

_MATCHES = ("cable", "related", "rank", "score", "sent", "related_sent", "subject", "related_subject", "why")
_FORMS = (
    "person", "preferred", "kind", "form", "count", "cables", "first", "last", "roles", "decided", "why", "probably",
)  # fmt: skip
_STATEMENTS = (
    "cable", "sent", "paragraph", "speaker", "resolved", "person", "kind", "cue", "cue_class", "addressee", "channel",
    "date", "protected", "chain", "content", "rule",
)  # fmt: skip
_VOICES = (
    "name", "person", "kind", "forms", "statements", "cables", "posts", "first", "last", "told_us", "told_press",
    "protected",
)  # fmt: skip
_SHIFTS = (
    "kind", "direction", "group", "topic", "speaker", "score", "left_cable", "left_paragraph", "left", "right_cable",
    "right_paragraph", "right", "why", "support", "fingerprint",
)  # fmt: skip
_PASSAGES = ("relation", "score", "left_paragraphs", "left", "right_paragraphs", "right")
_PEOPLE = ("person", "preferred", "kind", "left_forms", "right_forms", "decided", "why")
_SOURCES = ("name", "person", "kind", "side", "cable", "paragraph", "statement", "addressee", "protected", "probably")
_STEPS = ("cable", "sent", "origin", "subject", "quotes", "speakers", "change", "direction", "topic", "before", "now",
          "why", "support", "fingerprint")  # fmt: skip
_FINDINGS = ("rule", "level", "message", "cable", "file", "paragraph", "quote", "places", "fingerprint")


def match_table(matched: Matched) -> Table:
    """The relatives with dates and subjects of both cables; reasons as "kind value share"."""

    def rows() -> Iterator[_Row]:
        for relative in matched.relatives:
            one, two = matched.entries[relative.cable], matched.entries[relative.related]
            why = _BETWEEN.join(f"{reason.kind} {reason.value} {reason.share:.4f}" for reason in relative.why)
            yield (
                relative.cable, relative.related, relative.rank, relative.score,
                one.day, two.day, one.subject, two.subject, why,
            )  # fmt: skip

    return Table("relatives", _MATCHES, tuple(rows()))


def people_table(persons: Iterable[Person], cables: Iterable[Cable] = ()) -> Table:
    """One row a written form; `cables` give the days between which it was used."""
    sent = {cable.name: cable.sent.date() for cable in cables if cable.sent}

    def rows() -> Iterator[_Row]:
        for person in persons:
            probably = _BETWEEN.join(f"{other.person} {other.probability:.3f}" for other in person.probably)
            for form in person.forms:
                names = sorted({mention.cable for mention in form.mentions})
                days = sorted(sent[name] for name in names if name in sent)
                yield (
                    person.id, person.preferred, person.kind, form.form, form.count, _BETWEEN.join(names),
                    days[0] if days else None, days[-1] if days else None, _BETWEEN.join(person.roles),
                    person.decided, _BETWEEN.join(person.why), probably,
                )  # fmt: skip

    return Table("written forms", _FORMS, tuple(rows()))


def statement_table(said: Iterable[Said]) -> Table:
    """One row an attributed statement, in the order given."""

    def rows() -> Iterator[_Row]:
        for item in said:
            cable, statement = item.cable, item.statement
            yield (
                cable.name, _day(cable), _paragraph(cable, statement.cue[0]),
                cable.text[slice(*statement.speaker)] if statement.speaker else None, statement.resolved, item.person,
                statement.kind, cable.text[slice(*statement.cue)], statement.cue_class, statement.addressee,
                statement.channel, statement.date, statement.protected, " > ".join(statement.chain),
                _text(cable, statement.content), statement.rule,
            )  # fmt: skip

    return Table("statements", _STATEMENTS, tuple(rows()))


def voice_table(voices: Iterable[Voice]) -> Table:
    """One row a source, in the order given."""

    def rows() -> Iterator[_Row]:
        for voice in voices:
            days = voice.days
            yield (
                voice.name, voice.person, voice.kind, _BETWEEN.join(voice.forms), len(voice.said),
                _BETWEEN.join(voice.cables), _BETWEEN.join(voice.posts), days[0] if days else None,
                days[-1] if days else None, voice.told["us"], voice.told["press"], voice.protected,
            )  # fmt: skip

    return Table("sources", _VOICES, tuple(rows()))


def comparison_table(comparison: Comparison, what: str = "") -> Table:
    """The shifts of a comparison, or its passages, people or sources.

    Raises:
        UsageError: `what` is none of these.
    """
    return _OF_PAIR[chosen(what, _OF_PAIR)](comparison)


def _shifts(comparison: Comparison) -> Table:
    left, right = comparison.left, comparison.right

    def rows() -> Iterator[_Row]:
        for shift in comparison.shifts:
            one, two = shift.lead
            yield (
                shift.kind, shift.direction, shift.group, shift.topic, shift.speaker, shift.score,
                left.name, _paragraph(left, one[0]) if one else None, left.text[slice(*one)] if one else None,
                right.name, _paragraph(right, two[0]) if two else None, right.text[slice(*two)] if two else None,
                shift.why, shift.support.change if shift.support else None, shift.fingerprint,
            )  # fmt: skip

    return Table("shifts", _SHIFTS, tuple(rows()))


def _passages(comparison: Comparison) -> Table:
    left, right = comparison.left, comparison.right
    rows = tuple(
        (
            passage.relation, passage.score, _paragraphs(left, passage.left), _text(left, passage.left),
            _paragraphs(right, passage.right), _text(right, passage.right),
        )
        for passage in comparison.passages
    )  # fmt: skip
    return Table("passages", _PASSAGES, rows)


def _people(comparison: Comparison) -> Table:
    def forms(person: Person, key: str) -> str:
        used = [form for form in person.forms if any(mention.cable == key for mention in form.mentions)]
        return _BETWEEN.join(form.form for form in used)

    rows = tuple(
        (
            person.id, person.preferred, person.kind, forms(person, comparison.keys[0]),
            forms(person, comparison.keys[1]), person.decided, _BETWEEN.join(person.why),
        )
        for person in comparison.people.persons
    )  # fmt: skip
    return Table("persons and organisations", _PEOPLE, rows)


def _sources(comparison: Comparison) -> Table:
    def rows() -> Iterator[_Row]:
        for source in comparison.sources:
            sides = (("left", comparison.left, source.left), ("right", comparison.right, source.right))
            for side, cable, statements in sides:
                for statement in statements:
                    places = [*([statement.speaker] if statement.speaker else []), statement.cue, *statement.content]
                    text = cable.text[min(places)[0] : max(end for _, end in places)]
                    yield (
                        source.name, source.person, source.kind, side, cable.name,
                        _paragraph(cable, statement.cue[0]), " ".join(text.split()), statement.addressee,
                        statement.protected, _BETWEEN.join(source.probably),
                    )  # fmt: skip

    return Table("statements of sources in both", _SOURCES, tuple(rows()))


_OF_PAIR: Mapping[str, Callable[[Comparison], Table]] = {
    "shifts": _shifts,
    "passages": _passages,
    "people": _people,
    "sources": _sources,
}


def track_table(track: Track) -> Table:
    """One row a step, in the order of time."""

    def rows() -> Iterator[_Row]:
        before: Cable | None = None
        for step in track.steps:
            cable, change = step.cable, step.change
            then = change.lead[0] if change else None
            now = change.lead[1] if change else None
            yield (
                cable.name, _day(cable), cable.origin, cable.subject,
                " … ".join(" ".join(cable.text[start:end].split()) for start, end in step.quotes),
                _BETWEEN.join(step.speakers), change.kind if change else None, change.direction if change else None,
                change.topic if change else None, before.text[slice(*then)] if before and then else None,
                cable.text[slice(*now)] if now else None, change.why if change else None,
                _BETWEEN.join(voice.name for voice in step.ground.voices), change.fingerprint if change else None,
            )  # fmt: skip
            before = cable

    return Table("steps", _STEPS, tuple(rows()))


def finding_table(findings: Iterable[Finding]) -> Table:
    """One row a finding, with the place of its first quotation and how many places it has."""

    def rows() -> Iterator[_Row]:
        for finding in findings:
            span = finding.spans[0] if finding.spans else None
            place: _Row = (span.cable, span.file, span.paragraph, span.text) if span else (None,) * 4
            yield (finding.rule, finding.level, finding.message, *place, len(finding.spans), finding.fingerprint)

    return Table("findings", _FINDINGS, tuple(rows()))


def _day(cable: Cable) -> date | None:
    return cable.sent.date() if cable.sent else None


def _paragraph(cable: Cable, start: int) -> int | None:
    paragraph = cable.paragraph_at(start)
    return paragraph.number if paragraph else None


def _paragraphs(cable: Cable, places: Sequence[tuple[int, int]]) -> str:
    numbers = (_paragraph(cable, start) for start, _ in sorted(places))
    return " ".join(dict.fromkeys(str(number) for number in numbers if number is not None))


def _text(cable: Cable, places: Iterable[tuple[int, int]]) -> str:
    return " … ".join(cable.text[start:end] for start, end in sorted(places))
