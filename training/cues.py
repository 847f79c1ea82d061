"""Count from a dump what the attribution tables rest on.

    python training/cues.py cables.csv.xz --verbs compare/attribution/verbs.tsv --cues counts.tsv

The dump is the eight-column form (id, date, reference, origin, classification, references, header, body) with
backslash escapes. `--verbs` writes the finite verb forms that their spelling does not betray: how often each stood
directly after a subject pronoun and after an article, preposition or adjective. `--cues` writes how often each word
stood between a subject and "that" ("he noted that"): the evidence by which verbs were taken into `cues.tsv`, where
class and complements are set by hand.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

SUBJECTS = frozenset(("he", "she", "it", "they", "who", "we"))
_NOT_AFTER_SUBJECT_TEXT = """
    the a an of his its their this these in for with our on by from some any no new major other between and
    foreign political
"""
NOT_AFTER_SUBJECT = frozenset(_NOT_AFTER_SUBJECT_TEXT.split())
# Adverbs and adjectives that follow "it" and "they", and forms that are finite and something else as often.
_NO_VERBS_TEXT = """
    all alone also always apart beat been being better both cast clear cut difficult don each easier enough ever
    far hard harder hardly herself himself hit however impossible itself just later let likely likewise longer
    maybe more most never nevertheless nonetheless nor not often once only onto ought perhaps plain put quit
    read seldom set shot so soon still strange sure themselves then thus together too unlikely unwise wryly
    gotten combine
"""
NO_VERBS = frozenset(_NO_VERBS_TEXT.split())
_AUXILIARIES_TEXT = """
    are can cannot could did do does had has have is may might must shall should was were will would isn aren
    wasn weren doesn didn hasn haven hadn couldn wouldn shouldn
"""
AUXILIARIES = frozenset(_AUXILIARIES_TEXT.split())
LEAST, ODDS = 3, 1.5
_WORD = re.compile(r"[A-Za-z]+|[^\sA-Za-z]")
_REPORTED = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+|X{4,}) (?:also |then |further |again |later |privately |publicly )?"
    r"([a-z]+) (?:(?:us|Poloff|Econoff|the Ambassador|Charge|reporters|the press) )?that\b"
)


def bodies(dump: Path) -> Iterator[str]:
    """The bodies of a dump."""
    csv.field_size_limit(sys.maxsize)
    with lzma.open(dump, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines, escapechar="\\", doublequote=False):
            yield row[7]


def count(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often each word follows a subject, how often an article and its like, how often it stands before "that"."""
    after_subject: Counter[str] = Counter()
    after_article: Counter[str] = Counter()
    before_that: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text)
        for first, second in pairwise(words):
            if second.islower():
                after_subject[second] += first.lower() in SUBJECTS
                after_article[second] += first.lower() in NOT_AFTER_SUBJECT
        before_that.update(_REPORTED.findall(" ".join(text.split())))
    return after_subject, after_article, before_that


def verb_rows(after_subject: Counter[str], after_article: Counter[str], pasts: frozenset[str]) -> Iterator[str]:
    """The rows of `verbs.tsv`; a form is past when the shipped table has it so, or by hand."""
    for word in sorted(after_subject):
        subject, article = after_subject[word], after_article[word]
        betrayed = word.endswith(("ed", "ly", "ing")) or word in NO_VERBS | AUXILIARIES or len(word) < 3
        if betrayed or subject < LEAST or subject <= ODDS * article:
            continue
        third = word.endswith("s") and not word.endswith("ss")
        yield f"{word}\t{'third' if third else 'past' if word in pasts else 'base'}\t{subject}\t{article}"


def irregular(table: Path) -> frozenset[str]:
    """The forms that a table of verbs marks as past: irregular pasts are not told by spelling."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return frozenset(row[0] for row in rows if row[1] == "past")


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--verbs", type=Path)
    parser.add_argument("--cues", type=Path)
    arguments = parser.parse_args()
    after_subject, after_article, before_that = count(bodies(arguments.dump))
    if arguments.verbs:
        kept = [line for line in arguments.verbs.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        rows = verb_rows(after_subject, after_article, irregular(arguments.verbs))
        head = [*kept, "word\tform\tafter_subject\tafter_article"]
        arguments.verbs.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    if arguments.cues:
        rows = (f"{word}\t{number}" for word, number in before_that.most_common() if number >= LEAST)
        arguments.cues.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
