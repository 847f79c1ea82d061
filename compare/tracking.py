"""One source, topic or thread of references through many cables: each step, and what changed against the last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crosscable.compare.alignment.vectors import table, terms
from crosscable.compare.assessments.claims import Claim, claims
from crosscable.compare.assessments.shifts import Shift, contrasts
from crosscable.compare.assessments.support import Ground, ground
from crosscable.compare.attribution.statements import Statement, attribute
from crosscable.compare.attribution.voices import Said, select, statements_of
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import UnknownCableError, UsageError
from crosscable.corpora.reference import canonical_id
from crosscable.corpora.tabular import Table, Tabular, chosen

__all__ = ["Spoken", "Step", "Track", "follow", "track"]

Range = tuple[int, int]

QUOTED = 3  # quotations a step shows
# Words whose meaning is as near as this to a word of the topic speak of it too.
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence on the matter: its place, who says it (None: the embassy itself), and to whom (as in `Statement`)."""

    place: Range
    speaker: str | None
    addressee: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One cable of a track: what it says, and what changed against the step before.

    `quotes` are places in the reading, in order of the text. `change` is the strongest shift against the step before
    (its left side is there) that words bear out; None for the first step and where there is none. Then `echo` is what
    one voice said there and says here on a near matter, without a claim that it changed. `ground`: who is
    quoted for it. `spoken` are all sentences that speak of it, each once for each speaker, in order of the text.
    """

    cable: Cable
    quotes: tuple[Range, ...]
    speakers: tuple[str, ...]
    change: Shift | None
    echo: Shift | None
    ground: Ground
    spoken: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Track(Tabular):
    """What was followed (`mode` is source, topic or thread; `key` as given) and its steps in order of time."""

    mode: str
    key: str
    steps: tuple[Step, ...]

    def table(self, what: str = "") -> Table:
        """One row a step."""
        from crosscable.compare.flat import track_table

        chosen(what, ("steps",))
        # Pyright meets this module by its path and by its name, and takes that for two.
        return track_table(self)  # pyright: ignore[reportArgumentType]


@dataclass(frozen=True, slots=True)
class _Found:
    cable: Cable
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]


def track(
    cables: Iterable[Cable], *, source: str | None = None, topic: str | None = None, thread: str | None = None
) -> Track:
    """Follow one source, topic or thread through `cables`.

    Args:
        cables: the corpus.
        source: a name, or words of one, in any spelling of the person or institution.
        topic: one or more words; claims count that speak of all of them, in these words or near ones.
        thread: the id of a cable; all cables that it cites, or that cite it, directly or through others.

    Raises:
        UsageError: not exactly one of the three was asked for.
        UnknownCableError: no cable has the id of `thread`.
    """
    asked = [(mode, key) for mode, key in (("source", source), ("topic", topic), ("thread", thread)) if key]
    if len(asked) != 1:
        raise UsageError("one of source, topic and thread has to be given", remedy="ask for exactly one")
    mode, key = asked[0]
    corpus = sorted(cables, key=_in_time)
    found = {"source": _by_source, "topic": _by_topic, "thread": _by_thread}[mode](corpus, key)
    return Track(mode, key, _steps(found))


def _in_time(cable: Cable) -> tuple[bool, datetime, str]:
    sent = cable.sent
    return sent is None, sent.replace(tzinfo=None) if sent else datetime.min, cable.name


def _by_source(cables: Sequence[Cable], key: str) -> list[_Found]:
    people = reconcile(cables)
    everything = statements_of(cables, people)
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for said in everything:
        statements[said.cable.name].append(said.statement)
    return _told(select(everything, people, source=key), statements, lambda c: claims(c, statements[c.name], people))


def follow(
    said: Sequence[Said], statements: Mapping[str, Sequence[Statement]], claims_of: Callable[[Cable], Sequence[Claim]]
) -> tuple[Step, ...]:
    """The steps of one source whose statements are known: what it says in each cable, and what changed.

    Args:
        said: its statements, in order of time.
        statements: all statements of each cable that quotes it, in order of the text, by the cable's name.
        claims_of: the claims of such a cable with these statements; whoever follows many sources keeps them.
    """
    return _steps(_told(said, statements, claims_of))


def _told(
    said: Sequence[Said], statements: Mapping[str, Sequence[Statement]], claims_of: Callable[[Cable], Sequence[Claim]]
) -> list[_Found]:
    wanted: defaultdict[str, list[Said]] = defaultdict(list)
    for item in said:
        wanted[item.cable.name].append(item)
    found = []
    for name, items in wanted.items():
        cable, known = items[0].cable, tuple(statements[name])
        theirs = [item.statement for item in items]
        numbers = {number for number, statement in enumerate(known) if statement in theirs}
        said_there = [claim for claim in claims_of(cable) if claim.statement in numbers]
        found.append(_Found(cable, known, tuple(said_there)))
    return found


def _by_topic(cables: Sequence[Cable], key: str) -> list[_Found]:
    wanted = terms(key)
    if not wanted:
        raise UsageError(f"no word to follow in {key!r}", remedy="give at least one word that is not grammar")
    near = {term: _near(term) for term in wanted}
    holding = [cable for cable in cables if _holds(cable, near.values())]
    people = reconcile(holding)
    found = []
    for cable in holding:
        statements = attribute(cable)
        on_it = [
            claim
            for claim in claims(cable, statements, people)
            if claim.zone != "heading" and _speaks_of(cable, claim, near.values())
        ]
        if on_it:
            found.append(_Found(cable, statements, tuple(on_it)))
    return found


def _holds(cable: Cable, wanted: Iterable[frozenset[str]]) -> bool:
    held = set(terms(cable.text))
    return all(group & held for group in wanted)


def _near(term: str) -> frozenset[str]:
    """The term and those of nearly its meaning."""
    import numpy as np

    words = table()
    if term not in words.index:
        return frozenset({term})
    rows = words.rows.astype(np.float64)
    likeness = rows @ words.vector(term) / np.maximum(np.linalg.norm(rows, axis=1), 1e-9)
    known = list(words.index)
    return frozenset({term, *(known[at] for at in np.flatnonzero(likeness >= NEAR))})


def _speaks_of(cable: Cable, claim: Claim, wanted: Iterable[frozenset[str]]) -> bool:
    """Whether the sentence holds every word asked for and the claim itself at least one."""
    sentence, own = set(terms(cable.text[slice(*claim.sentence)])), set(terms(claim.text))
    groups = list(wanted)
    return all(group & sentence for group in groups) and any(group & own for group in groups)


def _by_thread(cables: Sequence[Cable], key: str) -> list[_Found]:
    start = canonical_id(key) or key
    known = {cable.name for cable in cables}
    if start not in known:
        raise UnknownCableError(f"no cable {key} in this corpus", remedy="give the id of one that is, or more paths")
    cites: defaultdict[str, set[str]] = defaultdict(set)
    for cable in cables:
        for reference in cable.references:
            if reference.id in known and reference.id is not None:
                cites[cable.name].add(reference.id)
                cites[reference.id].add(cable.name)
    reached, waiting = {start}, [start]
    while waiting:
        for name in cites[waiting.pop()] - reached:
            reached.add(name)
            waiting.append(name)
    chosen = [cable for cable in cables if cable.name in reached]
    people = reconcile(chosen)
    found = []
    for cable in chosen:
        statements = attribute(cable)
        found.append(_Found(cable, statements, claims(cable, statements, people)))
    return found


def _steps(found: Sequence[_Found]) -> tuple[Step, ...]:
    steps: list[Step] = []
    before: _Found | None = None
    for item in found:
        change = echo = None
        if before is not None:
            shifts = contrasts(before.claims, item.claims, before.statements, item.statements, 1)
            # What no words bear out is nearness only: the same name in two sentences about different things.
            change = next((shift for shift in shifts if shift.standing == "change"), None)
            echo = next((shift for shift in shifts if shift.standing == "echo"), None)
        judged = [claim for claim in item.claims if claim.speaker is None]
        steps.append(
            Step(
                cable=item.cable,
                quotes=_quotes(item, change or echo),
                speakers=tuple(dict.fromkeys(claim.speaker for claim in item.claims if claim.speaker)),
                change=change,
                echo=echo,
                ground=ground(judged, item.claims, item.statements),
                spoken=_spoken(item),
            )
        )
        before = item
    return tuple(steps)


def _spoken(item: _Found) -> tuple[Spoken, ...]:
    addressees = [statement.addressee for statement in item.statements]
    found = (
        Spoken(claim.sentence, claim.speaker, None if claim.statement is None else addressees[claim.statement])
        for claim in sorted(item.claims, key=lambda claim: (claim.sentence, claim.start))
    )
    return tuple(dict.fromkeys(found))


def _quotes(item: _Found, change: Shift | None) -> tuple[Range, ...]:
    """The sentences to show: that of the change first of all, then the embassy's judgements, then in order."""
    rank = {"comment": 0, "summary": 1, "body": 2, "heading": 3}
    ordered = sorted(item.claims, key=lambda claim: (rank[claim.zone], claim.start))
    lead = [change.lead[1]] if change is not None and change.lead[1] is not None else []
    chosen = dict.fromkeys([*lead, *(claim.sentence for claim in ordered)])
    return tuple(sorted(list(chosen)[:QUOTED]))
