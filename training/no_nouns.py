"""Writes `compare/assessments/no_nouns.tsv`: small words that are met in telegrams, but seldom as the head of a phrase.

    python training/no_nouns.py PATH [-o FILE]

PATH is a collection of mixed-case cables. A word is counted as a head where an article, possessive or preposition
stands before it and a preposition, conjunction, auxiliary or stop behind it: nouns are met so in a fifth of their
places and more, adjectives and plain forms of verbs in hardly any. Nouns that are met in compounds only ("money
laundering") have a plain word before them instead. The table holds the words under both shares. The result depends on
the collection only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    CONJ,
    DET,
    GENITIVE,
    MODAL,
    NAME,
    OBJECT,
    POSSESSIVE,
    PREP,
    PRONOUN,
    PUNCT,
    QUOTES,
    VERB,
    WH,
    Words,
    words,
)
from crosscable.compare.people.truecase import in_capitals
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.sentences import sentences

LEAST_MET = 15
MOST_HEADS, MOST_COMPOUNDS = 0.07, 0.3

_BEFORE = DET | POSSESSIVE | GENITIVE | PREP
_NOT_PLAIN = _BEFORE | AUX | MODAL | CONJ | PUNCT | ADV | VERB | PRONOUN | OBJECT | WH | NAME
_BEHIND = PREP | CONJ | AUX | MODAL | PUNCT


def counted(cables: Iterable[Cable]) -> dict[str, Counter[str]]:
    """How often each small word is met, heads a phrase, and heads a compound."""
    found: dict[str, Counter[str]] = {"met": Counter(), "heads": Counter(), "compounds": Counter()}
    for cable in cables:
        for paragraph in cable.paragraphs:
            if not in_capitals(paragraph.text):
                cuts = list(sentences(cable.text, paragraph.start, paragraph.end))
                _count(words(paragraph.text, paragraph.start, cuts), found)
    return found


def _count(read_: Words, found: dict[str, Counter[str]]) -> None:
    flags, low = read_.flags, read_.low
    for at in range(1, len(low) - 1):
        word = read_.text[at]
        if not (word.isalpha() and word.islower() and len(word) > 2) or flags[at] & NAME:
            continue
        found["met"][word] += 1
        if flags[at + 1] & _BEHIND and not flags[at + 1] & QUOTES:
            before = flags[at - 1]
            found["heads"][word] += bool(before & _BEFORE and low[at - 1] != "to")
            found["compounds"][word] += not before & _NOT_PLAIN


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=Path("compare/assessments/no_nouns.tsv"))
    given = parser.parse_args()
    found = counted(read(given.path))
    rows = [
        f"{word}\t{times}\t{found['heads'][word]}\t{found['compounds'][word]}"
        for word, times in sorted(found["met"].items())
        if times >= LEAST_MET
        and found["heads"][word] < MOST_HEADS * times
        and found["compounds"][word] < MOST_COMPOUNDS * times
    ]
    head = "# Small words that seldom head a noun phrase in telegrams; by training/no_nouns.py."
    columns = "word\tmet\thead\tcompound"
    given.output.write_text(f"{head}\n{columns}\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
