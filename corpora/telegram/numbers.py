"""Numbers at the beginning of a line that number no paragraph: days of a month, pages, what a sentence counts."""

from __future__ import annotations

import re

__all__ = ["in_sentence"]

_MONTHS = (
    r"Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?"
)
_PARTS = r"para(?:graph)?s?|pages?|sections?|articles?|chapters?|annex|items?|tiers?|numbers?|phase|appendix|resolution"
_SMALL = r"the|of|to|in|on|at|by|for|from|with|than|until|since|under|over|about|between|only|least|was|were|is|are|a"
# A line that ends with one of these goes on with a number; a comma before "and" may end the member of a list.
_COUNTING = re.compile(rf"(?<![\w'’.-])(?:{_MONTHS}|{_PARTS}|{_SMALL})\Z", re.IGNORECASE)
_JOINING = re.compile(r"(?<=\w )(?:and|or)\Z", re.IGNORECASE)
_ROOM = 16  # characters; the longest of these words and the sign before it
_WRAPPED = range(41, 101)  # characters of a line that was broken where it was full; a longer one is a whole paragraph
_WITHHELD = "XXXX"


def in_sentence(text: str, last: int, end: int, *, step: int, blank: bool) -> bool:
    """Whether a number without a portion marking goes on with the line `text[last:end]`, which ends no sentence.

    `step` is how far the number is from the paragraph before it, `blank` whether an empty line stands between. The next
    number after an empty line is always a paragraph's.
    """
    if step == 1 and blank:
        return False
    before = text[max(last, end - _ROOM) : end]
    if _COUNTING.search(before):
        return True
    if step == 1:
        return False
    wrapped = not blank and end - last in _WRAPPED and not before.upper().endswith(_WITHHELD)
    return wrapped or _JOINING.search(before) is not None
