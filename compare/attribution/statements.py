"""Statements: who said what, by which word, to whom, and by which rule of the grammar that was found.

All positions are in the reading of the cable (`cable.text`); `cable.span` leads from them to the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosscable.compare.attribution.antecedents import Meant, Memory
from crosscable.compare.attribution.casing import mixed_case
from crosscable.compare.attribution.circumstances import addressee, channel, day, met_with_us
from crosscable.compare.attribution.contents import content, outside, quotations
from crosscable.compare.attribution.namesakes import FullNames, full_names, one_person
from crosscable.compare.attribution.resolution import chains, resolve
from crosscable.compare.attribution.rules import find
from crosscable.compare.attribution.site import CABLE, NEWS, NOBODY, Found
from crosscable.compare.attribution.speakers import names_of
from crosscable.compare.attribution.words import Words, words
from crosscable.corpora.cable import Cable
from crosscable.corpora.sentences import sentences

__all__ = ["Range", "Statement", "attribute"]

Range = tuple[int, int]
# The form whose texts are read with the habits of news articles; all others are cables.
_PROSE = "prose"
# What somebody says in the next paragraph still belongs to the same talk; later it may be another.
_TALK_REACHES = 1
_NAME_WITHIN = 90  # characters before a request to protect, in which the name stands that it is meant for


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement, view, belief or perception.

    `speaker` is the noun phrase or pronoun as written, title and apposition included; None where the cable leaves it
    out (", noting that") or names nobody ("reportedly"). `cue` is the reporting word or words, `content` what is
    reported. `resolved` is the short name of who is meant, None where that cannot be told; `antecedent` the place of
    the mention that gave the name, which is where a person can be looked up.

    `kind` is person, institution, group, embassy (the cable's own side), press, document, redacted or unnamed.
    `addressee` is us, press, other or None (not said); `channel` meeting, phone, press, document or None; `date` the
    day on which it was said, when the cable gives one. `protected`: the cable asks to protect the speaker.
    `cue_class` is neutral, assertive, concessive, denial, forecast, evaluative, request or perception.
    `chain` names those through whom the statement came, outermost first; empty for what the speaker said himself.
    `quotes` are the passages in quotation marks inside of `content`. `rule` names the rule that found the statement.
    """

    cable: str
    rule: str
    speaker: Range | None
    cue: Range
    content: tuple[Range, ...]
    resolved: str | None
    antecedent: Range | None
    kind: str
    cue_class: str
    addressee: str | None = None
    channel: str | None = None
    date: date | None = None
    protected: bool = False
    chain: tuple[str, ...] = ()
    quotes: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Where somebody was last said to speak: lends addressee, channel and day to what he goes on to say."""

    paragraph: int
    addressee: str | None
    channel: str | None
    date: date | None


def attribute(cable: Cable) -> tuple[Statement, ...]:
    """Every attributed statement of a cable's body, in reading order.

    Subject line and headings are not read. What a cable's own side says ("we believe") is among the results, as kind
    embassy; plans and acts are not statements.
    """
    read = [
        words(mixed_case(paragraph.text), paragraph.start, sentences(cable.text, paragraph.start, paragraph.end))
        for paragraph in cable.paragraphs
    ]
    profile = NEWS if cable.witness.form == _PROSE else CABLE
    searched = [find(paragraph, profile) for paragraph in read]
    names = full_names(read)
    memory = Memory(names, _speakers(read, searched))
    statements: list[Statement] = []
    occasions: dict[str, _Occasion] = {}
    for number, (paragraph, found) in enumerate(zip(read, searched, strict=True)):
        meant = resolve(paragraph, found, memory)
        through = chains(paragraph, found, meant)
        for index in range(len(found)):
            statement, around = _statement(cable, paragraph, found, index, meant[index], through[index])
            occasion = _occasion(cable, paragraph, found[index], statement, around, number, occasions)
            statements.append(
                replace(statement, addressee=occasion.addressee, channel=occasion.channel, date=occasion.date)
            )
    return _protect(cable, statements, names)


def _speakers(read: Sequence[Words], searched: Sequence[Sequence[Found]]) -> frozenset[str]:
    """The last names of those whom the cable quotes by name."""
    return frozenset(
        paragraph.low[after - 1]
        for paragraph, found in zip(read, searched, strict=True)
        for item in found
        if item.speaker is not None
        for _, after in names_of(paragraph, item.speaker)
    )


def _statement(
    cable: Cable, paragraph: Words, found: Sequence[Found], index: int, meant: Meant, through: tuple[str, ...]
) -> tuple[Statement, list[tuple[int, int]]]:
    """The statement without its occasion, and the words of its sentence that tell of the occasion."""
    item = found[index]
    reported = content(paragraph, found, index)
    statement = Statement(
        cable=cable.name,
        rule=item.rule,
        speaker=paragraph.place(*item.speaker) if item.speaker else None,
        cue=paragraph.place(item.first, item.after),
        content=tuple(paragraph.place(*stretch) for stretch in reported),
        resolved=meant.name,
        antecedent=meant.place,
        kind=meant.kind,
        cue_class=item.cue.cue_class,
        chain=through,
        quotes=quotations(paragraph, reported),
    )
    return statement, outside(paragraph, item, reported)


def _occasion(
    cable: Cable,
    paragraph: Words,
    item: Found,
    statement: Statement,
    around: Sequence[tuple[int, int]],
    number: int,
    occasions: dict[str, _Occasion],
) -> _Occasion:
    """To whom, how and when: as the sentence says, else as on the speaker's last occasion in this stretch of text.

    Hearsay takes over no occasion: what Roe says that Doe said was not said to us.
    """
    spoken_after = item.speaker is not None and item.speaker[0] > item.first
    told = None if spoken_after else addressee(paragraph, item.first + len(item.cue.words), item.told)
    how, when = channel(paragraph, around), day(paragraph, around, cable.sent)
    if item.link == NOBODY:
        return _Occasion(number, None, how, when)
    name = statement.resolved
    if name is None or statement.chain or statement.kind == "embassy":
        return _Occasion(number, told, how, when)
    if told is None and met_with_us(paragraph, around):
        told = "us"
    before = occasions.get(name)
    if told is None and before is not None and number - before.paragraph <= _TALK_REACHES:
        told, how, when = before.addressee, how or before.channel, when or before.date
    occasion = _Occasion(number, told, how, when)
    if told is not None:
        occasions[name] = occasion
    return occasion


def _protect(cable: Cable, statements: Sequence[Statement], names: FullNames) -> tuple[Statement, ...]:
    """Mark the statements of those whom the cable asks to protect: whoever is named right before the request."""
    requests = [(mark.start, mark.end) for mark in cable.protected]
    if not requests:
        return tuple(statements)
    named = [cable.text[max(0, start - _NAME_WITHIN) : start].rstrip().casefold() for start, _ in requests]
    guarded = {
        statement.resolved
        for statement in statements
        if statement.resolved
        if any(_names(text, statement.resolved, names) for text in named)
        or any(_at(statement.speaker, start) for start, _ in requests)
    }
    return tuple(replace(item, protected=True) if item.resolved in guarded else item for item in statements)


def _names(text: str, resolved: str, names: FullNames) -> bool:
    """Whether a text (case folded) ends with the name of a speaker, and not with the full name of a namesake."""
    name = resolved.rpartition(" and ")[2]
    last = name.split()[-1].casefold()
    if not text.endswith(last):
        return False
    written = next((form for form in names.get(last, ()) if text.endswith(form.casefold())), None)
    return written is None or " " not in name or one_person(written, name)


def _at(speaker: Range | None, request: int) -> bool:
    """Whether a request to protect stands inside of the speaker or right after."""
    return speaker is not None and speaker[0] <= request <= speaker[1] + 3
