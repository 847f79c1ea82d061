"""Statements: who said what, by which word, to whom, and by which rule of the grammar that was found.

All positions are in the reading of the cable (`cable.text`); `cable.span` leads from them to the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crosscable.compare.attribution.antecedents import NOBODY, Meant, Memory
from crosscable.compare.attribution.casing import mixed_case
from crosscable.compare.attribution.circumstances import addressee, channel, day, protections
from crosscable.compare.attribution.contents import content, outside, quotations
from crosscable.compare.attribution.rules import Found, find
from crosscable.compare.attribution.speakers import full_names, mentioned
from crosscable.compare.attribution.words import PRONOUN, Words, words
from crosscable.corpora.cable import Cable
from crosscable.corpora.sentences import sentences

__all__ = ["Range", "Statement", "attribute"]

Range = tuple[int, int]


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
    names = full_names(read)
    memory = Memory(names)
    known = frozenset(names)
    statements: list[Statement] = []
    occasions: dict[str, _Occasion] = {}
    base = 0
    for number, paragraph in enumerate(read):
        found = find(paragraph)
        meant = _resolve(paragraph, found, memory, base, number, known)
        chains = _chains(paragraph, found, meant)
        for index, item in enumerate(found):
            statements.append(
                _statement(cable, paragraph, found, index, meant[index], chains[index], number, occasions)
            )
        base += len(paragraph.first)
    return _protect(cable, statements)


def _resolve(
    paragraph: Words, found: list[Found], memory: Memory, base: int, number: int, known: frozenset[str]
) -> list[Meant]:
    """Who is meant in each attribution of a paragraph; fills the cable's memory on the way."""
    meant: list[Meant] = [NOBODY] * len(found)
    events: list[tuple[int, int, int]] = []
    spoken = {k for item in found if item.speaker for k in range(*item.speaker)}
    for first, after in mentioned(paragraph, known):
        if not any(k in spoken for k in range(first, after)):
            events.append((first, -1, after))
    for index, item in enumerate(found):
        if item.link != "following":
            events.append((item.speaker[0] if item.speaker else item.first, index, 0))
    for first, index, after in sorted(events):
        sentence = base + paragraph.sentence[first]
        if index < 0:
            subject = _is_subject(paragraph, after)
            memory.note(paragraph, (first, after), sentence, number, spoke=False, subject=subject)
            continue
        item = found[index]
        if item.link == "nobody":
            continue
        meant[index] = _one(paragraph, item, found[:index], meant, memory, sentence, number)
        if item.rule not in ("noun-possessive", "noun-genitive", "press-noun"):
            memory.spoken(meant[index], number)
    for index, item in enumerate(found):
        if item.link == "following":
            meant[index] = _following(
                paragraph, found, index, meant, memory, base + paragraph.sentence[item.first], number
            )
    return meant


def _is_subject(paragraph: Words, after: int) -> bool:
    from crosscable.compare.attribution.words import ADV, AUX, CUE, MODAL, VERB

    return after < len(paragraph) and bool(paragraph.flags[after] & (AUX | MODAL | VERB | CUE | ADV))


def _one(
    paragraph: Words, item: Found, before: list[Found], meant: list[Meant], memory: Memory, sentence: int, number: int
) -> Meant:
    if item.speaker is None:
        low, _ = paragraph.bounds(item.first)
        for index in range(len(before) - 1, -1, -1):
            earlier = before[index]
            if earlier.first < low:
                break
            if (
                earlier.link != "nobody"
                and not earlier.rule.startswith(("noun", "press"))
                and meant[index] is not NOBODY
            ):
                return meant[index]
        return memory.last()
    first, after = item.speaker
    word = paragraph.low[first]
    if (after - first == 1 and paragraph.flags[first] & PRONOUN) or item.rule == "noun-possessive":
        return memory.pronoun(word, sentence, number)
    return memory.note(paragraph, item.speaker, sentence, number, spoke=True, subject=True)


