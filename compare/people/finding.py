"""Finding the persons of one cable: strong evidence first, then every further place where the same names stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crosscable.compare.people.aliases import aliases
from crosscable.compare.people.bare import likely
from crosscable.compare.people.found import Found, Zone
from crosscable.compare.people.gazetteer import Gazetteer, gazetteer
from crosscable.compare.people.runs import Run, runs
from crosscable.compare.people.tokens import Token, split_pair, tokenize
from crosscable.compare.people.truecase import in_capitals, introduced, recase
from crosscable.compare.people.words import acronym, is_title

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["find_names", "zones"]


# Who classified the cable: often the only place with the full name of an ambassador whom the body calls by surname.
_CLASSIFIED: Final = re.compile(
    r"classified by:?\s*(.{3,120}?)(?=,?\s+for\s+reasons?|\s*reasons?:|\n\s*\n|$)", re.I | re.S
)
_SIGNATURE_WORDS: Final = 4  # of one name; a line may close with two
_CLOSINGS: Final = frozenset({"unquote", "exempt", "end", "text", "endtext", "gds", "xgds", "eo"})
_SON_OF: Final = frozenset({"bin", "ibn", "bint"})
_REDACTED: Final = 4  # so many X are a removed word and no numeral
_SHORTEST_MISSPELT: Final = 5  # letters; a shorter word is one slip away from too many others
_TWO_SLIPS: Final = 9  # from this length on two slips are still the same word
_NEGATIVE: Final = frozenset({"organisation", "place", "opener", "the", "institution", "ship", "titled-after"})


def zones(cable: Cable) -> list[Zone]:
    """Body paragraphs, headings and signature of a cable, in order of the text."""
    found = [
        Zone(p.start, p.end, "signature" if p.role == "signature" else "body")
        for p in cable.paragraphs
        if p.end > p.start
    ]
    found += [Zone(h.start, h.end, "heading") for h in cable.headings]
    opening = min((zone.start for zone in found), default=len(cable.text))
    if match := _CLASSIFIED.search(cable.text, 0, opening):
        found.append(Zone(match.start(1), match.end(1), "header"))
    return sorted(found, key=lambda zone: (zone.start, zone.end))


def find_names(text: str, places: Sequence[Zone]) -> tuple[list[list[Token]], list[Found], list[Found]]:
    """The tokens of each zone, the names of persons in them, and single words that may be more of them, in order.

    The last are capitalised words that are nothing else but whose places here are not enough; another cable may know
    them.
    """
    known = gazetteer()
    tokens = _tokens(text, places, known)
    signed = _signatures(tokens, places, known) + _classifiers(tokens, places, known)
    done = {number for number, zone in enumerate(places) if zone.kind in ("signature", "header")}
    candidates = [(n, run) for n, zone in enumerate(tokens) if n not in done for run in runs(zone, known)]
    candidates = _echoed(tokens, [(n, run) for n, run in candidates if not _redacted(tokens[n], run)])
    found = signed + [Found(n, run.first, run.last, run.evidence, ()) for n, run in candidates if run.accepted]
    left = [(n, run) for n, run in candidates if not run.accepted]
    found += _by_context(text, tokens, places, left, known)
    keys = _keys(tokens, found, known)
    found += _again(tokens, found, left, keys, known)
    found += _misspelt(tokens, found, left, keys, known)
    found = aliases(tokens, found, known)
    taken = _taken(found)
    doubtful = [
        Found(n, run.first, run.last, run.evidence, ("surname",))
        for n, run in left
        if run.first == run.last and (n, run.first) not in taken and not _NEGATIVE & set(run.evidence)
    ]
    return tokens, sorted(found, key=_order), sorted(doubtful, key=_order)


def _order(name: Found) -> tuple[int, int]:
    return name.zone, name.first


def _cut(tokens: list[Token], known: Gazetteer) -> list[Token]:
    """The tokens with joined surnames parted."""
    if not any(token.capital and "-" in token.text for token in tokens):
        return tokens
    return [part for token in tokens for part in split_pair(token, known)]


def _tokens(text: str, places: Sequence[Zone], known: Gazetteer) -> list[list[Token]]:
    """The words of each zone, those in capitals given back their case."""
    zones_read = [_cut(tokenize(text, zone.start, zone.end), known) for zone in places]
    capitals = [in_capitals(text[zone.start : zone.end]) for zone in places]
    naming: set[str] = set()
    for tokens, high in zip(zones_read, capitals, strict=True):
        if high:
            naming |= introduced(tokens, known)
    return [recase(zone, known, naming) if high else zone for zone, high in zip(zones_read, capitals, strict=True)]


def _redacted(zone: Sequence[Token], run: Run) -> bool:
    """A given name whose surname somebody removed: "Manuel XXXXXXXX" is nobody."""
    beside = [zone[i].text for i in (run.first - 1, run.last + 1) if 0 <= i < len(zone)]
    return run.first == run.last and any(len(text) >= _REDACTED and set(text) == {"X"} for text in beside)


def _echoed(tokens: Sequence[Sequence[Token]], candidates: Iterable[tuple[int, Run]]) -> list[tuple[int, Run]]:
    """Give credit to names of several words whose last word stands alone elsewhere: persons are shortened like that."""
    runs_found = list(candidates)
    alone = {tokens[n][run.last].text.lower() for n, run in runs_found if run.first == run.last}
    return [
        (n, replace(run, evidence=(*run.evidence, "echo")))
        if run.last > run.first and tokens[n][run.last].text.lower() in alone
        else (n, run)
        for n, run in runs_found
    ]


def _signatures(tokens: Sequence[Sequence[Token]], places: Sequence[Zone], known: Gazetteer) -> list[Found]:
    """Signature lines that are nothing but a name; a cable that quotes another may close with "X UNQUOTE Y"."""
    found = []
    for number, zone in enumerate(places):
        if zone.kind != "signature" or len(tokens[number]) > 2 * _SIGNATURE_WORDS:
            continue
        first: int | None = None
        for index, token in enumerate([*tokens[number], None]):
            inside = token is not None and (token.word or token.text in ".-") and token.text.lower() not in _CLOSINGS
            if inside:
                first = index if first is None else first
            elif first is not None:
                words = [t.text for t in tokens[number][first:index] if t.word]
                if words and not any(known.is_in(word, "countries", "calendar", "titles") for word in words):
                    found.append(Found(number, first, index - 1, (), ()))
                first = None
    return found


def _classifiers(tokens: Sequence[Sequence[Token]], places: Sequence[Zone], known: Gazetteer) -> list[Found]:
    """The first name of a "classified by" line, if it is a full one or has a title."""
    found = []
    for number, zone in enumerate(places):
        if zone.kind == "header":
            for run in runs(tokens[number], known)[:1]:
                if run.accepted or "words" in run.evidence:
                    found.append(Found(number, run.first, run.last, run.evidence, ()))
    return found


def _by_context(
    text: str,
    tokens: Sequence[Sequence[Token]],
    places: Sequence[Zone],
    left: Iterable[tuple[int, Run]],
    known: Gazetteer,
) -> list[Found]:
    """Single words without a title whose places in the whole cable, taken together, say that they are persons."""
    capitals = 2 * sum(in_capitals(text[z.start : z.end]) for z in places) > len(places)
    groups: dict[str, list[tuple[int, Run]]] = {}
    for number, run in left:
        if "single" in run.evidence and places[number].kind == "body":
            groups.setdefault(tokens[number][run.last].text.lower(), []).append((number, run))
    found = []
    for word, group in groups.items():
        if likely(word, [run.evidence for _, run in group], capitals, known):
            found += [Found(number, run.first, run.last, run.evidence, ()) for number, run in group]
    return found


def _words(tokens: Sequence[Token], first: int, last: int, known: Gazetteer) -> list[str]:
    """The parts of a name that can stand for it: no particles, initials or suffixes."""
    skip = known.lists["name_particles"] | known.lists["suffixes"]
    return [t.text for t in tokens[first : last + 1] if t.word and len(t.text) > 2 and t.text.lower() not in skip]


def _keys(tokens: Sequence[Sequence[Token]], found: Iterable[Found], known: Gazetteer) -> Counter[str]:
    """The words by which the persons found may be named again, small, with how often they were found."""
    keys: Counter[str] = Counter()
    for name in found:
        words = _words(tokens[name.zone], name.first, name.last, known)
        if len(words) == 1:
            keys[words[0].lower()] += 1
        for word in words[1:]:
            keys[word.lower()] += 1
        if len(words) > 1:
            profile = known.profile(words[0])
            of_father = any(t.text.lower() in _SON_OF for t in tokens[name.zone][name.first : name.last + 1])
            if profile.titled > profile.given or of_father:
                # "Wen Jiabao": the family name comes first; "Karim bin Fahd": there is none
                keys[words[0].lower()] += 1
    return keys


def _taken(found: Iterable[Found]) -> set[tuple[int, int]]:
    return {(name.zone, index) for name in found for index in range(name.first, name.last + 1)}


def _again(
    tokens: Sequence[Sequence[Token]],
    found: Iterable[Found],
    left: Iterable[tuple[int, Run]],
    keys: Counter[str],
    known: Gazetteer,
) -> list[Found]:
    """Further places where a word stands that names a person found elsewhere in the cable."""
    taken = _taken(found)
    opens = {(number, run.last): run.first for number, run in left}
    inner = {(number, index) for number, run in left for index in range(run.first, run.last)}
    more = []
    for number, zone in enumerate(tokens):
        for index, token in enumerate(zone):
            if not token.capital or token.text.lower() not in keys or acronym(token.text):
                continue
            if (number, index) in taken or (number, index) in inner:
                continue
            first = opens.get((number, index), index)
            while first and _leads(zone[first - 1], known):
                first -= 1
            if _stands_alone(zone, index, known):
                more.append(Found(number, first, index, (), ("surname",) if first == index else ()))
    return more


def _leads(token: Token, known: Gazetteer) -> bool:
    """A capitalised particle in front of a surname; "As" and "An" at the head of a sentence are none."""
    if not token.capital or acronym(token.text) or token.text.lower() not in known.lists["name_particles"]:
        return False
    return not token.opening or token.text.lower() in known.lists["opening_particles"]


def _stands_alone(zone: Sequence[Token], index: int, known: Gazetteer) -> bool:
    """Whether a known name word is the name here, and not part of an institution, a place or another word."""
    word = zone[index].text
    following = zone[index + 1].text if index + 1 < len(zone) else ""
    before = zone[index - 1].text if index else ""
    if following[:1].isupper() and following.lower() in known.lists["organisation_heads"] - known.lists["attributive"]:
        return False
    if before.lower() in known.lists["place_openers"] and before[:1].isupper():
        return False
    odd = known.is_place(word) or known.is_ordinary(word) or is_title(word, known)
    if not odd:
        return True
    return zone[index].possessive or following.lower() in known.lists["acts"] or before.lower() in known.lists["with"]


def _misspelt(
    tokens: Sequence[Sequence[Token]],
    found: Iterable[Found],
    left: Iterable[tuple[int, Run]],
    keys: Counter[str],
    known: Gazetteer,
) -> list[Found]:
    """Single words, nothing else as far as the counts know, that are a slip away from a name of the same cable."""
    from rapidfuzz.distance import OSA

    taken = _taken(found)
    more = []
    for number, run in left:
        token = tokens[number][run.last]
        word = token.text.lower()
        if run.first != run.last or (number, run.last) in taken or len(word) < _SHORTEST_MISSPELT:
            continue
        if _NEGATIVE & set(run.evidence) or known.profile(word).seen > 3:
            continue
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        near = [
            key
            for key in keys
            if key[0] == word[0]
            and abs(len(key) - len(word)) <= slips
            and len(key) >= _SHORTEST_MISSPELT
            and word not in (key + "s", key + "n", key + "an")
            and OSA.distance(word, key, score_cutoff=slips) <= slips
        ]
        if near:
            more.append(Found(number, run.first, run.last, run.evidence, ("misspelt",)))
    return more
