"""Matching measured: quality on authors' references, speed and memory by size, each rival beside ours in the same run.

    python benchmarks/matching.py --data ../shared/data --sizes 20000,251287 --page docs/benchmarks-matching.md

Times are CPU seconds of the process, user and system. The larger corpora are made from the real cables (`_made.py`);
`--made FOLDER` keeps them for the next run. Rivals come with the dependency group `bench`; one that is not installed is
said to be so.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import numpy as np
from _made import Item, entries_of, texts_of, write_made
from _rivals import BM25_UP_TO, RIVALS, Row, bm25, installed, rivals, spent

from crosscable.compare.matching import pruned
from crosscable.compare.matching.collection import Collection, collect, entry
from crosscable.compare.matching.counting import count
from crosscable.compare.matching.exact import rank_exact
from crosscable.compare.matching.fusion import Fusion, fusion
from crosscable.compare.matching.index import update_index
from crosscable.compare.matching.pruned import rank_pruned
from crosscable.compare.matching.ranking import Ranked
from crosscable.compare.matching.relatives import profile, relatives
from crosscable.compare.matching.reuse import reuse
from crosscable.compare.matching.search import postings
from crosscable.compare.matching.signals import Features, features
from crosscable.compare.matching.vectors import vectors
from crosscable.compare.terms import compared_text, fold
from crosscable.corpora import read
from crosscable.corpora.collection import open_corpus

ARCHIVE = 251_287  # cables of the whole archive, for what is computed from a part


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
    rate = {
        name: size / spent(work)[0]
        for name, work in (
            ("compiled", lambda: count(texts, fast=True)),
            ("numpy", lambda: count(texts, fast=False)),
            ("scikit-learn CountVectorizer", lambda: CountVectorizer(preprocessor=fold).fit_transform(texts)),
        )
    }
    theirs = rate["scikit-learn CountVectorizer"]
    for name, speed in rate.items():
        yield (
            f"tokenizing and counting: {name}",
            f"{speed:.0f} MB a CPU s",
            f"{speed / theirs:.1f} times scikit-learn; {size:.0f} MB",
        )


def to_matching(path: Path) -> Iterator[Row]:
    """What comes before matching: reading a dump; opening the store and preparing the texts."""
    number = 2000
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, "dump.csv")
        with lzma.open(path, "rb") as whole, part.open("wb") as stream:
            stream.writelines(islice(whole, 400_000))
        seconds, cables = spent(lambda: sum(1 for _ in islice(read(part), number)))
        yield "reading a dump", f"{1000 * seconds / cables:.2f} CPU ms a cable", _for_archive(seconds / cables)
        kept, os.environ["CROSSCABLE_CACHE"] = os.environ.get("CROSSCABLE_CACHE"), folder
        open_corpus([str(part)])
        seconds, cables = spent(lambda: sum(1 for cable in open_corpus([str(part)]).stream() if compared_text(cable)))
        if kept is None:
            del os.environ["CROSSCABLE_CACHE"]
        else:
            os.environ["CROSSCABLE_CACHE"] = kept
    yield "from the store to texts", f"{1000 * seconds / cables:.2f} CPU ms a cable", _for_archive(seconds / cables)


def _for_archive(seconds: float) -> str:
    return f"{seconds * ARCHIVE:.0f} CPU s for {ARCHIVE:,} cables, computed"


def ranked_all(known: Features, weights: Fusion) -> tuple[float, list[Ranked]]:
    """CPU seconds of ranking all cables, and every so many of the rankings."""
    step = max(1, len(known.entries) // 1000)
    return spent(lambda: [found for at, found in enumerate(rank_pruned(known, weights, 10)) if at % step == 0])


def ranked_some(known: Features, weights: Fusion, count: int) -> tuple[float, list[Ranked]]:
    """`ranked_all` computed from about `count` cables, in eight runs of neighbours."""
    cables = len(known.entries)
    starts = np.linspace(0, cables - count // 8, 8).astype(np.int64)
    rows = np.concatenate([np.arange(start, start + count // 8) for start in starts])
    loops = pruned.compiled()
    before, found = spent(lambda: postings(known.texts.matrix))
    search = pruned._Search(known, weights, pruned.candidate_count(known), loops, found)
    search.of(rows[:2])  # compiles
    hub = np.full(cables, 0.1)
    seconds, ranked = spent(lambda: list(pruned.rank_chosen(known, weights, 10, rows, search.of(rows), hub)))
    return before + seconds * cables / len(rows), ranked[:: max(1, len(rows) // 1000)]


def at_size(items: list[Item], cables: int, folder: Path, ranked: int) -> Iterator[Row]:
    """Ours from texts on disk to ten relatives each, and rivals on a sample of queries."""
    path = folder / f"{cables}"
    if not path.exists():
        write_made(items, cables, path)
    counting, collection = spent(lambda: collect(zip(entries_of(items, path), texts_of(path), strict=True)))
    weighing, known = spent(lambda given=collection: features(given, vectors(given.texts)))
    del collection
    weights = fusion("telegrams")
    ranking, some = ranked_some(known, weights, ranked) if ranked else ranked_all(known, weights)
    total = counting + weighing + ranking
    parts = f"counting {counting:.0f}, weighing {weighing:.0f}, ranking {ranking:.0f} CPU s"
    parts += f" (computed from {ranked:,} cables; the peak is that of ranking these)" if ranked else ""
    yield (
        f"{cables:,} cables: ours, pruned",
        f"{total:.0f} CPU s, {1000 * total / cables:.2f} ms a cable, {peak():.1f} GB peak",
        f"{parts}; {path.stat().st_size / 1e6:.0f} MB of text",
    )
    reasoning, number = spent(lambda: sum(1 for _ in relatives(known, weights, some, 0.0)))
    yield (
        f"{cables:,} cables: reasons of a relative",
        f"{1e6 * reasoning / number:.0f} CPU microseconds",
        f"{reasoning / number * 10 * cables:.0f} CPU s if all are printed, computed",
    )
    yield from asked_of_index(known, cables)
    yield from rivals(known.texts.matrix, cables, ranking)
    if cables <= BM25_UP_TO and installed("bm25s"):
        yield bm25(list(texts_of(path)), total)


def asked_of_index(known: Features, cables: int) -> Iterator[Row]:
    """Look-ups by new processes in an index of this size."""
    from crosscable.compare.matching import index

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generation = folder / "generation"
        generation.mkdir()
        # The hub numbers do not matter for the time; to make them is half of the ranking above.
        index._save(generation, known, postings(known.texts.matrix), np.full(cables, 0.1))
        current = {"version": index.VERSION, "generation": "generation", "profile": "telegrams", "repeated": []}
        (folder / "current.json").write_text(json.dumps(current), encoding="utf-8")
        size = sum(file.stat().st_size for file in generation.iterdir())
        yield _look_up(folder, known.entries[cables // 2].name, f"{cables:,} cables: one look-up in the index", size)


def _look_up(folder: Path, name: str, title: str, size: int) -> Row:
    """One look-up by a new process, with its memory."""
    program = (
        "import resource, sys\nfrom crosscable.reports.cli.app import run\nrun(sys.argv[1:])\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        # The memory that getrusage tells is at least that of the process that started this one.
        "most = next((line for line in open('/proc/self/status') if line.startswith('VmHWM')), 'VmHWM: 0')\n"
        "print(used.ru_utime + used.ru_stime, most.split()[1], file=sys.stderr)"
    )
    asked = [sys.executable, "-P", "-c", program, "match", "--index", str(folder), "--of", name, "--format", "jsonl"]
    begin = time.perf_counter()
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - begin
    seconds, memory = map(float, done.stderr.splitlines()[-1].split())
    return (
        title,
        f"{seconds:.2f} CPU s, {memory / 1e6:.2f} GB",
        f"new process, start of Python included; {wall:.1f} s by the clock; {size / 1e9:.2f} GB on disk",
    )


def items(*paths: Path) -> list[Item]:
    """Entries and compared texts of all cables, through the store: reading is measured for itself."""
    cables = open_corpus(map(str, paths)).stream()
    return [(entry(cable, len(text)), text) for cable in cables for text in [compared_text(cable)]]


def recurring(path: Path) -> Iterator[Row]:
    """Text reuse over 1,295 cables."""
    cables = list(islice(open_corpus([str(path)]).stream(), 1295))
    seconds, found = spent(lambda: reuse(cables))
    yield "text reuse, 1,295 cables", f"{seconds:.1f} CPU s", f"{len(found.passages)} passages"


def looked_up(path: Path) -> Iterator[Row]:
    """An index of the real cables: built, grown by a tenth, and asked."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cables = list(open_corpus([str(path)]).stream())
        most = len(cables) - len(cables) // 10
        building, _ = spent(lambda: update_index(folder, cables[:most]))
        growing, _ = spent(lambda: update_index(folder, cables))
        yield f"index of {most:,} cables: build", f"{building:.1f} CPU s", "without reading"
        yield f"index: {len(cables) - most} cables added", f"{growing:.1f} CPU s", "only these are counted and weighed"
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        yield _look_up(folder, cables[0].name, f"index of {len(cables):,} cables: one look-up", size)