def _following(
    paragraph: Words, found: list[Found], index: int, meant: list[Meant], memory: Memory, sentence: int, number: int
) -> Meant:
    """The speaker of an opening participle: the next speaker of the sentence, else its subject, else the last one."""
    _, high = paragraph.bounds(found[index].first)
    for later in range(index + 1, len(found)):
        if found[later].first >= high:
            break
        if found[later].speaker is not None and meant[later] is not NOBODY:
            return meant[later]
    for position in range(found[index].told, high - 1):
        if paragraph.low[position] != ",":
            continue
        for first, after in mentioned(paragraph):
            if first <= position + 2 and after > position + 1 and _is_subject(paragraph, after):
                return memory.note(paragraph, (first, after), sentence, number, spoke=True, subject=True)
        if paragraph.low[position + 1] in ("he", "she", "they", "we"):
            return memory.pronoun(paragraph.low[position + 1], sentence, number)
    return memory.last()


def _chains(paragraph: Words, found: list[Found], meant: list[Meant]) -> list[tuple[str, ...]]:
    """Through whom each statement came: the speakers of the reports that hold it."""
    chains: list[tuple[str, ...]] = []
    for index, item in enumerate(found):
        low, _ = paragraph.bounds(item.first)
        chain: tuple[str, ...] = ()
        for outer in range(index - 1, -1, -1):
            holder = found[outer]
            if holder.first < low:
                break
            name = meant[outer].name
            if holder.link == "nobody" or name is None or holder.rule == "according-to":
                continue
            if item.speaker is None or name == meant[index].name:
                chain = chains[outer] if meant[index].name == name else chain
                if meant[index].name == name:
                    break
                continue
            if item.speaker[0] >= holder.told and meant[outer].kind != "embassy":
                chain = (*chains[outer], name)
            break
        chains.append(chain)
    return chains


def _statement(
    cable: Cable,
    paragraph: Words,
    found: list[Found],
    index: int,
    meant: Meant,
    chain: tuple[str, ...],
    number: int,
    occasions: dict[str, _Occasion],
) -> Statement:
    item = found[index]
    reported = content(paragraph, found, index)
    around = outside(paragraph, item, reported)
    told = addressee(paragraph, item.first + len(item.cue.words), item.told)
    how = channel(paragraph, around)
    when = day(paragraph, around, cable.sent)
    if item.link == "nobody" or meant.kind == "embassy":
        told = None if item.link == "nobody" else told
    elif meant.name is not None and not chain:
        before = occasions.get(meant.name)
        if before is not None and told is None and number - before.paragraph <= 1:
            told, how, when = before.addressee, how or before.channel, when or before.date
        if told is not None:
            occasions[meant.name] = _Occasion(number, told, how, when)
    places = tuple(paragraph.place(*span) for span in reported)
    return Statement(
        cable=cable.name,
        rule=item.rule,
        speaker=paragraph.place(*item.speaker) if item.speaker else None,
        cue=paragraph.place(item.first, item.after),
        content=places,
        resolved=meant.name,
        antecedent=meant.place,
        kind=meant.kind,
        cue_class=item.cue.cue_class,
        addressee=told,
        channel=how,
        date=when,
        chain=chain,
        quotes=quotations(paragraph, reported),
    )


def _protect(cable: Cable, statements: list[Statement]) -> tuple[Statement, ...]:
    """Mark the statements of those whom the cable asks to protect: whoever is named right before the request."""
    from dataclasses import replace

    places = protections(cable.text)
    if not places:
        return tuple(statements)
    before = [cable.text[max(0, start - 90) : start].rstrip() for start, _ in places]
    guarded = set()
    for item in statements:
        if (item.resolved and any(text.endswith((item.resolved, item.resolved.split()[-1])) for text in before)) or (
            item.speaker
            and any(
                item.speaker[1] <= start <= item.speaker[1] + 3 or item.speaker[0] <= start < item.speaker[1]
                for start, _ in places
            )
            and item.resolved
        ):
            guarded.add(item.resolved)
    return tuple(replace(item, protected=True) if item.resolved in guarded else item for item in statements)
