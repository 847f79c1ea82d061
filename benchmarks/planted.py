"""Plants one known change in a copy of a real cable and looks whether `find_shifts` names it, and nothing else.

    python benchmarks/planted.py PATH [--seed N] [--each N] [--cables N]

Changes that have to be found: negation, likelihood, figures, status, firmness. Changes of form that must not be
reported: another line width, one letter of a surname, a redaction, another order of paragraphs. A swapped speaker is
counted too. Prints a table: tried, found, kind right, direction right, quotations that hold the plant, other reports.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from crosscable.compare.assessments.quantities import quantities
from crosscable.compare.assessments.shifts import Shift, find_shifts
from crosscable.compare.attribution.statements import attribute
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import parse, read
from crosscable.corpora.cable import Cable

# (words, words planted instead, directions that are right)
LIKELIHOOD = (
    ("is likely to", "is unlikely to", {"down"}),
    ("are likely to", "are unlikely to", {"down"}),
    ("is unlikely to", "is very likely to", {"up"}),
    ("will probably", "will almost certainly not", {"down"}),
)
STATUS = (
    ("signed", "suspended", {"down"}),
    ("approved", "rejected", {"down"}),
    ("is considering", "has approved", {"up"}),
    ("agreed to", "refused to", {"down"}),
    ("plans to", "has signed the decree to", {"up"}),
)
HEDGE = (
    ("clearly", "apparently", {"softer"}),
    ("appears to be", "is clearly", {"firmer"}),
    ("seems to be", "is definitely", {"firmer"}),
    ("may be", "is clearly", {"firmer"}),
)
_AUXILIARY = re.compile(r"\b(is|was|are|were|will|would|has|can|could)\b(?! not\b)(?= [a-z])")
_NEGATION = re.compile(r"(?i)\b(?:not|no|never|neither|nor|without)\b|n't\b")
_SURNAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{5,}(?= (?:said|told|noted|was|is|has)\b)")
_KINDS = {
    "polarity": {"polarity"},
    "likelihood": {"likelihood", "polarity"},
    "quantity": {"quantity"},
    "status": {"status", "polarity"},
    "hedge": {"hedge", "likelihood"},
    "speaker": {"framing", "polarity"},
}


@dataclass(frozen=True, slots=True)
class Plant:
    """A changed paragraph: the words before and after (for the quotations) and the directions that are right."""

    before: str
    after: str
    text: str
    directions: frozenset[str]


def _replaced(text: str, table: Iterable[tuple[str, str, set[str]]], dice: random.Random) -> Plant | None:
    fits = [(old, new, right) for old, new, right in table if f" {old} " in text]
    if not fits:
        return None
    old, new, right = dice.choice(fits)
    return Plant(old, new, text.replace(f" {old} ", f" {new} ", 1), frozenset(right))


def plant_negation(text: str, dice: random.Random) -> Plant | None:
    """A "not" behind an auxiliary of a sentence without one."""
    places = [
        match
        for match in _AUXILIARY.finditer(text)
        if not _NEGATION.search(text[max(0, match.start() - 120) : match.end() + 120])
    ]
    if not places:
        return None
    at = dice.choice(places)
    changed = f"{text[: at.end()]} not{text[at.end() :]}"
    follow = text[at.end() : at.end() + 12]
    return Plant(at[1] + follow, f"{at[1]} not{follow}", changed, frozenset({"reversed", "down", "up"}))


def plant_quantity(text: str, dice: random.Random) -> Plant | None:
    """Twice the figure and one more."""
    found = [item for item in quantities(text) if item.kind != "date" and re.search(r"\d", item.text)]
    if not found:
        return None
    item = dice.choice(found)
    digits = re.search(r"\d[\d,]*", item.text)
    if digits is None:
        return None
    number = int(digits[0].replace(",", "").strip(",") or 0) * 2 + 1
    new = item.text[: digits.start()] + str(number) + item.text[digits.end() :]
    return Plant(item.text, new, text[: item.start] + new + text[item.end :], frozenset({"up"}))


def plant_speaker(text: str, dice: random.Random) -> Plant | None:
    """Another surname before a verb of saying."""
    found = list(_SURNAME.finditer(text))
    if not found:
        return None
    at = dice.choice(found)
    return Plant(at[0], "Varlamont", text[: at.start()] + "Varlamont" + text[at.end() :], frozenset({"reversed"}))


CHANGES: dict[str, Callable[[str, random.Random], Plant | None]] = {
    "polarity": plant_negation,
    "likelihood": lambda text, dice: _replaced(text, LIKELIHOOD, dice),
    "quantity": plant_quantity,
    "status": lambda text, dice: _replaced(text, STATUS, dice),
    "hedge": lambda text, dice: _replaced(text, HEDGE, dice),
    "speaker": plant_speaker,
}


def _spelling(paragraphs: Sequence[str], dice: random.Random) -> list[str] | None:
    names = sorted({match[0] for text in paragraphs for match in _SURNAME.finditer(text)})
    if not names:
        return None
    name = dice.choice(names)
    at = dice.randrange(2, len(name) - 1)
    return [re.sub(rf"\b{name}\b", name[:at] + name[at] + name[at:], text) for text in paragraphs]


def _redaction(paragraphs: Sequence[str], dice: random.Random) -> list[str] | None:
    names = sorted({match[0] for text in paragraphs for match in _SURNAME.finditer(text)})
    if not names:
        return None
    name = dice.choice(names)
    return [re.sub(rf"\b{name}\b", "XXXXXXXXXXXX", text) for text in paragraphs]


def _order(paragraphs: Sequence[str], dice: random.Random) -> list[str]:
    return dice.sample(list(paragraphs), len(paragraphs))


FORMS: dict[str, Callable[[Sequence[str], random.Random], list[str] | None]] = {
    "re-wrapped": lambda paragraphs, _: ["\n".join(textwrap.wrap(text, 62)) for text in paragraphs],
    "spelling": _spelling,
    "redaction": _redaction,
    "order": _order,
}


def _cable(paragraphs: Sequence[str]) -> Cable:
    body = "\n\n".join(f"{number}. (C) {text}" for number, text in enumerate(paragraphs, 1))
    return parse(f"SUBJECT: PLANTED\n\n{body}\n")


def _shifts(left: Cable, right: Cable) -> tuple[Shift, ...]:
    return find_shifts(left, right, attribute(left), attribute(right), reconcile((left, right)))


def _holds(cable: Cable, shift: Shift, words: str, side: int) -> bool:
    return any(words in cable.text[start:end] for start, end in (shift.left, shift.right)[side])


def _row(name: str, cells: Sequence[object]) -> str:
    return f"{name:12s}" + "".join(f"{cell!s:>12}" for cell in cells)


def measure_change(kind: str, corpus: Sequence[list[str]], each: int, dice: random.Random) -> list[object]:
    """Tried, found, kind right, direction right, other reports, for one kind of change."""
    tried = found = kinds = directions = others = 0
    for paragraphs in dice.sample(list(corpus), len(corpus)):
        at = dice.randrange(len(paragraphs))
        plant = CHANGES[kind](paragraphs[at], dice)
        if plant is None:
            continue
        left, right = _cable(paragraphs), _cable([*paragraphs[:at], plant.text, *paragraphs[at + 1 :]])
        shifts = _shifts(left, right)
        hit = next((s for s in shifts if _holds(left, s, plant.before, 0) and _holds(right, s, plant.after, 1)), None)
        tried += 1
        found += hit is not None
        kinds += hit is not None and hit.kind in _KINDS[kind]
        directions += hit is not None and hit.direction in plant.directions
        others += sum(shift is not hit for shift in shifts)
        if tried == each:
            break
    return [tried, found, kinds, directions, others]


def measure_form(form: str, corpus: Sequence[list[str]], each: int, dice: random.Random) -> list[object]:
    """Tried and false reports, for one change of form."""
    tried = false = 0
    for paragraphs in dice.sample(list(corpus), len(corpus)):
        changed = FORMS[form](paragraphs, dice)
        if changed is None:
            continue
        tried += 1
        false += bool(_shifts(_cable(paragraphs), _cable(changed)))
        if tried == each:
            break
    return [tried, "", "", "", false]


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="trials of each kind")
    parser.add_argument("--cables", type=int, default=800, help="cables to read")
    options = parser.parse_args()
    corpus = []
    for cable in islice(read(options.path), options.cables):
        texts = [
            p.text for p in cable.paragraphs if p.role in {"body", "summary", "comment"} and 150 < len(p.text) < 900
        ]
        if 4 <= len(texts) <= 15:
            corpus.append(texts)
    print(_row("planted", ("tried", "found", "kind", "direction", "others")))
    for kind in CHANGES:
        print(_row(kind, measure_change(kind, corpus, options.each, random.Random(f"{options.seed}{kind}"))))
    for form in FORMS:
        print(_row(form, measure_form(form, corpus, options.each, random.Random(f"{options.seed}{form}"))))


if __name__ == "__main__":
    main()