def merged(before: str, rows: list[Row]) -> list[str]:
    """The table of the page `before` with `rows` in it: what was measured again is replaced, what is new comes last."""
    table = {line.split(" | ")[0]: line for line in before.splitlines() if line.startswith("| ") and " | " in line}
    table = {"| what": "| what | measured | beside |", "|---": "|---|---|---|"} | table
    return list((table | {f"| {row[0]}": f"| {' | '.join(row)} |" for row in rows}).values())


def page(lines: list[str]) -> str:
    """The dated page of a run."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "numba", *RIVALS) if installed(name))
    return "\n".join(
        (
            f"# Matching measured, {datetime.now(UTC):%-d %B %Y}",
            "",
            "Written by `python benchmarks/matching.py --page`. Times are CPU seconds, user and system; on a machine",
            "that does other work beside they run some tens of per cent high, ours and the rivals' alike. References",
            "between cables are not used as evidence; they are what is to be found. Larger corpora are made of real",
            "cables with swapped lines, replaced words and a long tail of new words. A run of some parts replaces",
            "their rows and leaves the others.",
            "",
            f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {versions}.",
            "",
            *lines,
            "",
        )
    )


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    options.add_argument("--sizes", default="20000", help="cables of the made corpora, such as 20000,100000,251287")
    options.add_argument("--ranked", type=int, default=0, help="rank only so many of each size, compute the rest")
    options.add_argument("--parts", default="cables,frus,tokens,reading,reuse,index,sizes")
    options.add_argument("--made", type=Path, help="keep the made corpora in this folder")
    options.add_argument("--page", type=Path, help="write the dated page there; rows not measured stay")
    asked = options.parse_args()
    archive = asked.data / "cablegate" / "cables.csv.xz"
    if not archive.exists():
        print(f"nothing measured: no cables at {archive}; --data says where they are")
        return
    rows: list[Row] = []
    edges_of = asked.data / "cablegate" / "reference-edges-dev.tsv"
    cables = items(archive) if {"cables", "tokens", "sizes"} & set(asked.parts.split(",")) else []
    volumes = sorted((asked.data / "frus").glob("*.xml.xz"))
    with tempfile.TemporaryDirectory() as temporary:
        made = asked.made or Path(temporary)
        made.mkdir(parents=True, exist_ok=True)
        parts: dict[str, Callable[[], Iterable[Row]]] = {
            "cables": lambda: quality("cables", cables, edges_of),
            "frus": lambda: quality("FRUS", items(*volumes), asked.data / "frus" / "reference-edges-dev.tsv"),
            "tokens": lambda: tokenizing([text for _, text in cables]),
            "reading": lambda: to_matching(archive),
            "reuse": lambda: recurring(archive),
            "index": lambda: looked_up(archive),
            "sizes": lambda: (
                row for size in asked.sizes.split(",") for row in at_size(cables, int(size), made, asked.ranked)
            ),
        }
        for part in asked.parts.split(","):
            for row in parts[part]():
                rows.append(row)
                print(f"| {' | '.join(row)} |", flush=True)
                if asked.page:  # after each row: a run of hours may be ended before the last
                    before = asked.page.read_text(encoding="utf-8") if asked.page.exists() else ""
                    asked.page.write_text(page(merged(before, rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
