"""Cables added to an index without making it anew: weighed by the document frequencies of the last full build."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from crosscable.compare.matching.collection import Collection, Entry
from crosscable.compare.matching.counting import Counts, Vocabulary
from crosscable.compare.matching.phrases import Numbers, held_phrases, rare_phrases
from crosscable.compare.matching.pruned import candidate_count, weigh_chosen
from crosscable.compare.matching.search import postings
from crosscable.compare.matching.segments import Stack, search_segments
from crosscable.compare.matching.signals import Features, Scales, features, scales
from crosscable.compare.matching.stored import Loaded, packed, packed_scales
from crosscable.compare.matching.vectors import Vectors, find_terms, inverse_frequencies, shared_terms, weigh

if TYPE_CHECKING:
    from crosscable.compare.matching.fusion import Fusion
    from crosscable.compare.matching.index import Index

__all__ = ["MATRICES", "added_arrays", "added_hubs", "join_vocabularies", "unmet"]

MATRICES = ("subjects", "tags", "senders", "addressees")  # of the features, besides the citations
Arrays = dict[str, Any]


def added_arrays(index: Index, built: Loaded, before: Loaded | None, fresh: Collection) -> Arrays:
    """The arrays of all added cables: those of `before`, copied, and those of `fresh`, with hub numbers of 0.

    `built` is the segment of the last full build, `index` what both hold until now.
    """
    by = scales(fresh.entries, (before or built).scales())
    texts, new_terms = _weighed(index.features.texts, fresh, by.cables)
    part = features(fresh, texts, references=False, by=by)
    own = postings(part.texts.matrix).own
    arrays = _arrays(part, own, fresh.entries, by)
    words = texts.vocabulary.keep(new_terms)
    arrays |= {"hashes": words.hashes, "spelling": words.spelling, "spelling_starts": words.starts}
    known = index.features.phrases.numbers
    begun = 0 if before is None else len(before.array("phrase_numbers"))
    numbers, arrays["phrases"] = _phrases(
        known[: len(known) - begun], known[len(known) - begun :], fresh.texts, by.cables
    )
    arrays["phrase_numbers"] = numbers
    arrays |= {"frequencies": texts.frequencies[new_terms], "idf": texts.idf[new_terms]}
    if before is not None:
        arrays = _after(before, arrays)
    arrays["postings"] = csr_matrix(arrays["own"].T.tocsr())
    return arrays | _links(index, built, before, fresh.entries)


def _weighed(known: Vectors, fresh: Collection, cables: int) -> tuple[Vectors, NDArray[np.int64]]:
    """The texts of `fresh` over the known terms and those new ones that two of them hold; the places of the new."""
    counts = fresh.texts
    frequencies = np.bincount(counts.terms, minlength=len(counts.vocabulary))
    column = find_terms(known.vocabulary.hashes, counts.vocabulary.hashes)
    idf = inverse_frequencies(counts.vocabulary, frequencies, cables)
    idf = np.where(column >= 0, known.idf[column].astype(idf.dtype), idf) if len(known.idf) else idf
    shared = shared_terms(frequencies)
    new = shared[column[shared] < 0]
    width = len(known.idf) + len(new)
    column[new] = np.arange(len(known.idf), width)
    words = join_vocabularies(known.vocabulary, counts.vocabulary.keep(new))
    return (
        Vectors(
            words,
            np.concatenate((known.frequencies, frequencies[new])),
            np.concatenate((known.idf, np.asarray(idf, np.float64)[new])),
            weigh(counts, idf, column.astype(np.int32), width),
        ),
        np.arange(len(known.idf), width),
    )


def _among(ordered: Numbers, wanted: Numbers) -> NDArray[np.bool_]:
    """Which of `wanted` are in `ordered`; only these are looked for, however many it holds."""
    if not len(ordered):
        return np.zeros(len(wanted), np.bool_)
    found: NDArray[np.bool_] = ordered[np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)] == wanted
    return found


def _phrases(built: Numbers, added: Numbers, counts: Counts, cables: int) -> tuple[Numbers, csr_matrix]:
    """The new rare phrases of `counts`, part of a corpus of so many `cables`, and their rows over all phrases.

    Columns are those of `built`, then of `added`, then the new ones. What was rare stays so until all is built anew.
    """
    own = rare_phrases(counts, cables=cables).numbers
    new = own[~np.isin(own, added) & ~_among(built, own)]
    later = np.concatenate((added, new))
    order = np.argsort(later)
    column = (len(built) + order).astype(np.int32)
    first, second = held_phrases(counts, built), held_phrases(counts, later[order])
    rows = csr_matrix(hstack((first, second), format="csr"))
    beyond = rows.indices >= len(built)
    rows.indices[beyond] = column[rows.indices[beyond] - len(built)]
    rows.has_sorted_indices = False
    rows.sort_indices()
    return new, rows


def join_vocabularies(one: Vocabulary, two: Vocabulary) -> Vocabulary:
    """The terms of `one`, then those of `two`; none is in both."""
    return Vocabulary(
        np.concatenate((one.hashes, two.hashes)),
        np.concatenate((one.spelling, two.spelling)),
        np.concatenate((one.starts, two.starts[1:] + one.starts[-1])),
    )


def _arrays(part: Features, own: csr_matrix, entries: tuple[Entry, ...], by: Scales) -> Arrays:
    blob, starts = packed(entries)
    return {
        "entries": blob,
        "entry_starts": starts,
        "names": np.array([item.name.encode("utf-8") for item in entries], np.bytes_),
        "texts": part.texts.matrix,
        "own": own,
        "days": part.days,
        "posts": part.posts,
        "departments": part.departments,
        "hub": np.zeros(len(entries)),
        "scales": packed_scales(by),
    } | {name: getattr(part, name) for name in MATRICES}


def _after(before: Loaded, fresh: Arrays) -> Arrays:
    """The arrays of `before` with `fresh` after them."""
    joined: Arrays = {"scales": fresh["scales"]}
    for name in ("texts", "phrases", "own", *MATRICES):
        joined[name] = Stack(before.matrix(name), fresh[name]).rows()
    for name in (
        "entries",
        "names",
        "days",
        "posts",
        "departments",
        "hub",
        "hashes",
        "spelling",
        "frequencies",
        "idf",
        "phrase_numbers",
    ):
        joined[name] = np.concatenate((before.array(name), fresh[name]))
    for name in ("entry_starts", "spelling_starts"):
        first = before.array(name)
        joined[name] = np.concatenate((first, fresh[name][1:] + first[-1]))
    return joined


def unmet(entries: Sequence[Entry], first: int = 0) -> Arrays:
    """The references of `entries`, whose places begin at `first`, to cables not among them, by the name referred to."""
    names = {item.name for item in entries}
    pairs = sorted((name, first + at) for at, item in enumerate(entries) for name in item.cites if name not in names)
    return {
        "unmet_names": np.array([name.encode("utf-8") for name, _ in pairs], np.bytes_),
        "unmet_places": np.array([at for _, at in pairs], np.int64),
    }


def _links(index: Index, built: Loaded, before: Loaded | None, fresh: tuple[Entry, ...]) -> Arrays:
    """Pairs (citing place, cited place) that the full build does not hold, and the references still unmet.

    References of the build to what is still unknown are looked for by name, so its entries need not be read.
    """
    first = len(index.names)
    place = {item.name: first + at for at, item in enumerate(fresh)}
    pairs = [] if before is None else before.array("links").tolist()
    for segment in (built, before):
        if segment is not None:
            waiting, citing = segment.array("unmet_names"), segment.array("unmet_places")
            wanted = np.array([name.encode("utf-8") for name in place], np.bytes_)
            begin, end = np.searchsorted(waiting, wanted), np.searchsorted(waiting, wanted, side="right")
            for name, low, high in zip(place, begin.tolist(), end.tolist(), strict=True):
                pairs += [(at, place[name]) for at in citing[low:high].tolist()]
    for item in fresh:
        cited = {name: place[name] if name in place else index.place(name) for name in item.cites if name != item.name}
        pairs += [(place[item.name], at) for at in cited.values() if at is not None]
    rest = unmet(fresh, first)
    if before is not None:
        names = np.concatenate((before.array("unmet_names"), rest["unmet_names"]))
        order = np.argsort(names, kind="stable")
        places = np.concatenate((before.array("unmet_places"), rest["unmet_places"]))
        rest = {"unmet_names": names[order], "unmet_places": places[order]}
    return {"links": np.array(sorted(map(tuple, pairs)), np.int64).reshape(-1, 2)} | rest


def added_hubs(index: Index, fusion: Fusion, fresh: int) -> NDArray[np.float64]:
    """The hub numbers of the added cables of `index`, in which those of the last `fresh` are not made yet."""
    assert index.segments is not None
    hub = np.array(index.hub)
    rows = np.arange(len(hub) - fresh, len(hub))
    count = candidate_count(index.features)
    known, found = search_segments(index.features, index.segments, fusion, rows, count)
    _, hub[rows] = weigh_chosen(known, fusion, rows, found)
    return hub[index.segments.texts.upper.shape[0] :]
