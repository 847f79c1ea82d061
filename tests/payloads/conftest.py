"""Results with a payload in every text that a cable, a name, a file or an editor can bring into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from crosscable.compare import check, compare, match, reconcile, sources, track
from crosscable.compare.attribution.sources import Sources
from crosscable.compare.checks import RULES
from crosscable.compare.comparison import Comparison
from crosscable.compare.findings import Finding
from crosscable.compare.matching.records import Matched
from crosscable.compare.matching.reuse import Reuse, reuse
from crosscable.compare.matching.threads import Thread, threads
from crosscable.compare.people.reconcile import People
from crosscable.compare.tracking import Track
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder

PAYLOADS = tuple(
    line.encode("ascii").decode("unicode_escape")
    for line in (Path(__file__).parent / "payloads.txt").read_text(encoding="ascii").splitlines()
    if line and not line.startswith("# ")
)
# Words of our own that choose what is printed; no cable brings them.
OURS = frozenset(
    "kind relation group direction ordered level rule cue_class addressee channel path profile prefer mode op "
    "fingerprint judgement form sha256".split()
)


def _text(cable: Cable, payload: str) -> Cable:
    """`cable` with the payload over the beginning of each paragraph, in the reading and in the file."""
    text, source = cable.text, cable.source
    for paragraph in cable.paragraphs:
        words = payload[: paragraph.end - paragraph.start]
        text = text[: paragraph.start] + words + text[paragraph.start + len(words) :]
        at, _ = cable.map.to_source(paragraph.start, paragraph.end)
        source = source[:at] + words + source[at + len(words) :]
    paragraphs = tuple(replace(p, text=text[p.start : p.end]) for p in cable.paragraphs)
    return replace(cable, text=text, source=source, paragraphs=paragraphs)


@dataclass(frozen=True)
class Poison:
    """Puts `payload` into every text of a result but those that are our own words."""

    payload: str
    made: dict[int, Cable] = field(default_factory=dict)

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.payload
        if isinstance(value, tuple):
            items = [self(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
        if isinstance(value, list):
            return [self(item) for item in value]
        if isinstance(value, Mapping):
            return {self(key): self(item) for key, item in value.items()}
        if isinstance(value, Iterator):
            return map(self, value)
        if isinstance(value, People):
            return People(self(person) for person in value.persons)
        if isinstance(value, Cable):
            if id(value) not in self.made:
                self.made[id(value)] = self._cable(_short(value))
            return self.made[id(value)]
        if is_dataclass(value) and not isinstance(value, type):
            return self._fields(value, ())
        return value

    def _cable(self, cable: Cable) -> Cable:
        made = self._fields(cable, ("source", "text", "map", "versions", "parts"))
        paragraphs = tuple(
            replace(new, text=old.text) for new, old in zip(made.paragraphs, cable.paragraphs, strict=True)
        )
        return _text(replace(made, paragraphs=paragraphs), self.payload)

    def _fields(self, value: Any, leave: tuple[str, ...]) -> Any:
        ours = OURS - {"rule"} if type(value).__name__ == "Repair" else OURS
        names = [field.name for field in fields(value) if field.name not in ours and field.name not in leave]
        return replace(value, **{name: self(getattr(value, name)) for name in names})


@dataclass(frozen=True)
class Results:
    """One small result of every kind."""

    cables: tuple[Cable, ...]
    comparison: Comparison
    matched: Matched
    threads: tuple[Thread, ...]
    reuse: Reuse
    people: People
    sources: Sources
    track: Track
    findings: tuple[Finding, ...]

    def poisoned(self, payload: str) -> Poisoned:
        return Poisoned(self, payload)


class Poisoned:
    """The same results with a payload in them, each made when it is asked for."""

    def __init__(self, results: Results, payload: str) -> None:
        self._results, self._poison = results, Poison(payload)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._results, name)
        return _matched(found, self._poison) if isinstance(found, Matched) else self._poison(found)


def _matched(matched: Matched, poison: Poison) -> Matched:
    """Cables are told apart by their names: each gets the payload and a number of its own."""
    names = {name: f"{poison.payload}{number}" for number, name in enumerate(matched.entries)}
    entries = {names[name]: replace(poison(entry), name=names[name]) for name, entry in matched.entries.items()}
    relatives = tuple(replace(poison(r), cable=names[r.cable], related=names[r.related]) for r in matched.relatives)
    return replace(poison(replace(matched, relatives=(), entries={})), entries=entries, relatives=relatives)


def _short(cable: Cable) -> Cable:
    few = {name: getattr(cable, name)[:2] for name in ("repairs", "losses", "page_turns", "references", "info")}
    return replace(cable, paragraphs=cable.paragraphs[:3], versions=(), **few)


def _small(comparison: Comparison) -> Comparison:
    """A few of everything that is shown: there are many payloads and many formats."""
    left, right = map(_short, (comparison.left, comparison.right))
    shown = tuple({shift.group: shift for shift in comparison.findings()}.values()) + comparison.echoes()[:1]
    one = tuple(replace(source, left=source.left[:1], right=source.right[:1]) for source in comparison.sources[:2])
    small = replace(comparison, left=left, right=right, sources=one, passages=comparison.passages[:1], shifts=shown)
    return replace(small, people=People(comparison.persons_in_both()[:2]))


@pytest.fixture(scope="session")
def results() -> Results:
    corpus = list(read(demo_folder()))
    by_name = {cable.name: cable for cable in corpus}
    pair = (by_name["06SELVANE91877"], by_name["08SELVANE92055"])
    matched = match(corpus, top=1)
    relatives = tuple(matched.relatives)
    hanging = threads(replace(matched, relatives=iter(relatives)))[:1]
    few = {name: matched.entries[name] for r in relatives[:2] for name in (r.cable, r.related)}
    found = reuse(corpus)
    said = sources(pair)
    levels = {finding.rule: finding for finding in check(corpus)}
    return Results(
        cables=tuple(map(_short, pair)),
        comparison=_small(compare(*pair)),
        matched=replace(matched, entries=few, relatives=relatives[:2]),
        threads=tuple(replace(thread, entries=thread.entries[:3], links=thread.links[:3]) for thread in hanging),
        reuse=replace(found, passages=found.passages[:1], boilerplate=found.boilerplate[:1]),
        people=People(reconcile(pair).persons[:3]),
        sources=Sources(said.statements[:3], said.voices[:2]),
        track=replace(track(pair, topic="canal"), steps=track(pair, topic="canal").steps[:2]),
        findings=tuple(levels[rule] for rule in RULES if rule in levels),
    )
