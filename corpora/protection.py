"""Requests to protect people: what each mark of a cable asks for, and the name that stands directly before it.

A drafter marks an interlocutor in brackets, "Dana Malik (strictly protect)", sometimes the sources of a whole cable.
Only what the page shows is told here: a mark after an office ("the deputy minister (protect)") has no name, and a
mark after an apposition ("Malik, head of the port authority (protect)") has none or a wrong one in front of it. Who is
meant there, and where else in the cable that person is named, needs the persons of the cable, which are found above
this layer; `cable`, `start` and `end` are what it needs to look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosscable.corpora.cable import Cable

__all__ = ["Protection", "protections"]


@dataclass(frozen=True, slots=True)
class Protection:
    """One request, `start` to `end` of the reading.

    `kind` is "person" (who stands before the mark), "sources" (everybody who is quoted in the cable) or "handling"
    (the cable itself: "please protect accordingly" asks for care with the paper and protects no person in it).
    `name` is the place of the name or redaction that stands directly before the mark, or inside it, with the titles
    before it; None where no name does. `throughout`: the request holds for the whole cable, in its own words.
    """

    kind: str
    start: int
    end: int
    name: tuple[int, int] | None = None
    throughout: bool = False


_SOURCES = re.compile(
    r"\b(?:(?:please|strictly|pls|must|kindly)\s+)+protect\s+(?:(?:all|the|our|identit(?:y|ies)|of|names?)\s+)*"
    r"(?:sources?|contacts?|interlocutors?|identit(?:y|ies)|names?)\b[^.\n()\[\]]{0,40}"
    r"|\brequests?\s+(?:strict\s+|the\s+)*protection\s+(?:of|for)\s+(?:(?:all|the|our|identit(?:y|ies)|of|names?)\s+)*"
    r"(?:sources?|contacts?|interlocutors?)\b[^.\n()\[\]]{0,40}",
    re.IGNORECASE,
)
_HANDLING = re.compile(r"\b(?:please|pls)\s+(?:protect|handle)\s+accordingly\b", re.IGNORECASE)
_THROUGHOUT = re.compile(r"\bthroughout\b|\bin this (?:cable|message|report|telegram)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"X{4,}", re.IGNORECASE)
_HIDDEN_BEFORE = re.compile(r"X{4,}(?:[ ]+X{4,})*\s*\Z", re.IGNORECASE)
_PARTICLE = r"(?:d[aeiou]s?|del|della|la|le|van|von|der|den|ter|zu|bin|ibn|ben|al|el|y|e)"
_WORD = (
    r"(?:[A-Z](?![A-Z]*\b[.])[\w'’]+(?:-[\w'’]+)*|[A-Z]\.|(?:Mr|Mrs|Ms|Dr|Gen|Col|Sen|Rep|Amb)\."
    r"|(?:al|el|an|ad)-[\w'’-]+)"
)
_NO_PART = r"(?:(?:The|At|In|On|For|From|With|By|To|When|While|As|But|And|However|Our|His|Her) )*+"  # opens a sentence
_NAME_BEFORE = re.compile(
    rf"(?<![\w'’-]){_NO_PART}(?P<name>{_WORD}(?:[ ](?:{_WORD}|{_PARTICLE})){{0,6}})(?<!['’]s)(?:['’]s)?,?\s*\Z"
)
# "at the consulate in Zubrava (protect)", "for European Tolls": one word or two after these are a place or an office.
_NO_NAME_AFTER = (" in", " of", " for", " at")
_SHORT = 2  # words
_ROOM = 90  # characters before a mark that hold a name of seven words


def protections(cable: Cable) -> tuple[Protection, ...]:
    """The requests to protect people in `cable`, in order."""
    found = [_of_person(cable, mark.start, mark.end) for mark in cable.protected]
    taken = [(each.start, each.end) for each in found]
    for kind, pattern in (("sources", _SOURCES), ("handling", _HANDLING)):
        for match in pattern.finditer(cable.text):
            start, end = match.start(), match.start() + len(match[0].rstrip())
            if all(end <= first or last <= start for first, last in taken):
                found.append(Protection(kind, start, end, throughout=True))
    return tuple(sorted(found, key=lambda each: each.start))


def _of_person(cable: Cable, start: int, end: int) -> Protection:
    text = cable.text
    throughout = _THROUGHOUT.search(text, start, end) is not None
    if inside := _HIDDEN.search(text, start, end):
        return Protection("person", start, end, inside.span(), throughout)
    begin = max(text.rfind("\n", 0, start) + 1, start - _ROOM)
    before = text[begin:start]
    if hidden := _HIDDEN_BEFORE.search(before):
        return Protection("person", start, end, (begin + hidden.start(), begin + len(before.rstrip())), throughout)
    named = None if before.isupper() else _NAME_BEFORE.search(before)  # in capitals every word looks like a name
    if named is None or (
        len(named["name"].split()) <= _SHORT and before[: named.start()].rstrip().endswith(_NO_NAME_AFTER)
    ):
        return Protection("person", start, end, None, throughout)
    return Protection("person", start, end, (begin + named.start("name"), begin + named.end("name")), throughout)
