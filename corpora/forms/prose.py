"""Plain prose: a text without any telegram structure, so that every comparison can be tried on it too.

Paragraphs are divided by blank lines, or, where there are none and the lines are long, by line ends. A line break
inside a paragraph is read as a space. Nothing else is interpreted.
"""

from __future__ import annotations

import re
from collections import Counter

from crosscable.corpora.cable import Cable, Paragraph, Repair
from crosscable.corpora.forms.found import Settings, witness
from crosscable.corpora.text import Edit, apply

__all__ = ["FORM", "prose_fault", "read_prose", "table_fault"]

FORM = "prose"
# Atomic: the two characters of a Windows line end are never taken for two line ends.
_BREAK = re.compile(r"[ \t]*(?>\r\n|\r|\n)[ \t]*")
_GAP = re.compile(r"[ \t]*(?>\r\n|\r|\n)(?:[ \t]*(?>\r\n|\r|\n))+[ \t]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_WORDS = 5  # fewer say nothing that could be compared
_LEAST_LETTERS = (
    0.6  # share of letters and spaces among the characters; English prose has .95, code and tables below .8
)
# A word as prose writes it, with the punctuation that may stand around it; prose in Latin script has .9 of these and
# more, telegrams full of numbers .75, settings, logs and listings below .65.
_PLAIN_WORD = re.compile(
    r"""["'(\[“‘*_]*[^\W\d_]+(?:['’.&/-][^\W\d_]+)*['’]?["')\].,;:!?”’*_—–-]*""",
)
_LEAST_PLAIN = 0.7  # share of plain words in a text of sentences
_LEAST_SPACES = 0.04  # English prose has .16; encoded data has only its line ends. Other scripts may need no spaces.
# Beginnings and ends of lines that programs have and prose does not.
_CODE = re.compile(
    r"^\s*(?:#include\b|#!/|import \w+(?:\.\w+)*;?$|from [\w.]+ import |(?:async )?def \w+\(|class \w+[(:{]"
    r"|function\b.*[({]|(?:var|let|const) \w+ ?=|public |private |return\b|raise \w|[{}\])]+[;,:]?$|//|/\*|\w+\(.*\);$"
    r"|[A-Za-z_][\w.]*(?:: [\w\[\], |.]+)? [-+*/|]?= \S|(?:if|for|while|with|elif|except)\b.*:$|(?:else|try|finally):$"
    r"|SELECT .* FROM |CREATE TABLE |<\?php|package [\w.]+;?$)",
    re.M,
)
_CODE_LINES = 0.15
_PAGE_WIDTH = 100
_TABLE_LINES = 0.8


def prose_fault(text: str) -> str | None:
    """Why a text is no prose, None where it is."""
    sample = text[:65_536]
    words = len(_WORD.findall(sample))
    if words < _LEAST_WORDS:
        return f"only {words} words" if words else "no words"
    letters = sum(character.isalpha() or character.isspace() for character in sample)
    if letters < _LEAST_LETTERS * len(sample):
        return "fewer letters than other signs"
    if sample.isascii() and sum(map(str.isspace, sample)) < _LEAST_SPACES * len(sample):
        return "no spaces between words"
    if sample.startswith("#!"):
        return "it is a script"
    lines = [line for line in sample.splitlines() if line.strip()]
    if len(_CODE.findall(sample)) > max(2, _CODE_LINES * len(lines)):
        return "it looks like program code"
    return _unlike_prose(sample)


def table_fault(text: str) -> str | None:
    """Why a text is a table and no text, None where it is none: most of its lines have as many columns."""
    lines = [line for line in text[:65_536].splitlines() if line.strip()]
    for separator in ("\t", ",", ";", "|"):
        [(count, times)] = Counter(line.count(separator) for line in lines).most_common(1) or [(0, 0)]
        if len(lines) > 2 and count >= 2 and times >= _TABLE_LINES * len(lines):
            return f"it looks like a table of columns divided by {separator!r}"
    return None


def _unlike_prose(sample: str) -> str | None:
    """Why a text of many words is settings, a log or a listing; scripts that write no spaces are not judged."""
    tokens = sample.split()
    latin = sum(character.isascii() for character in sample if character.isalpha())
    if latin < sum(map(str.isalpha, sample)) / 2:
        return None
    plain = sum(_PLAIN_WORD.fullmatch(token) is not None for token in tokens)
    return "fewer words than numbers, signs and codes" if plain < _LEAST_PLAIN * len(tokens) else None


def read_prose(text: str, name: str, settings: Settings) -> Cable:
    """The text as paragraphs."""
    gap = _GAP if _GAP.search(text.strip()) or _wrapped(text) else _BREAK
    edits: list[Edit] = []
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if lead:
        edits.append(Edit(0, lead, "", "white-space"))
    at = lead
    for match in gap.finditer(text, lead, tail):
        edits += _folded(text, at, match.start(), settings)
        edits.append(Edit(match.start(), match.end(), "\n\n", "white-space"))
        at = match.end()
    edits += _folded(text, at, tail, settings)
    if tail < len(text):
        edits.append(Edit(max(tail, lead), len(text), "", "white-space"))
    reading, source_map = apply(text, edits)
    return Cable(
        source=text,
        text=reading,
        map=source_map,
        witness=witness(name, FORM, text),
        paragraphs=_paragraphs(reading),
        capitals=reading.isupper(),
        repairs=tuple(
            Repair(edit.rule, edit.start, edit.end, text[edit.start : edit.end], edit.after)
            for edit in edits
            if edit.after == " "
        ),
    )


def _wrapped(text: str) -> bool:
    """Whether lines end because they were full, and not because a paragraph did: none is longer than a page is wide."""
    return max(map(len, text.splitlines()), default=0) <= _PAGE_WIDTH


def _folded(text: str, start: int, end: int, settings: Settings) -> list[Edit]:
    if "rewrap" in settings.without:
        return []
    return [Edit(match.start(), match.end(), " ", "rewrap") for match in _BREAK.finditer(text, start, end)]


def _paragraphs(reading: str) -> tuple[Paragraph, ...]:
    found, at = [], 0
    for part in reading.split("\n\n"):
        if part.strip():
            found.append(Paragraph(None, None, None, "body", part, at, at + len(part)))
        at += len(part) + 2
    return tuple(found)
