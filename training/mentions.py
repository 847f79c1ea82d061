"""Count how words are written and where they stand, for the finder of persons: words.tsv and heads.tsv.

    python training/mentions.py CABLES PERSONS.tsv

CABLES is any corpus that crosscable reads, the larger the better; only paragraphs in mixed case are counted.
PERSONS.tsv is a table of persons with the columns `name` ("Surname, Rank Given") and others. The outcome holds single
words and counts, no text. The shipped tables were made from 6,712 published cables of 1966-2010 and the persons of the
State Department historians.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from crosscable.compare.people.gazetteer import Profile, gazetteer
from crosscable.compare.people.tokens import Token, tokenize
from crosscable.compare.people.truecase import in_capitals
from crosscable.compare.people.words import is_title
from crosscable.corpora import read


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


FOLDER = Path(__file__).parents[1] / "compare" / "people"
# Offices before a full name that tell whom the bare surname means; counted for surnames that stand alone after titles.
OFFICES = listed("president king premier pm fm chancellor minister secretary prime leader general senator ambassador")
FEWEST_TITLED = 10
LEAST_SHARE = 0.5  # of the full names behind an office, those with the commonest given name
FEWEST = 3  # a word met less often is left out, unless it is part of a name
FEWEST_AS_NAME = 2
LONGEST_NAME = 3
TITLES = listed(
    """president minister pm fm ambassador amb mr mrs ms dr general gen col colonel secretary senator governor mayor
    king prince sheikh shaykh chancellor director chairman spokesman adviser advisor chief premier deputy undersecretary
    congressman representative rep sen professor attorney judge justice speaker counselor commissioner admiral major
    captain lieutenant lt maj brigadier bishop cardinal pope polcouns dcm codel das a/s u/s assistant"""
)
SHORTENED = frozenset({"gen", "amb", "mr", "mrs", "ms", "dr", "col", "sen", "rep", "lt", "maj"})
PLACING = frozenset({"in", "near", "from", "at", "throughout", "visited"})
SPEAKING = listed(
    """said told noted argued claimed asked added stressed replied responded explained believes believed thinks
    complained expressed emphasized admitted opined acknowledged observed commented remarked"""
)
# Words of a person file that are ranks and offices, not names.
RANKS = listed(
    """president prime minister general gen admiral rear vice lieutenant commander colonel col major captain brigadier
    lord sir dr king prince queen princess shah sheikh senator representative field marshal air chief bishop archbishop
    cardinal father reverend jr sr ii iii iv ambassador judge justice countess count baron duke elect president-elect
    emperor pope"""
)
NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Counts(dict[str, Counter[str]]):
    """A counter for each column."""

    def __missing__(self, column: str) -> Counter[str]:
        self[column] = Counter()
        return self[column]


def main() -> None:
    """Count and write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cables")
    arguments.add_argument("persons", type=Path)
    arguments.add_argument("-o", "--output", type=Path, default=FOLDER, help="folder to write to")
    given = arguments.parse_args()
    counts = Counts()
    for cable in read(given.cables, on_refused=lambda error: print(error)):
        for paragraph in cable.paragraphs:
            if not in_capitals(paragraph.text):
                count_paragraph(tokenize(paragraph.text, 0, len(paragraph.text)), counts)
    count_persons(given.persons, counts)
    (given.output / "words.tsv").write_text("".join(rows(counts)), encoding="utf-8")
    (given.output / "heads.tsv").write_text("".join(heads(counts)), encoding="utf-8")


def count_paragraph(tokens: Sequence[Token], counts: Counts) -> None:
    """Add the words of a paragraph in mixed case."""
    for index, token in enumerate(tokens):
        if not token.word:
            continue
        word = token.text.lower()
        if not token.capital:
            counts["lower"][word] += 1
        elif token.text.isupper() and len(token.text) > 1:
            counts["acronym"][word] += 1
        elif not token.opening:
            counts["capital"][word] += 1
            count_place(tokens, index, counts)


def count_place(tokens: Sequence[Token], index: int, counts: Counts) -> None:
    """Add what stands around a capitalised word."""
    word = tokens[index].text.lower()
    before = index - 1
    if before > 0 and tokens[before].text == "." and tokens[before - 1].text.lower() in SHORTENED:
        before -= 1
    previous = tokens[before].text if before >= 0 else ""
    if previous[:1].isupper() and previous.lower() in TITLES:
        last = index
        while last + 1 < len(tokens) and last - index < LONGEST_NAME and continues(tokens[last], tokens[last + 1]):
            last += 1
        if last == index:
            counts["titled"][word] += 1
        elif last - index < LONGEST_NAME:
            counts["given"][word] += 1
            counts["surname"][tokens[last].text.lower()] += 1
            if previous.lower() in OFFICES and not is_title(tokens[index].text, gazetteer()):
                counts["head " + tokens[last].text.lower()][word] += 1
    counts["place"][word] += previous in PLACING
    counts["article"][word] += previous.lower() == "the"
    counts["speaks"][word] += index + 1 < len(tokens) and tokens[index + 1].text in SPEAKING


def continues(one: Token, two: Token) -> bool:
    """Whether the second of two neighbouring words may go on with a name that the first opens."""
    return two.word and two.capital and not one.possessive and not (two.text.isupper() and len(two.text) > 1)


def count_persons(path: Path, counts: Counts) -> None:
    """Add the given names and surnames of a table of persons."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            surname, comma, given = row["name"].partition(",")
            if comma:
                counts["listed_surname"].update(names(surname))
                counts["listed_given"].update(names(given.partition(",")[0]))


def names(text: str) -> Iterator[str]:
    """The words of a piece of a name, small, without ranks and initials."""
    for word in NAME.findall(text):
        if len(word) > 1 and word[0].isupper() and word.lower() not in RANKS:
            yield word.lower()


def rows(counts: Counts) -> Iterator[str]:
    """The lines of the table."""
    yield f"# word, then counts: {' '.join(Profile._fields)}\n"
    met = counts["lower"] + counts["capital"]
    named = counts["titled"] + counts["given"] + counts["surname"]
    kept = {word for word, count in met.items() if count >= FEWEST or named[word] >= FEWEST_AS_NAME}
    for word in sorted(kept | set(counts["listed_given"]) | set(counts["listed_surname"])):
        yield "\t".join([word, *(str(counts[column][word]) for column in Profile._fields)]) + "\n"


def heads(counts: Counts) -> Iterator[str]:
    """Well-known surnames with the given name that office holders of that name have: surname, given name, count."""
    yield "# surname, given name that most office holders of that surname have in the counted cables, how often\n"
    for column in sorted(counts):
        if column.startswith("head ") and counts["titled"][column[5:]] >= FEWEST_TITLED:
            given, count = min(counts[column].items(), key=lambda item: (-item[1], item[0]))
            if count > 1 and len(given) > 1 and count >= LEAST_SHARE * counts[column].total():
                yield f"{column[5:]}\t{given}\t{count}\n"


if __name__ == "__main__":
    main()
