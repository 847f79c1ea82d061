"""Stand-ins for hidden names that keep a text's length, so that every position in it stays what it was.

While a result is put into words, a hidden name is a run of one letter that no telegram knows, as long as the name:
quotations can still be cut out by position, and words can be compared. Where text leaves the program the run is
written as `[protected 1]`. The letters are those of the Tangut script: letters, because a run has to be one word to
everything that cuts text into words.
"""

from __future__ import annotations

import re

__all__ = ["MOST", "holds_stand_in", "shown", "stand_in"]

_FIRST = 0x17000
MOST = 6000
"""How many persons can be told apart; whoever comes later shares the last number."""

_RUN = re.compile(f"([{chr(_FIRST)}-{chr(_FIRST + MOST - 1)}])\\1*")


def stand_in(number: int, length: int) -> str:
    """What stands for `length` characters of the name of person `number` (from 1)."""
    return chr(_FIRST + min(number, MOST) - 1) * length


def shown(text: str) -> str:
    """`text` as people are shown it: each stand-in is written as `[protected 1]`."""
    if text.isascii():
        return text
    return _RUN.sub(lambda run: f"[protected {ord(run[1]) - _FIRST + 1}]", text)


def holds_stand_in(text: str) -> bool:
    """Whether some name in `text` is hidden."""
    return not text.isascii() and _RUN.search(text) is not None
