"""An index of a corpus on disk: counted once, memory-mapped, kept up with the corpus, either the old one or the new.

    FOLDER/current.json     which generation holds; replaced last and at once
    FOLDER/counts/*.npz     what was counted, in pieces of some thousand cables; an interrupted build goes on from them
    FOLDER/generation-…/    the last full build: the arrays of `Features`, the postings, the hub numbers, one file each
    FOLDER/added-…/         the same for the cables that were added since

Cables are known by name and by the sha256 of their source: only new ones are counted. Added cables are weighed by the
document frequencies of the last full build, so that nothing of it is made anew; when they are many, or when cables
left or changed, everything is built from the counts.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from crosscable.compare.matching.collection import Collection, Entry, entry, one_each
from crosscable.compare.matching.counting import Counts, count, merge
from crosscable.compare.matching.phrases import Phrases, rare_phrases
from crosscable.compare.matching.search import Postings
from crosscable.compare.matching.segments import Chain, Segments, Stack, order_of_names
from crosscable.compare.matching.signals import Features
from crosscable.compare.matching.stored import Entries, Loaded, count_arrays, counts_of, packed, packed_scales
from crosscable.compare.matching.stored import put as _put
from crosscable.compare.matching.vectors import Vectors, in_order
from crosscable.compare.terms import compared_text
from crosscable.corpora.errors import UsageError

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable

__all__ = ["VERSION", "Index", "open_index", "update_index"]

VERSION = 4  # of the files; raised whenever their meaning changes, terms and weights included
_PIECE = 2000  # cables counted between two writes
# One added cable to so many built ones at most: on average adding a cable then costs what nine cost in a full build,
# and no document frequency is older than an eighth of the corpus.
_ADDED_PART = 8


@dataclass(frozen=True, slots=True)
class Index:
    """An opened index: everything that a look-up needs, memory-mapped.

    The cables of the last full build come first, in the order of their names, then those added since. Where some were
    added, `segments` is there and holds their texts and postings, and `features` has rows for texts without a term.
    """

    features: Features
    postings: Postings
    hub: NDArray[np.float64]
    names: NDArray[np.bytes_]
    profile: str
    repeated: tuple[str, ...]
    segments: Segments | None = None

    def place(self, name: str) -> int | None:
        """Where the cable `name` stands among the entries, None where it is not in the index."""
        wanted = name.encode("utf-8")
        built = self.names if self.segments is None else self.names[: self.segments.texts.upper.shape[0]]
        at = int(np.searchsorted(built, wanted))
        if at < len(built) and built[at] == wanted:
            return at
        found = np.flatnonzero(self.names[len(built) :] == wanted)
        return len(built) + int(found[0]) if len(found) else None

    def names_in_order(self) -> Iterator[str]:
        """All names, ascending."""
        order = range(len(self.names)) if self.segments is None else np.argsort(self.segments.rank).tolist()
        return (self.names[at].decode("utf-8") for at in order)


def open_index(folder: Path) -> Index:
    """The index in `folder`.

    Raises:
        UsageError: there is none, or another version of the program wrote it.
    """
    current = _current(folder)
    if current is None:
        raise UsageError("no index here", where=str(folder), remedy="give the cables as well, and it will be built")
    if current["version"] != VERSION:
        raise UsageError(
            f"the index has version {current['version']}, this program reads version {VERSION}",
            where=str(folder),
            remedy="delete the folder and give the cables again",
        )
    return _opened(folder, current)


def _opened(folder: Path, current: dict[str, Any]) -> Index:
    loaded = Loaded(folder / current["generation"])
    texts = Vectors(loaded.vocabulary(), loaded.array("frequencies"), loaded.array("idf"), loaded.matrix("texts"))
    stored = {name: loaded.value(name) for name in _stored_features()}
    built = Index(
        features=Features(entries=loaded.entries(), texts=texts, phrases=loaded.phrases(), **stored),
        postings=Postings(
            loaded.array("posting_starts"),
            loaded.array("posting_cables"),
            loaded.array("posting_weights"),
            loaded.matrix("posting_own"),
        ),
        hub=loaded.array("hub"),
        names=loaded.array("names"),
        profile=current["profile"],
        repeated=tuple(current["repeated"]),
    )
    return _with_added(built, Loaded(folder / current["added"])) if current.get("added") else built


def _with_added(built: Index, loaded: Loaded) -> Index:
    """The index of what was built and what was added; the texts and postings of both stay where they are."""
    from crosscable.compare.matching.growing import MATRICES, join_vocabularies

    known, posted = built.features, built.postings
    names = np.concatenate((built.names, loaded.array("names")))
    rank = np.empty(len(names), np.int64)
    rank[order_of_names(built.names, names[len(built.names) :])] = np.arange(len(names))
    texts = Stack(known.texts.matrix, loaded.matrix("texts"))
    added_phrases = loaded.phrases()
    phrases = Stack(known.phrases.matrix, added_phrases.matrix)
    by_term = in_order(posted.weights, posted.cables, posted.starts, (len(posted.starts) - 1, len(built.names)))
    segments = Segments(
        texts, phrases, Stack(posted.own, loaded.matrix("own")), by_term, loaded.matrix("postings"), rank
    )
    pairs = np.concatenate((np.stack(known.cites.nonzero(), axis=1), loaded.array("links")))
    cites = csr_matrix((np.ones(len(pairs), np.int64), (pairs[:, 0], pairs[:, 1])), shape=(len(names), len(names)))
    features = Features(
        entries=Chain(known.entries, loaded.entries()),
        texts=Vectors(
            join_vocabularies(known.texts.vocabulary, loaded.vocabulary()),
            np.concatenate((known.texts.frequencies, loaded.array("frequencies"))),
            np.concatenate((known.texts.idf, loaded.array("idf"))),
            texts.rows(np.zeros(0, np.int64)),
        ),
        phrases=Phrases(
            np.concatenate((known.phrases.numbers, added_phrases.numbers)), phrases.rows(np.zeros(0, np.int64))
        ),
        days=np.concatenate((known.days, loaded.array("days"))),
        posts=np.concatenate((known.posts, loaded.array("posts"))),
        departments=np.concatenate((known.departments, loaded.array("departments"))),
        cites=cites,
        cited=cites.T.tocsr(),
        **{name: Stack(getattr(known, name), loaded.matrix(name)).rows() for name in MATRICES},
    )
    hub = np.concatenate((built.hub, loaded.array("hub")))
    return replace(built, features=features, hub=hub, names=names, segments=segments)


def update_index(folder: Path, cables: Iterable[Cable]) -> Index:
    """The index of exactly `cables` in `folder`, built or brought up to date; what was counted before is not again.

    Raises:
        UsageError: the folder cannot be written, or holds something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = _count_new(folder, cables)
        current = _current(folder)
        if current is None or current["version"] != VERSION:
            _build(folder, wanted)
        elif current["cables"] != _fingerprint(wanted):
            held = _held(folder, current)
            fresh = wanted - held
            if _can_be_added(held, fresh, len(wanted), len(_keys_of(folder / current["generation"]))):
                _add(folder, current, fresh, wanted)
            else:
                _build(folder, wanted)
        return open_index(folder)
    except OSError as error:
        raise UsageError(
            "cannot write the index", where=str(folder), why=error.strerror or str(error), remedy="what was there stays"
        ) from error


