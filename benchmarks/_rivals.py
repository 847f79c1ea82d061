"""What matching is measured against: scikit-learn, sparse_dot_topn and bm25s on the same texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from crosscable.compare.matching.vectors import ONE

__all__ = ["BM25_UP_TO", "RIVALS", "Row", "bm25", "installed", "rivals", "spent"]

Row = tuple[str, str, str]
QUERIES = 300  # cables that a rival is asked for; its time for all is computed from them
BM25_UP_TO = 20_000  # cables; bm25s counts ten megabytes a second
RIVALS = ("scikit-learn", "sparse_dot_topn", "bm25s")


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of `work`, and what it gave."""
    begin = time.process_time()
    outcome = work()
    return time.process_time() - begin, outcome


def installed(name: str) -> bool:
    """Whether a rival can be measured here."""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def rivals(whole: Any, cables: int, ours: float) -> Iterator[Row]:
    """Other ways to the ten nearest by text alone, on some queries, as seconds for all beside our ranking."""
    from sklearn.neighbors import NearestNeighbors

    matrix = whole.astype(np.float32)
    matrix.data /= ONE
    queries = np.arange(0, cables, max(1, cables // QUERIES))[:QUERIES]

    def row(name: str, work: Callable[[], Any]) -> Row:
        seconds, _ = spent(work)
        everything = seconds * cables / len(queries)
        beside = f"{everything / ours:.1f} times our ranking; computed from {len(queries)} queries, same vectors"
        return f"{cables:,} cables: {name}", f"{everything:.0f} CPU s", beside

    nearest = NearestNeighbors(n_neighbors=11, metric="cosine", algorithm="brute").fit(matrix)
    yield row("scikit-learn NearestNeighbors", lambda: nearest.kneighbors(matrix[queries]))
    if installed("sparse_dot_topn"):
        from sparse_dot_topn import sp_matmul_topn

        turned = matrix.T.tocsr()
        yield row("sparse_dot_topn", lambda: sp_matmul_topn(matrix[queries], turned, top_n=11))
    else:
        yield f"{cables:,} cables: sparse_dot_topn", "not installed", ""


def bm25(texts: list[str], ours: float) -> Row:
    """Tokenize, index and ask bm25s with whole cables."""
    import bm25s

    counting, tokens = spent(lambda: bm25s.tokenize(texts, stopwords=None, show_progress=False))
    found = bm25s.BM25()
    indexing, _ = spent(lambda: found.index(tokens, show_progress=False))
    step = max(1, len(texts) // QUERIES)
    queries = bm25s.tokenize(texts[::step], stopwords=None, show_progress=False)
    asking, _ = spent(lambda: found.retrieve(queries, k=11, show_progress=False))
    total = counting + indexing + asking * step
    parts = f"tokenizing {counting:.0f}, indexing {indexing:.0f}, asking {asking * step:.0f}"
    beside = f"{total / ours:.1f} times ours, texts to relatives; {parts}; asking computed from every {step}th cable"
    return f"{len(texts):,} cables: bm25s", f"{total:.0f} CPU s", beside
