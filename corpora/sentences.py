"""Cut the reading of a telegram into sentences, as places in it. Linear in the length of the text.

Telegrams are full of stops that end nothing (titles, initials, U.S., numbered lists) and of sentences that begin with a
digit or inside a quotation. A line break is always an end: the reading keeps one only where a heading, a bullet or a
line of a table stands by itself.
"""

from __future__ import annotations

import re

__all__ = ["sentences"]

# A stop after one of these does not end a sentence; compared without case, for telegrams in capitals.
_ABBREVIATIONS = frozenset(
    (
        "adm amb approx art assoc ave bn brig capt cdr cf ch cmdr co col comdr cong conoff corp cpl dept det dir "
        "dr ed emb est fig fr fsn ft gen gov govt hon inc insp jr lt ltd maj messrs min mon mr mrs ms msgr mt "
        "mtg nos pol polcouns pp pres prof pvt rep reps res rev sec sen sens sgt spc sr st supt treas univ viz "
        "vol vs e.g i.e a.k.a ph.d pct ret"
    ).split()
)
# These end a sentence only when what follows opens one for certain.
_DOTTED = re.compile(r"(?:^|[^\w.])(?:[A-Za-z]\.){2,}$")
# "No. 5" is a number, "He said no." an answer; "Art. 3", "Sec. 7" are told by the digit as well.
_BEFORE_DIGIT = frozenset(
    ("no nos art sec par para fig vol ch p pp jan feb mar apr jun jul aug sep sept oct nov dec").split()
)
_OPENERS = frozenset(
    (
        "the a an this that these those he she it they we his her its their our i in on at by for from with as "
        "to of after before when while if although though but and however meanwhile moreover nevertheless both "
        "some many most all no there here what who"
    ).split()
)
_ASIDE = re.compile(r"[(\[](?i:ret|dec|res|d|b)$")  # "Adm. (ret.) Vane"
_STOP = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)|\n+")
_WORD_BEFORE = re.compile(r"[\w.'’&/-]+$")
_NEXT = re.compile(r"[ \t]*(?:--?[ \t]+)?([\"'“‘(\[]*)([\w$¶]+)")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The sentences between `start` and `end` of `text`, as (start, end) without the white space around them."""
    last = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = start
    for stop in _STOP.finditer(text, start, last):
        if text[stop.start()] != "\n" and not _ends(text, begin, stop, last):
            continue
        _add(found, text, begin, stop.end())
        begin = stop.end()
    _add(found, text, begin, last)
    return found


def _add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    piece = text[begin:end]
    bare = piece.strip()
    if bare:
        first = begin + len(piece) - len(piece.lstrip())
        found.append((first, first + len(bare)))


def _ends(text: str, begin: int, stop: re.Match[str], last: int) -> bool:
    """Whether the stop sign at `stop` ends the sentence that began at `begin`."""
    following = _NEXT.match(text, stop.end(), last)
    if following is None:
        return True
    quote, word = following.groups()
    if word[0].islower() and not quote:
        return False
    if stop.group() in (".)", ".]") and _ASIDE.search(text, max(begin, stop.start() - 6), stop.start()):
        return False
    if stop.group()[0] in "!?" or len(stop.group().rstrip("\"'”’)]")) > 1:
        return True
    # The word that the stop belongs to; 40 code points hold any title, and keep the search short.
    before = _WORD_BEFORE.search(text, max(begin, stop.start() - 40), stop.start())
    if before is None or stop.group() != ".":
        return True
    return _closes(before.group(), word)


def _closes(token: str, following: str) -> bool:
    """Whether the stop after `token` is the end of a sentence when `following` is the next word."""
    bare = token.rsplit("/", 1)[-1].lower()
    if _DOTTED.search(f"{token}.") and bare not in _ABBREVIATIONS:
        return following.lower() in _OPENERS
    if len(bare) == 1 and following[0].isdigit():  # "b. 1950", "p. 4"
        return False
    if len(bare) == 1 and token[-1].isupper():  # an initial, or the end of a list such as "plan B."
        return following.lower() in _OPENERS and bare != "i"
    if bare in _BEFORE_DIGIT:
        return not following[0].isdigit()
    return bare not in _ABBREVIATIONS