def _fingerprint(cables: set[tuple[str, str]]) -> str:
    return sha256("\n".join(sorted(map("\t".join, cables))).encode()).hexdigest()[:16]


def _can_be_added(held: set[tuple[str, str]], fresh: set[tuple[str, str]], wanted: int, built: int) -> bool:
    """Whether the index only grew, and little: nothing left, no name came with another text."""
    names = {name for name, _ in held}
    return (
        len(held) + len(fresh) == wanted
        and _ADDED_PART * (wanted - built) <= built
        and not any(name in names for name, _ in fresh)
    )


def _held(folder: Path, current: dict[str, Any]) -> set[tuple[str, str]]:
    """The keys of the cables that the index holds."""
    return set().union(*(_keys_of(folder / current[part]) for part in ("generation", "added") if current[part]))


def _keys_of(segment: Path) -> set[tuple[str, str]]:
    return {(name, digest) for name, digest in json.loads((segment / "keys.json").read_text(encoding="utf-8"))}


def _current(folder: Path) -> dict[str, Any] | None:
    try:
        stored: dict[str, Any] = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise UsageError("damaged index", where=str(folder), remedy="delete the folder, give the cables") from error
    return stored


def _pieces(folder: Path) -> Iterator[Path]:
    return iter(sorted((folder / "counts").glob(f"{VERSION}-*.npz")))


