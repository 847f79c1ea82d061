"""Matching measured: quality on authors' references, speed and memory by size, each rival beside ours in the same run.

    python benchmarks/matching.py --data ../shared/data [--sizes 20000,100000] [--parts cables,reuse] [--out FILE]

Times are CPU seconds of the process, user and system. The larger corpora are made from the real cables: 45 % of the
lines swapped for lines of other cables (two thirds of the same post), 6 % of the words replaced, half of those by new
words with a long tail. Rivals that are not installed are said to be so.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from crosscable.compare.matching.collection import Collection, Entry, collect, entry
from crosscable.compare.matching.counting import count
from crosscable.compare.matching.exact import rank_exact
from crosscable.compare.matching.fusion import fusion
from crosscable.compare.matching.index import update_index
from crosscable.compare.matching.pruned import rank_pruned
from crosscable.compare.matching.ranking import Ranked
from crosscable.compare.matching.relatives import profile
from crosscable.compare.matching.reuse import reuse
from crosscable.compare.matching.signals import features
from crosscable.compare.matching.vectors import ONE, vectors
from crosscable.compare.terms import compared_text, fold
from crosscable.corpora import read

Item = tuple[Entry, str]
Row = tuple[str, str, str]
_SYLLABLES = "ba do ki lu mer nos pa ril sta tun vo zel gra fen hul dim".split()


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of `work`, and what it gave."""
    begin = time.process_time()
    outcome = work()
    return time.process_time() - begin, outcome


def peak() -> float:
    """Greatest memory of this process so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def measured(ranked: Iterable[Ranked], gold: dict[int, set[int]]) -> tuple[float, float]:
    """Recall@10 and mean reciprocal rank, as the scorer of references takes them."""
    recall = reciprocal = 0.0
    for found in ranked:
        wanted = gold.get(found.row)
        if wanted:
            order = found.related.tolist()
            recall += len(wanted & set(order[:10])) / min(10, len(wanted))
            reciprocal += next((1 / at for at, other in enumerate(order, 1) if other in wanted), 0.0)
    return recall / len(gold), reciprocal / len(gold)


def edges(path: Path, collection: Collection) -> dict[int, set[int]]:
    """Cited and citing cables of each cable; a line has two ids, or a volume and two numbers."""
    place = {item.name: at for at, item in enumerate(collection.entries)}
    gold: dict[int, set[int]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        names = fields[:2] if fields[0] in place else [f"{fields[0]}#{number}" for number in fields[1:3]]
        if all(name in place for name in names):
            one, two = (place[name] for name in names)
            gold[one].add(two)
            gold[two].add(one)
    return gold


def quality(title: str, items: list[Item], path: Path) -> Iterator[Row]:
    """Ours against scikit-learn's TF-IDF on the same texts and references."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.neighbors import NearestNeighbors

    collection = collect(items)
    gold = edges(path, collection)
    known = features(collection, vectors(collection.texts), references=False)
    weights = fusion(profile(collection))
    exact = list(rank_exact(known, weights, 50))
    pruned = list(rank_pruned(known, weights, 50))
    texts = {item.name: text for item, text in items}
    rival = TfidfVectorizer(sublinear_tf=True, min_df=2).fit_transform(
        [texts[item.name] for item in collection.entries]
    )
    rows = sorted(gold)
    _, near = NearestNeighbors(n_neighbors=51, metric="cosine", algorithm="brute").fit(rival).kneighbors(rival[rows])
    theirs = [
        Ranked(row, np.array([other for other in found if other != row]), exact[0].addends)
        for row, found in zip(rows, near.tolist(), strict=True)
    ]
    tops = [[set(found.related[:10].tolist()) for found in ranked] for ranked in (exact, pruned)]
    both = [len(one & two) / 10 for one, two in zip(*tops, strict=True)]
    for name, found in (("exact", exact), ("pruned", pruned), ("scikit-learn TF-IDF, sublinear", theirs)):
        recall, reciprocal = measured(found, gold)
        yield f"{title}: {name}", f"recall@10 {recall:.3f}, MRR {reciprocal:.3f}", f"{len(gold)} queries"
    yield f"{title}: pruned against exact", f"top-10 overlap {np.mean(both):.3f}", f"{len(exact)} cables"


def tokenizing(texts: list[str]) -> Iterator[Row]:
    """Megabytes a CPU second, ours with and without the compiled loop, and scikit-learn."""
    from sklearn.feature_extraction.text import CountVectorizer

    size = sum(len(text.encode()) for text in texts) / 1e6
    count(texts[:50])  # compiles
    for name, work in (
        ("compiled", lambda: count(texts, fast=True)),
        ("numpy", lambda: count(texts, fast=False)),
        ("scikit-learn CountVectorizer", lambda: CountVectorizer(preprocessor=fold).fit_transform(texts)),
    ):
        seconds, _ = spent(work)
        yield f"tokenizing and counting: {name}", f"{size / seconds:.0f} MB/s", f"{seconds:.2f} s for {size:.0f} MB"


