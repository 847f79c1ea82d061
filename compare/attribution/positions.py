"""What a cable tells of somebody's position without quoting him, and what the embassy says in its own comment.

"The Government is open to the offer" is no statement: nobody said it. But where a source is quoted in one cable and the
other tells what it will or will not do, a historian reads the two together. Positions are therefore no part of
`attribute`; `quoted_in_both` takes them beside the statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosscable.compare.attribution.casing import mixed_case
from crosscable.compare.attribution.clauses import Phrase
from crosscable.compare.attribution.namesakes import FullNames, full_names, fullest
from crosscable.compare.attribution.phrases import left
from crosscable.compare.attribution.speakers import describe
from crosscable.compare.attribution.statements import Range, Statement
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BASE_VERB,
    CUE,
    MODAL,
    NOMINAL,
    PRONOUN,
    QUOTED,
    VERB,
    Words,
    words,
)
from crosscable.corpora.cable import Cable, Paragraph
from crosscable.corpora.sentences import sentences

__all__ = ["own_voice", "positions"]

_NAMED = ("person", "institution")


def positions(cable: Cable) -> tuple[Statement, ...]:
    """Each finite clause whose subject is a named person or body, as a statement of rule "position".

    `cue` is the verb, `content` what follows it in the sentence.
    """
    read = [
        words(mixed_case(paragraph.text), paragraph.start, sentences(cable.text, paragraph.start, paragraph.end))
        for paragraph in cable.paragraphs
    ]
    names = full_names(read)
    return tuple(position for paragraph in read for position in _positions(cable, paragraph, names))


def _positions(cable: Cable, paragraph: Words, names: FullNames) -> Iterator[Statement]:
    for verb in range(1, len(paragraph)):
        subject = _subject(paragraph, verb)
        if subject is None:
            continue
        speaker = describe(paragraph, subject, frozenset(names))
        if speaker.kind not in _NAMED:
            continue
        _, high = paragraph.bounds(verb)
        name = speaker.name
        if speaker.names == (name,):
            name = fullest(names, name) or name
        yield Statement(
            cable=cable.name,
            rule="position",
            speaker=paragraph.place(*subject),
            cue=paragraph.place(verb, verb + 1),
            content=(paragraph.place(verb + 1, high),) if verb + 1 < high else (),
            resolved=name,
            antecedent=paragraph.place(*subject),
            kind=speaker.kind,
            cue_class="position",
        )


def _subject(paragraph: Words, verb: int) -> Phrase | None:
    """The named subject right before a finite verb."""
    flags, before = paragraph.flags[verb], paragraph.flags[verb - 1]
    if (
        not flags & (VERB | AUX | MODAL | BASE_VERB | CUE | ADV)
        or flags & (NOMINAL | QUOTED)
        or before & (VERB | AUX | MODAL)
    ):
        return None
    if not before & NOMINAL and paragraph.low[verb - 1] not in (",", ")"):
        return None
    if before & PRONOUN or paragraph.sentence[verb] != paragraph.sentence[verb - 1]:
        return None
    return left(paragraph, verb)


def own_voice(cable: Cable) -> tuple[Statement, ...]:
    """The sentences of the comment, as statements of the embassy itself, rule "comment"."""
    return tuple(
        Statement(
            cable=cable.name,
            rule="comment",
            speaker=place,
            cue=place,
            content=(place,),
            resolved="we",
            antecedent=None,
            kind="embassy",
            cue_class="position",
        )
        for place in _comments(cable)
    )


def _comments(cable: Cable) -> list[Range]:
    stretches = [(each.start, each.end) for each in cable.paragraphs if _is_comment(each)]
    stretches += [(each.start, each.end) for each in cable.blocks if each.kind == "comment"]
    found = {place for start, end in stretches for place in sentences(cable.text, start, end)}
    return sorted(place for place in found if any(letter.islower() for letter in cable.text[slice(*place)]))


def _is_comment(paragraph: Paragraph) -> bool:
    return paragraph.role == "comment"