def _count_new(folder: Path, cables: Iterable[Cable]) -> set[tuple[str, str]]:
    """Count what no piece holds yet; the keys of all `cables`."""
    (folder / "counts").mkdir(exist_ok=True)
    known = {key for piece in _pieces(folder) for key in _keys(piece)}
    wanted: set[tuple[str, str]] = set()
    fresh: list[tuple[tuple[str, str], Entry, str, str]] = []
    for cable in cables:
        key = (cable.name, cable.witness.sha256)
        wanted.add(key)
        if key in known:
            continue
        known.add(key)
        text = compared_text(cable)
        fresh.append((key, entry(cable, len(text)), text, cable.subject or ""))
        if len(fresh) == _PIECE:
            _write_piece(folder, fresh)
            fresh = []
    if fresh:
        _write_piece(folder, fresh)
    return wanted


def _keys(piece: Path) -> list[tuple[str, str]]:
    with np.load(piece) as stored:
        return [(name, digest) for name, digest in json.loads(stored["keys"].tobytes())]


def _write_piece(folder: Path, fresh: list[tuple[tuple[str, str], Entry, str, str]]) -> None:
    keys = json.dumps([key for key, *_ in fresh]).encode()
    blob, starts = packed([item for _, item, _, _ in fresh])
    arrays: dict[str, Any] = {"keys": np.frombuffer(keys, np.uint8), "entries": blob, "entry_starts": starts}
    arrays |= count_arrays("text", count((text for _, _, text, _ in fresh), phrases=True))
    arrays |= count_arrays("subject", count(subject for *_, subject in fresh))
    name = f"{VERSION}-{sha256(keys).hexdigest()[:16]}.npz"
    temporary = folder / "counts" / f".{name}.{os.getpid()}"
    try:
        with temporary.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **arrays)
        temporary.replace(folder / "counts" / name)
    finally:
        temporary.unlink(missing_ok=True)


def _collected(folder: Path, wanted: set[tuple[str, str]]) -> Collection:
    """The wanted cables of all pieces as one collection."""
    entries: list[Entry] = []
    live: list[int] = []
    texts: list[Counts] = []
    subjects: list[Counts] = []
    for piece in _pieces(folder):
        with np.load(piece) as stored:
            keys = [(name, digest) for name, digest in json.loads(stored["keys"].tobytes())]
            if wanted.isdisjoint(keys):
                continue
            live += [len(entries) + at for at, key in enumerate(keys) if key in wanted]
            entries += Entries(stored["entries"], stored["entry_starts"])[:]
            texts.append(counts_of("text", stored))
            subjects.append(counts_of("subject", stored))
    kept, repeated = one_each([entries[at] for at in live])
    places = [live[at] for at in kept]
    counted = merge(texts)
    return Collection(
        tuple(entries[at] for at in places),
        counted.take(places),
        rare_phrases(counted, places),
        merge(subjects).take(places),
        repeated,
    )


def _build(folder: Path, wanted: set[tuple[str, str]]) -> None:
    """Make everything of all `wanted` cables anew."""
    from crosscable.compare.matching.fusion import fusion
    from crosscable.compare.matching.pruned import candidate_count, compiled, hubs_of
    from crosscable.compare.matching.relatives import profile
    from crosscable.compare.matching.search import postings
    from crosscable.compare.matching.signals import features
    from crosscable.compare.matching.vectors import vectors

    collection = _collected(folder, wanted)
    known = features(collection, vectors(collection.texts))
    found = postings(known.texts.matrix)
    weights, repeated = profile(collection), collection.repeated
    del collection  # the counts are as large as what was made of them
    cables = _fingerprint(wanted)
    generation = f"generation-{VERSION}-{cables}"
    with _written(folder, generation, wanted) as temporary:
        hub = hubs_of(known, fusion(weights), found, count=candidate_count(known), loops=compiled())
        _save(temporary, known, found, hub)
    _make_current(folder, {"generation": generation, "added": None, "profile": weights, "repeated": repeated}, cables)