def made(items: list[Item], cables: int) -> Iterator[Item]:
    """A larger corpus out of a real one; see the head of this module."""
    chance = random.Random(1)
    lines = [text.split("\n") for _, text in items]
    of_post: dict[str | None, list[int]] = defaultdict(list)
    for at, (item, _) in enumerate(items):
        of_post[item.post].append(at)
    for number in range(cables):
        at = chance.randrange(len(items))
        item = items[at][0]
        kept = list(lines[at])
        for place in range(len(kept)):
            if chance.random() < 0.45:
                same_post = chance.random() < 0.67
                donor = chance.choice(of_post[item.post]) if same_post else chance.randrange(len(lines))
                kept[place] = chance.choice(lines[donor])
        words = " ".join(kept).split(" ")
        for _ in range(len(words) * 6 // 100):
            place = chance.randrange(len(words))
            if chance.random() < 0.5:
                rank = int(chance.paretovariate(0.35)) % 10**7
                words[place] = "".join(_SYLLABLES[rank // 16**digit % 16] for digit in range(4))
            else:
                words[place] = words[chance.randrange(len(words))]
        text = " ".join(words)
        yield replace(item, name=f"{number:07}", cites=(), length=len(text)), text


def at_size(items: list[Item], cables: int) -> Iterator[Row]:
    """Ours from texts on disk to ten relatives each, and rivals on a sample of queries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts")
        entries: list[Entry] = []
        with path.open("w", encoding="utf-8") as stream:
            for item, text in made(items, cables):
                entries.append(item)
                stream.write(f"{text}\n")
        with path.open(encoding="utf-8") as stream:
            counting, collection = spent(lambda: collect(zip(entries, stream, strict=True)))
        weighing, known = spent(lambda given=collection: features(given, vectors(given.texts)))
        ranking, _ = spent(lambda: sum(1 for _ in rank_pruned(known, fusion("telegrams"), 10)))
        total = counting + weighing + ranking
        size = path.stat().st_size / 1e6
    parts = f"counting {counting:.0f}, weighing {weighing:.0f}, ranking {ranking:.0f} CPU s; {size:.0f} MB of text"
    yield f"{cables:,} cables: ours, pruned", f"{total:.0f} CPU s, {peak():.1f} GB peak", parts
    yield from rivals(known.texts.matrix, cables, ranking)


def rivals(whole: Any, cables: int, ours: float) -> Iterator[Row]:
    """Other ways to the ten nearest by text alone, on 300 queries, as seconds for all."""
    from sklearn.neighbors import NearestNeighbors

    matrix = whole.astype(np.float32) / ONE
    queries = np.arange(0, cables, max(1, cables // 300))[:300]

    def row(name: str, work: Callable[[], Any]) -> Row:
        seconds, _ = spent(work)
        everything = seconds * cables / len(queries)
        beside = f"{everything / ours:.1f} times ours; from 300 queries"
        return f"{cables:,} cables: {name}", f"{everything:.0f} CPU s", beside

    nearest = NearestNeighbors(n_neighbors=11, metric="cosine", algorithm="brute").fit(matrix)
    yield row("scikit-learn NearestNeighbors", lambda: nearest.kneighbors(matrix[queries]))
    if installed("sparse_dot_topn"):
        from sparse_dot_topn import sp_matmul_topn

        turned = matrix.T.tocsr()
        yield row("sparse_dot_topn", lambda: sp_matmul_topn(matrix[queries], turned, top_n=11))
    else:
        yield f"{cables:,} cables: sparse_dot_topn", "not installed", ""


def installed(name: str) -> bool:
    """Whether a rival can be measured here."""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def items(*paths: Path) -> list[Item]:
    """Entries and compared texts of all cables."""
    cables = (cable for path in paths for cable in read(path))
    return [(entry(cable, len(text)), text) for cable in cables for text in [compared_text(cable)]]


def recurring(path: Path) -> Iterator[Row]:
    """Text reuse over 1,295 cables."""
    cables = [cable for cable, _ in zip(read(path), range(1295), strict=False)]
    seconds, found = spent(lambda: reuse(cables))
    yield "text reuse, 1,295 cables", f"{seconds:.1f} CPU s", f"{len(found.passages)} passages"


def looked_up(path: Path) -> Iterator[Row]:
    """One look-up in an index, by a new process."""
    with tempfile.TemporaryDirectory() as folder:
        cables = [cable for cable, _ in zip(read(path), range(6712), strict=False)]
        building, _ = spent(lambda: update_index(Path(folder), cables))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [str(Path(sys.executable).with_name("crosscable")), "match", "--index", folder, "--of", cables[0].name],
            check=True,
            capture_output=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    yield "index of 6,712 cables: build", f"{building:.1f} CPU s", "without reading"
    yield "index of 6,712 cables: one look-up, new process", f"{seconds:.2f} CPU s", "start of Python included"


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--sizes", default="20000")
    options.add_argument("--parts", default="cables,frus,tokens,reuse,index,sizes")
    options.add_argument("--out", type=Path)
    asked = options.parse_args()
    archive = asked.data / "cablegate" / "cables.csv.xz"
    if not archive.exists():
        print(f"nothing measured: no cables at {archive}; --data says where they are")
        return
    lines = ["| what | measured | beside |", "|---|---|---|"]
    edges_of = asked.data / "cablegate" / "reference-edges-dev.tsv"
    cables = items(archive) if {"cables", "tokens", "sizes"} & set(asked.parts.split(",")) else []
    volumes = sorted((asked.data / "frus").glob("*.xml.xz"))
    parts: dict[str, Callable[[], Iterable[Row]]] = {
        "cables": lambda: quality("cables", cables, edges_of),
        "frus": lambda: quality("FRUS", items(*volumes), asked.data / "frus" / "reference-edges-dev.tsv"),
        "tokens": lambda: tokenizing([text for _, text in cables]),
        "reuse": lambda: recurring(archive),
        "index": lambda: looked_up(archive),
        "sizes": lambda: (row for size in asked.sizes.split(",") for row in at_size(cables, int(size))),
    }
    for part in asked.parts.split(","):
        for row in parts[part]():
            lines.append(f"| {' | '.join(row)} |")
            print(lines[-1], flush=True)
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
