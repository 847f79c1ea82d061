"""What a term is, once for everything that compares words, and how much a term weighs where there is no corpus.

A term is a run of two or more letters, digits or underscores in the folded text: lower case, accents taken off,
every other sign read as a space. So `fold` followed by scikit-learn's default token pattern gives the same terms.
Nothing here loads numpy: the comparison of a lone pair needs only this module.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = [
    "Background",
    "background",
    "compared_text",
    "fold",
    "fold_bytes",
    "inverse_frequency",
    "words",
    "words_with_places",
]

_TERM = re.compile(r"\w\w+")
_MARKS = re.compile("[\u0300-\u036f]+")
_SIGNS = re.compile(r"[^\x00-\x7f\w]")
_FOLD = "crosscable.compare.terms.fold"
_PLACED = re.compile("\\w[\\w\u0300-\u036f]+")
# A reference line that the reader left inside a paragraph: evidence of its own, never a shared word.
_REFERENCE_LINE = re.compile(r"(?m)^[ \t]*REF(?:S|TELS?|ERENCES?)?(?:\(S\))?[ \t]*:.*$")
# Lines of the form that can survive in damaged texts: page lines, section lines, distribution captions.
_FORM_LINE = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][A-Z .'-]{2,30} \d{3,8} {1,2}\d{3} ?(?:\.\d )?OF \d{3}"
    r"|(?:UNCLAS|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L\b|S ?E ?C ?R ?E ?T\b)[A-Z /]{0,40}(?:SECTION \d+ OF \d+)?"
    r"[A-Z ]{3,30}\d{3,8}"
    r"|SIPDIS|SENSITIVE|NOFORN|NODIS|EXDIS|STADIS|TERREP|CLASSIFIED BY:.*)[ \t]*$"
)
# What stands where somebody removed words says nothing about what the cables share.
_REDACTION = re.compile(r"(?i:x{4,})|\[?\b[A-Z]+(?: [A-Z]+)? (?:REMOVED|REDACTED|DELETED)\b\]?")
# Few texts hold one, and to look for these words is thirty times as fast as to try the pattern at every capital.
_REDACTING = ("REMOVED", "REDACTED", "DELETED")


def fold(text: str) -> str:
    """`text` as its terms are compared: lower case, without accents, other signs beyond ASCII as spaces."""
    return text.lower() if text.isascii() else fold_bytes(text).decode("utf-8")


def fold_bytes(text: str) -> bytes:
    """`fold(text)` in UTF-8.

    The ASCII codec runs over the text and hands each run beyond ASCII to `_fold_run`: five times as fast as a regular
    expression, which matters where an archive is counted.
    """
    return text.encode("ascii", _FOLD).lower()


@lru_cache(maxsize=4096)  # an archive repeats a few hundred such runs millions of times
def _fold_run(run: str) -> bytes:
    lower = "".join(map(str.lower, run))  # sign by sign: the small sigma depends on what stands around it
    bare = _MARKS.sub("", unicodedata.normalize("NFD", lower))
    return _SIGNS.sub(" ", unicodedata.normalize("NFC", bare)).encode("utf-8", "replace")


def _fold_unencodable(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return _fold_run(error.object[error.start : error.end]), error.end


codecs.register_error(_FOLD, _fold_unencodable)


def words(text: str) -> list[str]:
    """The terms of `text` in their order."""
    return _TERM.findall(fold(text))


def words_with_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The terms of `text` with start and end (code points) in `text` itself."""
    for found in _PLACED.finditer(text):
        word = fold(found.group())
        if _TERM.fullmatch(word):
            yield word, found.start(), found.end()


def compared_text(cable: Cable) -> str:
    """What of a cable is compared: subject, headings and paragraphs of its reading.

    Header, routing, captions, classification and reference lines, page lines, paragraph numbers, portion markings,
    redaction marks and the signature belong to the form, not to the matter.
    A text in which no paragraph was found is taken whole.
    """
    parts = [cable.subject] if cable.subject else []
    parts += [heading.text for heading in cable.headings]
    paragraphs = [paragraph.text for paragraph in cable.paragraphs if paragraph.role != "signature"]
    parts += paragraphs or [cable.text]
    text = "\n".join(parts)
    if "REF" in text:
        text = _REFERENCE_LINE.sub(" ", text)
    text = _FORM_LINE.sub(" ", text)
    if any(word in text for word in _REDACTING) or "xxxx" in text.lower():
        text = _REDACTION.sub(" ", text)
    return text


def inverse_frequency(documents: int, frequency: int) -> float:
    """The smoothed inverse document frequency, ln((N + 1) / (df + 1)) + 1, as scikit-learn defines it."""
    return math.log((documents + 1) / (frequency + 1)) + 1.0


@dataclass(frozen=True, slots=True)
class Background:
    """Document frequencies of ordinary words in a large archive, for texts that come without a corpus.

    `frequencies` holds common words and numbers only. A word that it does not hold is a name, an uncommon word or a
    misspelling; it is weighed as if `unlisted` of the `cables` held it.
    """

    cables: int
    unlisted: int
    frequencies: Mapping[str, int]

    def frequency(self, word: str) -> int:
        """In how many of `cables` the term `word` (folded) occurs."""
        return self.frequencies.get(word, self.unlisted)

    def idf(self, word: str) -> float:
        """The weight of the term `word` (folded): 1 for a word in every cable, more for rarer ones."""
        return inverse_frequency(self.cables, self.frequency(word))

    def vector(self, text: str) -> dict[str, float]:
        """Sublinear TF-IDF of `text`, scaled to length one; empty for a text without terms."""
        counts: dict[str, int] = {}
        for word in words(text):
            counts[word] = counts.get(word, 0) + 1
        weights = {word: (1.0 + math.log(count)) * self.idf(word) for word, count in counts.items()}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()}


@cache
def background() -> Background:
    """The shipped document frequencies; their provenance stands in `background.json` itself."""
    stored = json.loads(files("crosscable.compare").joinpath("background.json").read_text(encoding="utf-8"))
    return Background(stored["cables"], stored["unlisted"], stored["frequencies"])
