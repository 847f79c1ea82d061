"""What words mean in cables: a small table of word vectors, and vectors for stretches of text made from it.

The table (`vectors.npz`) was learnt from cables by `training/vectors.py`: positive pointwise mutual information of
terms that stand near each other, reduced by a singular value decomposition, stored as 8-bit integers, with each term's
document frequency. It lets two passages meet that speak of one thing in different words. Terms it does not know
(rare names above all) are told apart by a vector of their own, drawn from the letters of the term, so that they still
match themselves and nothing else. Method: Levy and Goldberg 2014; context counts are smoothed by the power .75.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zlib import crc32

from crosscable.compare.terms import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["IDF_CAP", "Table", "stem", "table", "terms"]

# No term weighs more: one rare name that two texts share must not decide everything.
IDF_CAP = 5.5

_INITIALS = re.compile(r"\bU\.\s?S\.(?:A\.)?|\bUSG?\b|\bUnited States\b")


# The first that fits is taken off; a stem keeps at least three letters. Light on purpose: "nation" and "national" stay
# apart.
_SUFFIXES = (
    ("izations", "iz"),
    ("ization", "iz"),
    ("ingly", ""),
    ("edly", ""),
    ("eeing", "e"),
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ings", ""),
    ("ing", ""),
    ("ely", ""),
    ("ed", ""),
    ("ly", ""),
    ("es", ""),
    ("ee", "e"),
    ("s", ""),
    ("e", ""),
)
# Words that would fall together with others ("plan") or are no inflections.
_KEEP = frozenset({"news", "plane", "planes", "series", "united"})


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The lower-case `word` without its inflection: "agreements" -> "agreement", "slowed" and "slows" -> "slow"."""
    if len(word) < 4 or word in _KEEP or word.endswith(("ss", "us", "is")):
        return word
    for suffix, put in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) + len(put) >= 3:
            cut = word[: len(word) - len(suffix)] + put
            if suffix in {"ing", "ed", "ings"} and len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                return cut[:-1]
            return cut
    return word


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    """Grammar, the furniture of telegrams and the verbs of saying: as common in one claim as in its opposite."""
    stored = json.loads((files("crosscable.compare.alignment") / "stopwords.json").read_text(encoding="utf-8"))
    return frozenset(" ".join(stored[part] for part in ("grammar", "telegram", "saying")).split())


def terms(text: str) -> list[str]:
    """The terms of a text in order: the words of `crosscable.compare.terms` without stop words and numbers, stemmed.

    The United States is one term, "usa", however it is written: as "U.S." it would be lost among the short words.
    """
    stop = _stopwords()
    return [stem(word) for word in words(_INITIALS.sub(" usa ", text)) if word not in stop and not word[0].isdigit()]


@dataclass(frozen=True, slots=True)
class Table:
    """Word vectors as stored (8-bit integers, one row a term) and document frequencies of `documents` cables."""

    index: Mapping[str, int]
    rows: NDArray[np.int8]
    frequencies: NDArray[np.uint16]
    documents: int

    def idf(self, term: str) -> float:
        """Inverse document frequency, natural logarithm, at most `IDF_CAP` (also for unknown terms)."""
        at = self.index.get(term)
        return IDF_CAP if at is None else min(IDF_CAP, math.log(self.documents / int(self.frequencies[at])))

    def vector(self, term: str) -> NDArray[np.float64]:
        """The unit vector of `term`; for an unknown term a fixed direction of its own, without likeness to others."""
        import numpy as np

        at = self.index.get(term)
        row = _own_direction(term, self.rows.shape[1]) if at is None else self.rows[at].astype(np.float64)
        return row / max(1e-9, math.sqrt(float(row @ row)))


def _own_direction(term: str, size: int) -> NDArray[np.float64]:
    import numpy as np

    # A linear congruential sequence from the term's checksum: the same on every machine, unlike a library's generator.
    value, signs = crc32(term.encode()), []
    for _ in range(size):
        value = (1664525 * value + 1013904223) & 0xFFFFFFFF
        signs.append(1.0 if value & 0x80000000 else -1.0)
    return np.array(signs, dtype=np.float64)


@lru_cache(maxsize=1)
def table() -> Table:
    """The shipped table; it is read once a process."""
    import numpy as np

    with (files("crosscable.compare.alignment") / "vectors.npz").open("rb") as stream, np.load(stream) as stored:
        known = bytes(stored["words"]).decode("utf-8").split("\n")
        documents = int(json.loads(bytes(stored["provenance"]))["cables"])
        return Table({word: at for at, word in enumerate(known)}, stored["vectors"], stored["frequencies"], documents)
