"""Why two cables are called related: each addend of the score with its share, the text's split by shared term."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from crosscable.compare.matching.collection import Entry
from crosscable.compare.matching.fusion import Addends
from crosscable.compare.matching.records import Reason
from crosscable.compare.matching.signals import Features

__all__ = ["days_apart", "reasons"]

SHOWN_TERMS = 8
_SUBJECT_WORDS = 4
Places = NDArray[np.int64]


def reasons(features: Features, row: int, related: Places, addends: Addends) -> list[tuple[Reason, ...]]:
    """The reasons for each of `related` being near `row`; `addends` has one number for each of them.

    The shares of one relative add up to 1.
    """
    total = addends.total()
    terms = _shared_terms(features, row, related)
    found: list[tuple[Reason, ...]] = []
    for at, other in enumerate(related.tolist()):
        whole = float(total[at]) or 1.0
        one, two = features.entries[row], features.entries[other]
        rows = [*_term_reasons(features, *terms[at], float(addends.text[at]) / whole)]
        rows += [
            Reason(kind, value, float(addend / whole))
            for kind, value, addend in (
                ("subject", _subject(features, row, other), float(addends.subject[at])),
                ("tag", " ".join(tag for tag in one.tags if tag in two.tags), addends.tags[at]),
                ("date", days_apart(one, two), addends.date[at]),
                ("post", _posts(one, two), addends.post[at] + addends.direction[at]),
                ("reference", _reference(one, two), addends.reference[at]),
            )
            if addend
        ]
        found.append(_rounded(rows))
    return found


def _shared_terms(features: Features, row: int, related: Places) -> list[tuple[Places, Places]]:
    """For each of `related`: the places of the shared terms and their products, greatest first, ties by place."""
    matrix = features.texts.matrix
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    weights = np.zeros(matrix.shape[1], np.int64)
    weights[matrix.indices[here]] = matrix.data[here]
    shared: list[tuple[Places, Places]] = []
    for other in related.tolist():
        there = slice(matrix.indptr[other], matrix.indptr[other + 1])
        products = weights[matrix.indices[there]] * matrix.data[there]
        both = np.flatnonzero(products)
        order = both[np.argsort(-products[both], kind="stable")]
        shared.append((matrix.indices[there][order].astype(np.int64), products[order]))
    return shared


def _term_reasons(features: Features, places: Places, products: Places, share: float) -> Iterator[Reason]:
    if not len(places):
        if share:
            yield Reason("term", "(no shared terms)", share)
        return
    parts = share * products / products.sum()
    for place, part in zip(places[:SHOWN_TERMS].tolist(), parts[:SHOWN_TERMS].tolist(), strict=True):
        yield Reason("term", features.texts.vocabulary.word(place), part)
    if len(places) > SHOWN_TERMS:
        more = len(places) - SHOWN_TERMS
        yield Reason(
            "term", f"({more} more shared {'term' if more == 1 else 'terms'})", float(parts[SHOWN_TERMS:].sum())
        )


def _subject(features: Features, row: int, other: int) -> str:
    """The words by which the subject of one is found in the text of the other, the weightiest first."""
    found: dict[int, int] = {}
    texts, subjects = features.texts.matrix, features.subjects
    for subject, text in ((row, other), (other, row)):
        held = slice(subjects.indptr[subject], subjects.indptr[subject + 1])
        there = texts.indices[texts.indptr[text] : texts.indptr[text + 1]]
        for place, weight in zip(subjects.indices[held].tolist(), subjects.data[held].tolist(), strict=True):
            at = int(np.searchsorted(there, place))
            if at < len(there) and there[at] == place:
                found[place] = max(weight, found.get(place, 0))
    telling = [place for place in found if features.texts.frequencies[place] * 3 <= len(features.entries)]
    best = sorted(telling or found, key=lambda place: (-found[place], place))[:_SUBJECT_WORDS]
    return " ".join(features.texts.vocabulary.word(place) for place in best)


def days_apart(one: Entry, two: Entry) -> str:
    """How long after or before `one` the cable `two` was sent, in words."""
    if one.sent is None or two.sent is None:
        return "no date"
    days = round(abs((two.sent - one.sent).total_seconds()) / 86400)
    if days == 0:
        return "same day"
    return f"{days} {'day' if days == 1 else 'days'} {'later' if two.sent > one.sent else 'earlier'}"


def _posts(one: Entry, two: Entry) -> str:
    if one.post and one.post == two.post:
        return f"both from {one.post}"
    if one.department != two.department:
        return "one from the Department, one from a post"
    return "between the same correspondents"


def _reference(one: Entry, two: Entry) -> str:
    cites, cited = two.name in one.cites, one.name in two.cites
    if cites and cited:
        return f"{one.name} and {two.name} cite each other"
    return f"{one.name} cites {two.name}" if cites else f"{two.name} cites {one.name}"


def _rounded(rows: list[Reason]) -> tuple[Reason, ...]:
    """Shares to four places that still add up: what rounding leaves over goes to the greatest."""
    shares = [round(float(reason.share), 4) for reason in rows]
    if shares:
        greatest = max(range(len(shares)), key=lambda at: shares[at])
        shares[greatest] = round(1.0 - sum(shares[:greatest] + shares[greatest + 1 :]), 4)
    kept = [Reason(reason.kind, reason.value, share) for reason, share in zip(rows, shares, strict=True) if share]
    return tuple(kept)
