"""A corpus: the cables of several inputs, joined, selected and in a fixed order, with what could not be read.

`open_corpus` reads through the store: what was read before is not read again, and a cable is opened when it is asked
for. What a corpus holds does not depend on whether there is a store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from weakref import finalize

from crosscable.corpora.cable import Cable
from crosscable.corpora.cache import DamageError, UnusableError
from crosscable.corpora.corpus import Refuse, Source, sources
from crosscable.corpora.errors import InputError, UnknownCableError
from crosscable.corpora.filling import fill, spooled
from crosscable.corpora.forms.found import PLAIN, Settings
from crosscable.corpora.listing import cable_table
from crosscable.corpora.reference import canonical_id
from crosscable.corpora.selection import EVERYTHING, Selection
from crosscable.corpora.store import Entry, Store, clear, store_file
from crosscable.corpora.tabular import Table, Tabular, chosen
from crosscable.corpora.versions import join

__all__ = ["Corpus", "open_corpus"]

Group = tuple[Entry, ...]
_Renewal = Callable[[], tuple[Store, Sequence[Group]]]
_PATIENCE = 2  # so often a damaged store is built anew within one opening


class _Cables(Sequence[Cable]):
    """The cables of a corpus, each opened when it is first asked for."""

    def __init__(self, store: Store, groups: Sequence[Group], renewed: _Renewal) -> None:
        self._store, self._groups, self._renewed = store, groups, renewed
        self._opened: list[Cable | None] = [None] * len(groups)

    def __len__(self) -> int:
        return len(self._groups)

    @overload
    def __getitem__(self, index: int) -> Cable: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Cable]: ...
    def __getitem__(self, index: int | slice) -> Cable | Sequence[Cable]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        cable = self._opened[index]
        if cable is None:
            cable = self._opened[index] = self.fresh(index)
        return cable

    def fresh(self, index: int) -> Cable:
        """The cable at `index`, without keeping it in memory."""
        try:
            return join([self._store.cable(entry) for entry in self._groups[index]])
        except DamageError:
            store, groups = self._renewed()  # an input that is read anew gives the same records in the same order
            if len(groups) != len(self._groups):
                raise InputError("an input changed while it was in use", remedy="run the command again") from None
            self._store, self._groups = store, groups
            return join([store.cable(entry) for entry in groups[index]])

    def names(self) -> list[str]:
        """What the cables are called, without opening those that have an id."""
        return [group[0].id or self[index].name for index, group in enumerate(self._groups)]


@dataclass(frozen=True, slots=True)
class Corpus(Tabular):
    """`cables` in the order of the inputs; `refused`, one error for each input that could not be read."""

    cables: Sequence[Cable]
    refused: tuple[InputError, ...] = ()

    def __iter__(self) -> Iterator[Cable]:
        return iter(self.cables)

    def __len__(self) -> int:
        return len(self.cables)

    def table(self, what: str = "") -> Table:
        """One row a cable: header facts, counts of what was repaired and lost, the file."""
        chosen(what, ("cables",))
        return cable_table(self.stream())

    def stream(self) -> Iterator[Cable]:
        """The cables one at a time, none of them kept: for output that is as long as the corpus."""
        if isinstance(self.cables, _Cables):
            return map(self.cables.fresh, range(len(self.cables)))
        return iter(self.cables)

    def find(self, name: str) -> Cable:
        """The cable of this id, or of this file stem where a cable has no id; spaces and case do not matter.

        08MOSCOW3526@1 is its earliest version, @2 the next; the cable itself is the last of them.

        Raises:
            UnknownCableError: there is none; the message names the nearest.
        """
        cable = self._find(name)
        if cable is not None:
            return cable
        base, at, number = name.rpartition("@")
        cable = self._find(base) if at and number.isdigit() else None
        if cable is not None:
            versions = (*cable.versions, cable)
            if 0 < int(number) <= len(versions):
                return versions[int(number) - 1]
            raise UnknownCableError(f"{base} has {len(versions)} versions, not {number}")
        raise UnknownCableError(f"no cable {name!r} in the corpus", remedy=_suggestion(name, self._names()))

    def _names(self) -> list[str]:
        return self.cables.names() if isinstance(self.cables, _Cables) else [cable.name for cable in self.cables]

    def _find(self, name: str) -> Cable | None:
        names = self._names()
        for wanted in (name, name.strip().upper(), canonical_id(name)):
            if wanted in names:
                return self.cables[names.index(wanted)]
        return None


def _suggestion(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = sorted(set(names))
    near = get_close_matches(name.upper(), known, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"it holds {len(known)} cables; `crosscable read` lists them"


def open_corpus(
    paths: Iterable[str],
    chosen: Selection = EVERYTHING,
    *,
    settings: Settings = PLAIN,
    keep: bool = True,
    on_refused: Refuse | None = None,
    on_record: Callable[[], None] | None = None,
    talk: Callable[[str], None] | None = None,
) -> Corpus:
    """The cables of `paths` that `chosen` holds; records of one id are joined into one cable.

    Args:
        paths: files, folders, archives, "-".
        chosen: which of their cables.
        settings: how to read them.
        keep: whether what is read is kept for the next time; the result is the same.
        on_refused: is told at once of each input that could not be read; it may raise to stop.
        on_record: is called for each record that is read and not taken from the store.
        talk: is told in a sentence what happened to the store.

    Raises:
        InputError: not even a temporary store can be written.
    """
    refused: dict[str, InputError] = {}

    def refuse(error: InputError) -> None:
        if str(error) not in refused:  # a second attempt meets the same faults
            refused[str(error)] = error
            if on_refused is not None:
                on_refused(error)

    opener = _Opener(
        tuple(paths), chosen, settings, keep, refuse, on_record or (lambda: None), talk or (lambda _: None)
    )
    store, groups = opener.open()
    return Corpus(_Cables(store, groups, opener.renew), tuple(refused.values()))


@dataclass(slots=True, weakref_slot=True)
class _Opener:
    """Opens the store and has it filled, as often as need be: `damaged` counts how often it had to be thrown away."""

    paths: tuple[str, ...]
    chosen: Selection
    settings: Settings
    keep: bool
    refuse: Refuse
    on_record: Callable[[], None]
    talk: Callable[[str], None]
    damaged: int = 0
    spooled: Source | None = None

    def open(self) -> tuple[Store, Sequence[Group]]:
        """The filled store, and what of it is asked for."""
        while True:
            store = None
            try:
                store = Store(store_file() if self.keep else None)
                store.forget_stale()
                entries = fill(store, self._files(), self.settings, self.refuse, self.on_record)
                groups = [group for group in _grouped(entries) if _holds(self.chosen, group)]
                store.hold()
                return store, groups
            except (DamageError, UnusableError) as fault:
                if store is not None:
                    store.close()
                self._mend(fault)

    def renew(self) -> tuple[Store, Sequence[Group]]:
        """Open again, because a record of the store was damaged."""
        self._mend(DamageError("a record is not what was written"))
        return self.open()

    def _files(self) -> Iterator[Source]:
        """The files of the paths; standard input is read once and kept for as long as this object."""
        for path in self.paths:
            if path != "-":
                yield from sources(path, self.refuse)
                continue
            if self.spooled is None:
                self.spooled, close = spooled(next(iter(sources(path, self.refuse))))
                finalize(self, close)
            yield self.spooled

    def _mend(self, fault: DamageError | UnusableError) -> None:
        """Go on anew after damage, and without the store where it cannot be used or is damaged again and again."""
        if not self.keep:
            raise InputError("no temporary file can be used", why=str(fault), remedy="free some disk space") from fault
        if isinstance(fault, DamageError) and self.damaged < _PATIENCE and _cleared():
            self.damaged += 1
            self.talk(f"the store of read cables was damaged and is built anew ({store_file()})")
            return
        self.keep = False
        self.talk(f"nothing is kept for the next time: the store cannot be used ({fault}; {store_file()})")


def _cleared() -> bool:
    try:
        clear()
    except OSError:
        return False
    return True


def _grouped(entries: Iterable[Entry]) -> list[Group]:
    """Entries of one id together, at the place of the first; an entry without id stands alone."""
    groups: dict[object, list[Entry]] = {}
    for count, entry in enumerate(entries):
        groups.setdefault(entry.id or count, []).append(entry)
    return [tuple(group) for group in groups.values()]


def _holds(chosen: Selection, group: Group) -> bool:
    return any(chosen.holds(entry.id or entry.name, entry.sent, entry.origin, entry.tags) for entry in group)
