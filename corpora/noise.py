"""Transmission noise: words of a telegram that arrived as a burst of random signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["GAP", "find_noise"]

GAP = "[…]"  # stands in the reading for what noise destroyed

_ODD = r"~^{}|\\<>=%#@"
# Where noise shows: two capital Q in a row, an odd sign between letters, two Q near each other in one word.
_SIGN = re.compile(rf"QQ|[{_ODD}](?<=[A-Za-z0-9].)(?=[A-Za-z{_ODD}])|Q(?![uUaA\s])\S{{0,10}}Q(?![uUaA])")
_ADDRESS = re.compile(
    r"(?i)https?:|www\.|[\w.+-]+@[\w-]+\.|\.(?:com|org|gov|net|htm|php|asp|pdf)\b|%[0-9A-F]{2}|\w+=\w+&|XXXX|@{3}"
)
_BETWEEN = re.compile(rf"(?<=[A-Za-z0-9{_ODD}\"'])[{_ODD}](?=[A-Za-z0-9{_ODD}])")
_SPACE = " \t\r\n\v\f"


def find_noise(text: str) -> Iterator[tuple[int, int, str]]:
    """Words that transmission noise destroyed, each to be read as a gap; nothing is guessed from what is left of them.

    A word counts as destroyed when it has a doubled Q (idle noise shows as Q), two odd signs between letters, or two
    stray Q together with a digit or an odd sign. Web and mail addresses do not count.
    """
    at = 0
    for match in _SIGN.finditer(text):
        if match.start() < at:
            continue
        start, end = match.start(), match.end()
        while start > 0 and text[start - 1] not in _SPACE:
            start -= 1
        while end < len(text) and text[end] not in _SPACE:
            end += 1
        word = text[start:end]
        at = end
        if _is_noise(word):
            yield start, end, GAP


def _is_noise(word: str) -> bool:
    if len(word) > 120 or _ADDRESS.search(word) or not any(sign.isalpha() for sign in word):
        return False
    if "QQ" in word:
        return True
    signs = len(_BETWEEN.findall(word))
    stray = len(re.findall(r"(?<=[a-z0-9~^{}|@<>=%#,])Q(?![ua])|Q(?=[a-z0-9])(?!u|a)", word))
    if stray >= 2 and (signs or any(sign.isdigit() for sign in word)):
        return True
    return signs >= 2 and not re.search(r"[/?&]|(.)\1{3}|<\w+>|\w=\w+=|#\w+#", word) and not word.isupper()
