"""Who is meant in each attribution of a paragraph, and through whom it came."""

from __future__ import annotations

from collections.abc import Sequence

from crosscable.compare.attribution.antecedents import UNKNOWN, Meant, Memory
from crosscable.compare.attribution.contents import content
from crosscable.compare.attribution.site import FOLLOWING, NEAR, NOBODY, Found
from crosscable.compare.attribution.speakers import mentioned
from crosscable.compare.attribution.words import ADV, AUX, CUE, MODAL, PRONOUN, VERB, Words

__all__ = ["chains", "resolve"]


def resolve(words: Words, found: Sequence[Found], memory: Memory) -> list[Meant]:
    """Who is meant in each attribution, in its order; fills the cable's `memory` on the way.

    Names are noted as they come; an opening participle is resolved last, because it speaks for what follows it.
    """
    meant = [UNKNOWN] * len(found)
    memory.open_paragraph()
    for first, after, index in _events(words, found, memory.known):
        memory.open_sentence(words.sentence[first])
        if index is None:
            memory.note(words, (first, after), spoke=False, subject=_is_subject(words, after))
            continue
        meant[index] = _meant(words, found, index, meant, memory)
        if not _is_noun(found[index]):
            memory.spoken(meant[index])
    for index, item in enumerate(found):
        if item.link == FOLLOWING:
            memory.open_sentence(words.sentence[item.first])
            meant[index] = _following(words, found, index, meant, memory)
    memory.close_paragraph(len(words.first))
    return meant


def _events(words: Words, found: Sequence[Found], known: frozenset[str]) -> list[tuple[int, int, int | None]]:
    """Names and attributions in the order of the text: first word, word after, number of the attribution."""
    speaking = {position for item in found if item.speaker for position in range(*item.speaker)}
    events: list[tuple[int, int, int | None]] = [
        (first, after, None) for first, after in mentioned(words, known) if speaking.isdisjoint(range(first, after))
    ]
    for index, item in enumerate(found):
        if item.link not in (FOLLOWING, NOBODY):
            first, after = item.speaker or (item.first, item.after)
            events.append((first, after, index))
    return sorted(events, key=lambda event: event[:2])


def _is_noun(item: Found) -> bool:
    return item.rule.startswith(("noun", "press"))


def _is_subject(words: Words, after: int) -> bool:
    return after < len(words) and bool(words.flags[after] & (AUX | MODAL | VERB | CUE | ADV))


def _meant(words: Words, found: Sequence[Found], index: int, meant: Sequence[Meant], memory: Memory) -> Meant:
    item = found[index]
    if item.speaker is None:
        return _unspoken(words, found, index, meant, memory)
    first, after = item.speaker
    if item.rule == "noun-possessive" or (after - first == 1 and words.flags[first] & PRONOUN):
        return memory.pronoun(words.low[first])
    return memory.note(words, item.speaker, spoke=True, subject=True)


def _unspoken(words: Words, found: Sequence[Found], index: int, meant: Sequence[Meant], memory: Memory) -> Meant:
    """The speaker of a cue without one: who spoke before in the sentence, else who spoke last."""
    low, _ = words.bounds(found[index].first)
    for earlier in range(index - 1, max(-1, index - 1 - NEAR), -1):
        if found[earlier].first < low:
            break
        if found[earlier].link != NOBODY and not _is_noun(found[earlier]) and meant[earlier] is not UNKNOWN:
            return meant[earlier]
    return memory.subject_here() or memory.last


def _following(words: Words, found: Sequence[Found], index: int, meant: Sequence[Meant], memory: Memory) -> Meant:
    """The speaker of an opening participle: the next speaker of the sentence, else its subject, else the last one."""
    low, high = words.bounds(found[index].first)
    for later in range(index + 1, len(found)):
        if found[later].first >= high:
            break
        if found[later].speaker is not None and meant[later] is not UNKNOWN:
            return meant[later]
    named = mentioned(words, memory.known, within=(low, high))
    for position in range(found[index].told, high - 1):
        if words.low[position] != ",":
            continue
        if words.low[position + 1] in ("he", "she", "they", "we"):
            return memory.pronoun(words.low[position + 1])
        for first, after in named:
            if first <= position + 2 and after > position + 1 and _is_subject(words, after):
                return memory.note(words, (first, after), spoke=True, subject=True)
    return memory.last


def chains(words: Words, found: Sequence[Found], meant: Sequence[Meant]) -> list[tuple[str, ...]]:
    """Through whom each attribution came: the speakers of the reports that hold it, outermost first."""
    result: list[tuple[str, ...]] = []
    for index in range(len(found)):
        result.append(_chain(words, found, meant, index, result))
    return result


def _chain(
    words: Words, found: Sequence[Found], meant: Sequence[Meant], index: int, done: Sequence[tuple[str, ...]]
) -> tuple[str, ...]:
    item, name = found[index], meant[index].name
    low, _ = words.bounds(item.first)
    for outer in range(index - 1, max(-1, index - 1 - NEAR), -1):
        holder, through = found[outer], meant[outer]
        if holder.first < low:
            break
        if holder.link == NOBODY or through.name is None:
            continue
        if through.name == name:
            return done[outer]
        if item.speaker is None:
            continue
        if through.kind != "embassy" and any(a <= item.speaker[0] < b for a, b in content(words, found, outer)):
            return (*done[outer], through.name)
        break
    return ()
