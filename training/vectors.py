"""Learns the word table of `compare/alignment/vectors.npz` from a collection of cables.

    python training/vectors.py PATH [-o FILE] [--leave-out ID ...]

Terms in one paragraph within a window of eight are counted, weighted by positive pointwise mutual information and
reduced to 150 dimensions. What is stored: terms, vectors as 8-bit integers, document frequencies, and a note of where
they come from. Rare names stay out: a term that is written with a capital in the middle of sentences nine times in ten
and stands in fewer than `NAME_CABLES` cables is dropped, so that the table holds no private person.
The result depends on the collection only: the decomposition starts from a fixed vector.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from crosscable.compare.alignment.vectors import terms

WINDOW = 8
MIN_CABLES = 8  # rarer terms have too few neighbours for a vector
MIN_PAIRS = 2
SMOOTHING = 0.75
DIMENSIONS = 150
NAME_CABLES = 60  # states, capitals, institutions and heads of government stand in more
NAME_SHARE = 0.9

_INNER = re.compile(r"(?<=[a-z,;] )[^\W\d_]+")


def paragraphs_of(path: str, leave_out: frozenset[str]) -> Iterator[list[str]]:
    """The body paragraphs of each cable, repeated cables and those in `leave_out` apart."""
    from crosscable.corpora import read

    seen: set[bytes] = set()
    for cable in read(path):
        if cable.id in leave_out:
            continue
        texts = [paragraph.text for paragraph in cable.paragraphs if paragraph.role not in {"signature", "table"}]
        digest = hashlib.sha256("\n".join(texts).encode()).digest()
        if texts and digest not in seen:
            seen.add(digest)
            yield texts


def count(cables: Iterable[list[str]]) -> tuple[list[list[list[str]]], Counter[str], Counter[str], Counter[str]]:
    """Terms by cable and paragraph; by term its cables, its places inside sentences, and those with a capital."""
    documents, frequency = [], Counter[str]()
    inner, capital = Counter[str](), Counter[str]()
    for texts in cables:
        bags = [terms(text) for text in texts]
        frequency.update({term for bag in bags for term in bag})
        documents.append(bags)
        for text in texts:
            if text.upper() == text:
                continue
            for match in _INNER.finditer(text):
                for term in terms(match[0]):
                    inner[term] += 1
                    capital[term] += match[0][0].isupper()
    return documents, frequency, inner, capital


def vocabulary(frequency: Counter[str], inner: Counter[str], capital: Counter[str]) -> list[str]:
    """The terms to keep, most frequent first."""

    def is_rare_name(term: str) -> bool:
        return frequency[term] < NAME_CABLES and capital[term] >= NAME_SHARE * max(1, inner[term])

    kept = [term for term, cables in frequency.items() if cables >= MIN_CABLES and not is_rare_name(term)]
    return sorted(kept, key=lambda term: (-frequency[term], term))


def cooccurrence(documents: list[list[list[str]]], words: list[str]) -> csr_matrix:
    """How often two terms stand within `WINDOW` terms of one paragraph; symmetric."""
    index = {word: at for at, word in enumerate(words)}
    total = csr_matrix((len(words), len(words)), dtype=np.float64)
    for begin in range(0, len(documents), 500):
        rows: list[np.ndarray] = []
        columns: list[np.ndarray] = []
        for document in documents[begin : begin + 500]:
            for bag in document:
                ids = np.array([index[term] for term in bag if term in index], dtype=np.int64)
                for step in range(1, min(WINDOW, len(ids) - 1) + 1):
                    rows.append(ids[:-step])
                    columns.append(ids[step:])
        if rows:
            row, column = np.concatenate(rows), np.concatenate(columns)
            part = coo_matrix((np.ones(len(row)), (row, column)), shape=total.shape).tocsr()
            total = total + part + part.T
    return total


def decompose(counts: csr_matrix) -> np.ndarray:
    """Unit vectors of the positive pointwise mutual information, columns scaled by the root of their value."""
    pairs = counts.tocoo()
    keep = (pairs.data >= MIN_PAIRS) & (pairs.row != pairs.col)
    row, column, value = pairs.row[keep], pairs.col[keep], pairs.data[keep]
    seen = np.asarray(counts.sum(axis=1)).ravel()
    context = seen**SMOOTHING
    information = np.log(value * context.sum() / (seen[row] * context[column]))
    positive = information > 0
    matrix = csr_matrix((information[positive], (row[positive], column[positive])), shape=counts.shape)
    left, sigma, _ = svds(matrix, k=DIMENSIONS, v0=np.ones(matrix.shape[0]), tol=1e-4)
    order = np.argsort(-sigma)
    vectors = left[:, order] * np.sqrt(sigma[order])
    # A decomposition knows its columns only up to sign: the largest entry of each is made positive.
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(vectors.shape[1])])
    vectors *= signs
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def pack(vectors: np.ndarray) -> np.ndarray:
    """Each row as 8-bit integers of its own scale; the scale is not kept because rows are made unit on loading."""
    return np.rint(vectors / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) * 127).astype(np.int8)


def learn(cables: Iterable[list[str]], source: str) -> dict[str, np.ndarray]:
    """The arrays of the table, ready to be stored."""
    documents, frequency, inner, capital = count(cables)
    words = vocabulary(frequency, inner, capital)
    vectors = decompose(cooccurrence(documents, words))
    provenance = {
        "about": "word vectors and document frequencies learnt from diplomatic cables by training/vectors.py",
        "source": source,
        "cables": len(documents),
        "words": len(words),
        "window": WINDOW,
        "least cables a word": MIN_CABLES,
        "names left out": f"capital inside sentences in {NAME_SHARE:.0%} of places and fewer than {NAME_CABLES} cables",
    }
    as_bytes = lambda text: np.frombuffer(text.encode("utf-8"), dtype=np.uint8)  # noqa: E731
    return {
        "words": as_bytes("\n".join(words)),
        "vectors": pack(vectors),
        "frequencies": np.array([frequency[word] for word in words], dtype=np.uint16),
        "provenance": as_bytes(json.dumps(provenance, sort_keys=True)),
    }


def main() -> None:
    """Parse the command line, learn, store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("-o", "--output", type=Path, default=Path("compare/alignment/vectors.npz"))
    parser.add_argument("--leave-out", nargs="*", default=[], help="ids of cables that are not read")
    parser.add_argument("--source", default="a public release of 6,712 diplomatic cables, 1966-2010")
    options = parser.parse_args()
    arrays = learn(paragraphs_of(options.path, frozenset(options.leave_out)), options.source)
    np.savez_compressed(options.output, **arrays)


if __name__ == "__main__":
    main()
