"""Which pairs of a corpus are worth comparing: those that cite one another, and each cable's nearest relative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.corpora.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from crosscable.corpora.cable import Cable
    from crosscable.corpora.collection import Corpus

__all__ = ["LEAST_SCORE", "Chosen", "Pair", "choose_pairs", "named_pairs"]

LEAST_SCORE = 0.5  # the score of the middle pair among those in which one author cites the other


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cables, their score (0..1, None where only a reference joins them) and why they were chosen."""

    left: Cable
    right: Cable
    score: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pairs, best score first, and what was left out.

    `alone`: cables without a pair; `below`: nearest relatives below the least score; `beyond`: pairs too many.
    """

    pairs: tuple[Pair, ...]
    alone: tuple[str, ...]
    below: int
    beyond: int = 0


def choose_pairs(cables: Sequence[Cable], *, least: float = LEAST_SCORE, most: int | None = None) -> Chosen:
    """Choose the pairs of a corpus.

    Args:
        cables: the corpus.
        least: nearest relatives that score lower (0..1) are left out and counted; pairs that cite each other stay.
        most: pairs to take, those that cite each other first, then the best scores; the others are counted.
    """
    from crosscable.compare.comparison import in_order
    from crosscable.compare.matching.relatives import match

    known = {cable.name: cable for cable in cables}
    found: dict[tuple[str, str], tuple[float | None, bool, bool]] = {}
    for cable in cables:
        for reference in cable.references:
            if reference.id in known and reference.id != cable.name:
                found[_key(cable.name, reference.id)] = (None, True, False)
    below: set[tuple[str, str]] = set()
    for relative in match(known.values(), top=max(1, min(10, len(known) - 1))).relatives if len(known) > 1 else ():
        key = _key(relative.cable, relative.related)
        score, cited, nearest = found.get(key, (None, False, False))
        if relative.rank == 1 and relative.score >= least:
            found[key] = (relative.score, cited, True)
        elif key in found:
            found[key] = (max(score or 0.0, relative.score), cited, nearest)
        elif relative.rank == 1:
            below.add(key)
    pairs = []
    ordered = sorted(found.items(), key=lambda item: (not item[1][1], -(item[1][0] or 0.0), item[0]))
    for (a, b), (score, cited, nearest) in ordered[:most]:
        left, right, _ = in_order(known[a], known[b])
        reasons = ["one cites the other"] * cited + ["nearest relative"] * nearest
        pairs.append(Pair(left, right, score, ", ".join(reasons)))
    pairs.sort(key=lambda pair: (-(pair.score or 0.0), pair.left.name, pair.right.name))
    paired = {cable.name for pair in pairs for cable in (pair.left, pair.right)}
    alone = tuple(sorted(set(known) - paired))
    return Chosen(tuple(pairs), alone, len(below - set(found)), len(found) - len(pairs))


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def named_pairs(corpus: Corpus, listing: Path) -> Chosen:
    """The pairs that a file names, two ids a line with a tab, comma or spaces between; `#` opens a comment.

    Raises:
        UsageError: a line without two ids, or the file cannot be read.
        UnknownCableError: an id that the corpus does not hold.
    """
    from crosscable.compare.comparison import in_order

    try:
        lines = listing.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            "cannot read the list of pairs", where=str(listing), why=getattr(error, "strerror", None) or str(error)
        ) from error
    pairs = []
    for number, line in enumerate(lines, 1):
        ids = line.split("#")[0].replace(",", " ").split()
        if not ids:
            continue
        if len(ids) != 2:
            raise UsageError("a pair is two ids", where=f"{listing}:{number}", why=f"this line has {len(ids)}")
        left, right, _ = in_order(corpus.find(ids[0]), corpus.find(ids[1]))
        pairs.append(Pair(left, right, None, "asked for"))
    paired = {cable.name for pair in pairs for cable in (pair.left, pair.right)}
    return Chosen(tuple(pairs), tuple(sorted({cable.name for cable in corpus} - paired)), 0)
