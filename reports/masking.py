"""Hide the names of those whom cables ask to protect, in every result, before any presenter sees it.

A `Mask` is made once from the cables of a run. Called with a result (a cable, a comparison, rows of records, a text) it
gives the same result with each hidden name replaced by a stand-in of the same length (`placeholders`): all positions,
offsets, digests and fingerprints stay what they are without it, and no presenter, present or future, can print what it
never gets. Where text leaves the program stand-ins are written as `[protected 1]`.

In a cable's texts a name is found where the reconciled person is mentioned, and wherever one of its spellings or its
family name stands; not where that name is known to be another person's. In all other texts (topics, reasons, file
names) the spellings decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from crosscable.corpora.cable import Cable, Repair, Span
from crosscable.reports.placeholders import stand_in

if TYPE_CHECKING:
    from crosscable.compare.attribution.statements import Statement
    from crosscable.compare.decisions import Decisions
    from crosscable.compare.people.mentions import Mention
    from crosscable.compare.people.protection import Protected
    from crosscable.compare.people.reconcile import People, Person

__all__ = ["Hide", "Mask", "hide_nothing", "mask_of"]

T = TypeVar("T")
_Place = tuple[int, int, int]
_COUNT_OR_WORD = re.compile(r"\(\d+ more[^)]*\)|\w+")  # of a reason: "(12 more shared terms)" names nobody
_UNTOUCHED = frozenset({"source", "text", "map", "paragraphs", "versions", "id", "repairs", "page_turns"})
# Shorter values are looked for by their spelling only: "A" would be found inside of a hidden name.
_CARRIED = 12


class Hide(Protocol):
    """Gives a result as it may be shown."""

    def __call__(self, value: T) -> T:
        """`value`, as it may be shown."""
        ...

    def original(self, cable: Cable) -> Cable:
        """The cable that a shown one was made of: what is to be computed on."""
        ...


class _HideNothing:
    def __call__(self, value: T) -> T:
        return value

    def original(self, cable: Cable) -> Cable:
        return cable


hide_nothing: Hide = _HideNothing()
"""Shows every result as it is."""


def mask_of(
    cables: Iterable[Cable], *, requests: Iterable[Cable] | None = None, decisions: Decisions | None = None
) -> Mask:
    """The mask for a run.

    Args:
        cables: all whose text may be shown.
        requests: further cables whose requests count, and in which a protected person may be spelled in other ways.
        decisions: an editor's decisions on names.
    """
    from crosscable.compare.people.protection import protected_persons
    from crosscable.compare.people.reconcile import reconcile

    run = {(cable.name, cable.witness.name): cable for cable in (*(requests or ()), *cables)}
    everything = [run[key] for key in sorted(run)]
    people = reconcile(everything, decisions=decisions)
    return Mask(protected_persons(everything, people), people, everything)


class Mask:
    """Hides the names of `protected`; `people` are the reconciled persons of `cables`."""

    def __init__(self, protected: Iterable[Protected], people: People, cables: Iterable[Cable]) -> None:
        from crosscable.reports.name_patterns import Names

        entries = list(protected)
        numbers = {entry.person: number for number, entry in enumerate(entries, 1) if entry.person is not None}
        forms = {number: entry.forms for number, entry in enumerate(entries, 1)}
        others = [p for p in people.persons if p.kind == "person" and p.id not in numbers]
        self._names = Names(forms, (form.form for person in others for form in person.forms))
        self._places: dict[str, list[_Place]] = {}
        self._called: dict[str, list[_Place]] = {}
        for mention, number in (
            (mention, numbers.get(person.id, 0))
            for person in people.persons
            if person.kind == "person"
            for form in person.forms
            for mention in form.mentions
        ):
            self._places.setdefault(mention.file, []).append((mention.start, mention.end, number))
            self._called.setdefault(mention.cable, []).append((mention.start, mention.end, number))
        self._files: dict[str, Cable] = {}
        for cable in cables:
            for witness in (cable.witness, *(part.witness for part in cable.parts)):
                self._files[witness.name] = cable
        self._masked: dict[tuple[str, str], tuple[Cable, Cable]] = {}
        self._originals: dict[tuple[str, str], Cable] = {}
        self.hidden = len(entries)

    def __call__(self, value: T) -> T:
        """`value` without the hidden names; what holds none is given back as it is."""
        result: Any = self._value(value)
        return result  # type: ignore[no-any-return]

    def __getstate__(self) -> dict[str, Any]:
        """Another process has other objects: what is known of these must not be taken for what is known of those."""
        return {**self.__dict__, "_masked": {}, "_originals": {}}

    def original(self, cable: Cable) -> Cable:
        """The cable that `cable` was made of, itself where this mask did not make it: what is to be computed on."""
        return self._originals.get((cable.name, cable.witness.name), cable)

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value) if type(value) is str else value
        if value is None or isinstance(value, (bool, int, float, bytes)):
            return value
        if isinstance(value, tuple):
            items = [self._value(item) for item in value]
            same = all(a is b for a, b in zip(items, value, strict=True))
            if not hasattr(value, "_fields"):
                return value if same else tuple(items)
            return self._reason(value if same else type(value)(*items))
        if isinstance(value, (list, set, frozenset)):
            return type(value)(self._value(item) for item in value)
        if isinstance(value, Mapping):
            return {self._value(key): self._value(item) for key, item in value.items()}
        if isinstance(value, Iterator):
            return map(self._value, value)
        return self._record(value)

    def _record(self, value: Any) -> Any:
        from crosscable.compare.attribution.statements import Statement
        from crosscable.compare.people.reconcile import People, Person
        from crosscable.corpora.errors import CrosscableError

        if isinstance(value, Cable):
            return self._cable(value)
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, People):
            return People(self._person(person) for person in value.persons)
        if isinstance(value, Person):
            return self._person(value)
        if isinstance(value, CrosscableError):
            told = (self._text(value.what), self._text(value.where), self._text(value.why), self._text(value.remedy))
            return type(value)(told[0], where=told[1], why=told[2], remedy=told[3])
        if not is_dataclass(value) or isinstance(value, type):
            return value
        made = self._fields(value)
        return self._statement(value, made) if isinstance(value, Statement) else made

    def _fields(self, value: Any, leave: frozenset[str] = frozenset()) -> Any:
        changes = {}
        for field in fields(value):
            if field.name not in leave:
                before = getattr(value, field.name)
                after = self._value(before)
                if after is not before:
                    changes[field.name] = after
        return replace(value, **changes) if changes else value

    def _reason(self, value: Any) -> Any:
        """A reason for likeness is small words without their neighbours, given names among them."""
        from crosscable.compare.matching.records import Reason

        if not isinstance(value, Reason) or value.kind not in ("term", "phrase", "subject"):
            return value
        told = _COUNT_OR_WORD.sub(self._small_word, value.value)
        return value if told == value.value else value._replace(value=told)

    def _small_word(self, found: re.Match[str]) -> str:
        number = self._names.alone(found[0])
        return stand_in(number, len(found[0])) if number else found[0]

    def _text(self, text: str) -> str:
        found = self._names.find(text, freely=True)
        if found:
            return _covered(text, found)
        number = self._names.alone(text) if text[:1].isupper() else 0
        return stand_in(number, len(text)) if number else text

    def _person(self, person: Person) -> Person:
        number = self._number(person)
        if number is None:
            return self._fields(person)  # type: ignore[no-any-return]
        if number == 0:
            forms = tuple(replace(form, mentions=self._mentions(form.mentions)) for form in person.forms)
            made = self._fields(person, frozenset({"forms", "preferred"}))
            return replace(made, forms=forms)  # type: ignore[no-any-return]
        forms = tuple(
            replace(form, form=stand_in(number, len(form.form)), mentions=self._mentions(form.mentions, number))
            for form in person.forms
        )
        made = self._fields(person, frozenset({"forms", "preferred"}))
        return replace(made, forms=forms, preferred=stand_in(number, len(person.preferred)))  # type: ignore[no-any-return]

    def _mentions(self, mentions: Iterable[Mention], number: int = 0) -> tuple[Mention, ...]:
        """Mentions of person `number`, of nobody hidden where that is 0."""
        made = ((mention, self._fields(mention, frozenset({"text"}))) for mention in mentions)
        return tuple(replace(m, text=stand_in(number, len(one.text))) if number else m for one, m in made)

    def _number(self, person: Person) -> int | None:
        """Whose name a person of any result bears: a hidden one's number, 0 for another's, None if nobody can tell."""
        known = False
        for form in person.forms:
            for mention in form.mentions:
                here = self._places.get(mention.file, ())
                numbers = [number for start, end, number in here if start < mention.end and mention.start < end]
                if any(numbers):
                    return max(numbers)
                known = known or bool(numbers)
        return 0 if known else None

    def _statement(self, statement: Statement, made: Statement) -> Statement:
        """Who is meant by a short name is told by the place that it was taken from, better than by its spelling."""
        place = statement.antecedent or statement.speaker
        if place is None or statement.resolved is None:
            return made
        here = self._called.get(statement.cable, ())
        numbers = [number for start, end, number in here if start < place[1] and place[0] < end]
        if numbers and not any(numbers) and len(statement.resolved.split()) == 1:
            return replace(made, resolved=statement.resolved)
        if len(numbers) == 1 and made.resolved == statement.resolved:
            return replace(made, resolved=stand_in(numbers[0], len(statement.resolved)))
        return made

    def _span(self, span: Span) -> Span:
        cable = self._files.get(span.file)
        made: Span = self._fields(span)
        if cable is None:
            return made
        offset = next((part.start for part in cable.parts if part.witness.name == span.file), 0)
        start, end = span.start + offset, span.end + offset
        masked = self._cable(cable)
        if cable.source[start:end] == span.quote:
            made = replace(made, quote=masked.source[start:end])
        at = cable.map.to_reading(start)
        if cable.text.startswith(span.text, at):
            made = replace(made, text=masked.text[at : at + len(span.text)])
        return made

    def _cable(self, cable: Cable) -> Cable:
        key = (cable.name, cable.witness.name)
        known = self._masked.get(key)
        if known is None or (known[0] is not cable and known[0] != cable):
            known = self._masked[key] = (cable, self._made(cable))
            self._originals.setdefault((known[1].name, known[1].witness.name), cable)
        return known[1]

    def _made(self, cable: Cable) -> Cable:
        reading, source = self._ranges(cable)
        text, whole = _covered(cable.text, reading), _covered(cable.source, source)

        def carried(value: Any) -> Any:
            if isinstance(value, str) and len(value) >= _CARRIED:
                for original, masked in ((cable.text, text), (cable.source, whole)):
                    at = original.find(value)
                    if at >= 0:
                        return masked[at : at + len(value)]
            return self._value(value)

        changes: dict[str, Any] = {
            field.name: carried(getattr(cable, field.name)) for field in fields(cable) if field.name not in _UNTOUCHED
        }
        paragraphs = tuple(
            replace(part, text=text[part.start : part.end], heading=carried(part.heading)) for part in cable.paragraphs
        )
        return replace(
            cable,
            **changes,
            text=text,
            source=whole,
            paragraphs=paragraphs,
            repairs=tuple(_over(repair, source) for repair in self._value(cable.repairs)),
            page_turns=tuple(replace(turn, text=whole[turn.start : turn.end]) for turn in cable.page_turns),
            versions=tuple(self._cable(version) for version in cable.versions),
        )

    def _ranges(self, cable: Cable) -> tuple[list[_Place], list[_Place]]:
        """The hidden places of a cable in its reading and in its source."""
        here = self._places.get(cable.witness.name, ())
        others = [place for place in here if not place[2]]
        reading = [_compound(cable.text, place) for place in here if place[2]]
        reading += [place for place in self._names.find(cable.text) if not _meets(place, others)]
        spared = [(*cable.map.to_source(start, end), 0) for start, end, _ in others]
        source = [(*cable.map.to_source(start, end), number) for start, end, number in reading]
        source += [place for place in self._names.find(cable.source) if not _meets(place, spared)]
        return _merged(reading), _merged(source)


def _covered(text: str, places: Iterable[_Place]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, number in places:
        lines = text[start:end].split("\n")  # kept, so that lines are counted as before
        parts += text[at:start], "\n".join(stand_in(number, len(line)) for line in lines)
        at = end
    return "".join((*parts, text[at:]))


def _over(repair: Repair, places: Iterable[_Place]) -> Repair:
    """What a repair took away and put in is not told where it touches a hidden name."""
    touched = [number for start, end, number in places if start < repair.end and repair.start < end]
    if not touched:
        return repair
    before, after = (stand_in(touched[0], len(t)) if t.strip() else t for t in (repair.before, repair.after))
    return replace(repair, before=before, after=after)


def _meets(place: _Place, others: Iterable[_Place]) -> bool:
    return any(start < place[1] and place[0] < end for start, end, _ in others)


def _compound(text: str, place: _Place) -> _Place:
    """`place` with the rest of a hyphenated word that it is a part of: Fernandez-Arias, not Arias alone."""
    start, end, number = place
    while start and (text[start - 1].isalnum() or (text[start - 1] in "-'’" and text[start - 2 : start - 1].isalnum())):
        start -= 1
    while end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isupper())):
        end += 1
    return start, end, number


def _merged(places: Iterable[_Place]) -> list[_Place]:
    """The places in order; of those that overlap the union, under the number of the first."""
    merged: list[_Place] = []
    for start, end, number in sorted(places):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        elif start < end:
            merged.append((start, end, number))
    return merged
