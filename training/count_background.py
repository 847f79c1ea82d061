"""Count `compare/background.json` from an archive of cables.

    python training/count_background.py ARCHIVE... > compare/background.json

Kept are ordinary words and plain numbers that at least `LEAST_CABLES` cables hold. A word counts as ordinary when it
is often enough written in lower case outside of cables that are all capitals: names of persons, places and
organisations are not, so they stay out. Acronyms and the names of months and days, which are the service's everyday
vocabulary, are let in by their own rules.
"""

from __future__ import annotations

import calendar
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable

from crosscable.compare.terms import compared_text, fold, words
from crosscable.corpora import read

LEAST_CABLES = 20  # what fewer hold may identify its source
LEAST_LOWER_SHARE = 0.03  # of a word's occurrences in mixed case: "president" passes, a surname does not
LEAST_ACRONYM_SHARE = 0.02  # of all cables: "GOR", "MFA", "NGO" are vocabulary, a party of one country is not
LEAST_CAPITALS_SHARE = 0.3  # of a word's occurrences, behind a word in lower case or a comma
ACRONYM = re.compile(r"(?<=[a-z,;] )[A-Z]{2,6}\b")  # within running text: a signature stands alone on its line
NUMBER = re.compile(r"\d{2,4}")
WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"\S*(?:://|@|www\.|\.gov)\S*")  # web and mail addresses write names in lower case
CALENDAR = {fold(name) for name in (*calendar.month_name, *calendar.day_name) if name}


class Counts:
    """How many cables hold a word, and how often it is written in lower case, in capitals, and at all."""

    def __init__(self) -> None:
        self.cables = 0
        self.frequency: Counter[str] = Counter()
        self.lower_cables: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.capitals: Counter[str] = Counter()
        self.mixed: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count one cable."""
        self.cables += 1
        self.frequency.update(set(words(text)))
        letters = sum(map(str.isalpha, text))
        if letters and sum(map(str.isupper, text)) > letters / 2:
            return  # all capitals: case says nothing here
        written = re.findall(r"\w\w+", text)
        in_lower = [word for word in written if word.islower()]
        self.lower.update(in_lower)
        self.lower_cables.update(set(in_lower))
        self.mixed.update(word.lower() for word in written)
        self.capitals.update(word.lower() for word in ACRONYM.findall(text))

    def ordinary(self, word: str) -> bool:
        """Whether a word is vocabulary and no name."""
        if NUMBER.fullmatch(word) or word in CALENDAR:
            return True
        mixed = self.mixed[word]
        if not WORD.fullmatch(word) or not mixed:
            return False
        if self.lower_cables[word] >= LEAST_CABLES and self.lower[word] >= LEAST_LOWER_SHARE * mixed:
            return True
        often = self.frequency[word] >= LEAST_ACRONYM_SHARE * self.cables
        return often and self.capitals[word] >= LEAST_CAPITALS_SHARE * mixed


def count(texts: Iterable[str]) -> dict[str, object]:
    """Document frequencies of the ordinary words and numbers of `texts`, with their provenance."""
    counts = Counts()
    for text in texts:
        counts.add(ADDRESS.sub(" ", text))
    frequency, cables = counts.frequency, counts.cables
    kept = {word: df for word, df in sorted(frequency.items()) if df >= LEAST_CABLES and counts.ordinary(word)}
    left_out = [df for word, df in frequency.items() if word not in kept]
    # What an unlisted term is weighed as: the mean weight of the terms left out, each as often as cables hold it.
    mean = sum(df * math.log((cables + 1) / (df + 1)) for df in left_out) / max(1, sum(left_out))
    return {
        "what": "document frequencies of ordinary words and numbers in diplomatic cables",
        "provenance": {
            "archive": "State Department cables published in 2010 and 2011, a sample across posts and years",
            "counted": "2026-11",
            "method": "training/count_background.py",
            "rule": f"in at least {LEAST_CABLES} cables; words of which at least {LEAST_LOWER_SHARE:.0%} of the "
            f"occurrences in mixed-case text are in lower case, numbers of two to four digits, months and days, and "
            f"acronyms in at least {LEAST_ACRONYM_SHARE:.0%} of the cables; no other names, nothing rarer",
            "terms left out": len(left_out),
            "licence": "counts are facts; works of the United States government are in the public domain",
        },
        "cables": cables,
        "unlisted": max(1, round((cables + 1) * math.exp(-mean) - 1)),
        "frequencies": kept,
    }


if __name__ == "__main__":
    archive = (compared_text(cable) for path in sys.argv[1:] for cable in read(path))
    json.dump(count(archive), sys.stdout, ensure_ascii=False, indent=0)
    sys.stdout.write("\n")
