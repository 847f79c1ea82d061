"""How a matter is called: the noun phrase or name that the text itself uses for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crosscable.compare.assessments.phrases import VAGUE, Noun, Phrase
from crosscable.compare.assessments.sameness import expansions

if TYPE_CHECKING:
    from crosscable.compare.assessments.claims import Claim
    from crosscable.corpora.cable import Cable

__all__ = ["LOOSE", "named"]

Range = tuple[int, int]

# What a run of one word, two, three ... is worth as a name, for each sentence that holds it.
LENGTHS = (1.0, 3.0, 3.6, 3.7, 3.7)
IN_QUOTATION = 1.25  # the same where the quotation holds it
LONGEST_TAIL = 40  # code points of "of ..." behind a lone noun
# Words in front that are no part of a name.
LOOSE = frozenset(
    "current recent new top long-term short-term further additional possible potential big large small major main key"
    " early late latest previous next future present old other various numerous several certain important significant"
    " strong serious good bad great high low full total entire whole alleged ongoing upcoming similar different real"
    " continued so-called given own first second third last final initial actual clear true".split()
)


def named(cable: Cable, stem: str, phrases: Sequence[Phrase], quoted: Claim) -> str:
    """The matter of a term that stands in these phrases of `cable`, of which `quoted` is to be shown.

    It is the run of words around the term that best pays for its length; an acronym is written out where the cable
    does so, a lone noun has the "of ..." that mostly stands behind it.
    """
    runs: dict[tuple[frozenset[str], ...], set[Range]] = {}
    written: dict[tuple[frozenset[str], ...], tuple[Noun, ...]] = {}
    for phrase in sorted(phrases, key=lambda phrase: phrase.claim.zone == "heading"):
        for nouns in _parts(phrase, stem):
            key = tuple(frozenset(noun.stems) for noun in nouns)
            if phrase.claim.zone != "heading" or not runs:  # headings write every word with a capital
                runs.setdefault(key, set()).add(phrase.claim.sentence)
                if key not in written or all(noun.text.isupper() for noun in written[key]):
                    written[key] = nouns

    def worth(key: tuple[frozenset[str], ...]) -> tuple[float, int]:
        value = len(runs[key]) * LENGTHS[len(key) - 1] * (IN_QUOTATION if quoted.sentence in runs[key] else 1.0)
        return round(value, 6), -written[key][0].start

    best = max(runs, key=worth)
    if len(best) == 1 and written[best][0].text.islower():
        # A lone noun names little: as the quotation puts it, it has its modifiers.
        best = max((key for key in runs if quoted.sentence in runs[key]), key=len, default=best)
    name = " ".join(noun.text for noun in written[best])
    long = expansions(cable.text).get(name)
    if long:
        return f"{long} ({name})"
    return _with_tail(cable, stem, phrases, name) if len(best) == 1 and name.islower() else name


def _with_tail(cable: Cable, stem: str, phrases: Sequence[Phrase], name: str) -> str:
    """A lone noun with the "of ..." that mostly stands behind it."""
    alone = [phrase for phrase in phrases if stem in phrase.nouns[-1].stems]
    tailed = [phrase for phrase in alone if phrase.tail > phrase.end and phrase.tail - phrase.end <= LONGEST_TAIL]
    if not tailed or 2 * len(tailed) < len(alone):
        return name
    return cable.text[tailed[0].nouns[-1].start : tailed[0].tail]


def _loose(noun: Noun) -> bool:
    """Whether a word in front is no part of a name: "proposed", "current"."""
    return not noun.name and (noun.text.endswith("ed") or noun.text.endswith("est") or noun.text in LOOSE)


def _parts(phrase: Phrase, stem: str) -> list[tuple[Noun, ...]]:
    """The runs of a phrase that hold the term and end as it does; a vague word behind the term is left out."""
    nouns = phrase.nouns
    if len(nouns) > 1 and nouns[-1].text in VAGUE and stem in nouns[-2].stems:
        nouns = nouns[:-1]
    own = [number for number, noun in enumerate(nouns) if stem in noun.stems]
    starts = range(max(0, len(nouns) - len(LENGTHS)), own[-1] + 1) if own else ()
    found = [nouns[first:] for first in starts if not _loose(nouns[first]) or first == own[-1]]
    return found or [tuple(noun for noun in phrase.nouns if stem in noun.stems)[:1]]