def _add(folder: Path, current: dict[str, Any], fresh: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> None:
    """Write the added cables, `fresh` among them, beside what was built."""
    from crosscable.compare.matching.fusion import fusion
    from crosscable.compare.matching.growing import added_arrays, added_hubs

    collection = _collected(folder, fresh)
    built = Loaded(folder / current["generation"])
    before = Loaded(folder / current["added"]) if current["added"] else None
    cables = _fingerprint(wanted)
    added = f"added-{VERSION}-{cables}"
    with _written(folder, added, wanted - _keys_of(folder / current["generation"])) as temporary:
        held = _opened(folder, current)
        arrays = added_arrays(held, built, before, collection)  # pyright: ignore[reportArgumentType] - met twice
        for name, value in arrays.items():
            _put(temporary, name, value)
        opened = _opened(folder, current | {"added": temporary.name})
        weights = fusion(opened.profile)
        hub = added_hubs(opened, weights, len(collection))  # pyright: ignore[reportArgumentType] - met twice
        del opened  # a mapped file would hold the folder where it is on some systems
        _put(temporary, "hub", hub)
    repeated = sorted({*current["repeated"], *collection.repeated})
    _make_current(folder, current | {"added": added, "repeated": repeated}, cables)


@contextmanager
def _written(folder: Path, name: str, keys: set[tuple[str, str]]) -> Iterator[Path]:
    """A folder to write into, which becomes `name` when all is written and goes when something failed."""
    temporary = folder / f".{name}.{os.getpid()}"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    try:
        yield temporary
        (temporary / "keys.json").write_text(json.dumps(sorted(keys)), encoding="utf-8")
        held = _current(folder) or {}
        if name not in (held.get("generation"), held.get("added")):  # else the same was built before and is in use
            shutil.rmtree(folder / name, ignore_errors=True)
            temporary.replace(folder / name)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _make_current(folder: Path, current: dict[str, Any], cables: str) -> None:
    """Write which folders hold, at once, then clear away the others."""
    note = folder / f".current.{os.getpid()}"
    note.write_text(json.dumps({"version": VERSION, **current, "cables": cables}), encoding="utf-8")
    note.replace(folder / "current.json")
    for old in (*folder.glob("generation-*"), *folder.glob("added-*")):
        if old.name not in (current["generation"], current["added"]):
            shutil.rmtree(old, ignore_errors=True)


def _stored_features() -> list[str]:
    return [field.name for field in fields(Features) if field.name not in ("entries", "texts", "phrases")]


def _save(folder: Path, known: Features, found: Postings, hub: NDArray[np.float64]) -> None:
    from crosscable.compare.matching.growing import unmet
    from crosscable.compare.matching.signals import scales

    entries, starts = packed(known.entries)
    _put(folder, "entries", entries)
    _put(folder, "entry_starts", starts)
    _put(folder, "names", np.array([item.name.encode("utf-8") for item in known.entries], np.bytes_))
    vocabulary = known.texts.vocabulary
    _put(folder, "hashes", vocabulary.hashes)
    _put(folder, "spelling", vocabulary.spelling)
    _put(folder, "spelling_starts", vocabulary.starts)
    _put(folder, "frequencies", known.texts.frequencies)
    _put(folder, "idf", known.texts.idf)
    _put(folder, "texts", known.texts.matrix)
    _put(folder, "phrases", known.phrases.matrix)
    _put(folder, "phrase_numbers", known.phrases.numbers)
    for name in _stored_features():
        _put(folder, name, getattr(known, name))
    _put(folder, "posting_starts", found.starts)
    _put(folder, "posting_cables", found.cables)
    _put(folder, "posting_weights", found.weights)
    _put(folder, "posting_own", found.own)
    _put(folder, "hub", hub)
    _put(folder, "scales", packed_scales(scales(known.entries)))
    for name, value in unmet(known.entries).items():
        _put(folder, name, value)
