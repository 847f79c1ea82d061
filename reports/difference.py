"""What differs between two outputs of `compare`, `check` or `report`, and whether texts or rules made the difference.

A result that only one of the two holds, or that both tell differently, is laid to the texts where a cable it quotes
is new, gone or of another digest; to the rules where its cables are the same and the rules are not; to both where both
changed, since nothing in the outputs can part them; and where neither did, to what else it depends on: decisions, or
the rest of the corpus.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from crosscable.corpora.errors import UsageError
from crosscable.reports.machine.report import RECORD

__all__ = ["CAUSES", "CHANGES", "Change", "Difference", "Output", "Result", "difference", "read_output"]

CAUSES = {
    "text": "a cable that it quotes is new, gone or of another text",
    "rules": "its cables are the same, the rules are not",
    "both": "both a cable's text and the rules changed",
    "other": "texts and rules are the same; decisions, options or the rest of the corpus differ",
}
CHANGES = ("new", "gone", "changed")
_KINDS = {"crosscable/compare/1": "compare", "crosscable/check/1": "check", "crosscable/report/1": "report"}


@dataclass(frozen=True, slots=True)
class Result:
    """One result of an output: its kind, what it is known by, how people are told of it, its cables and its content.

    `told` stands for all that it says; places in the file are no part of it.
    """

    kind: str
    key: str
    label: str
    cables: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Output:
    """A machine output: the command, the rules that made it, each cable's text digest, its results by kind and key."""

    command: str
    rules: str
    texts: Mapping[str, str]
    results: Mapping[tuple[str, str], Result]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: one of `CHANGES`, one of `CAUSES`, and the result, as the newer output has it if it does."""

    change: str
    cause: str
    kind: str
    key: str
    label: str
    cables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two outputs of one command: what became of their texts and rules, the changes in order, and what stayed.

    `added`, `removed`, `edited` are cables.
    """

    command: str
    rules: tuple[str, str]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...]
    changes: tuple[Change, ...]
    unchanged: int

    def counts(self) -> dict[str, int]:
        """How many changes each cause has, in the order of `CAUSES`."""
        found = Counter(change.cause for change in self.changes)
        return {cause: found[cause] for cause in CAUSES}


def read_output(path: Path) -> Output:
    """A machine output that was written to a file; of a report its folder.

    Raises:
        UsageError: it cannot be read, or is no output of `compare --format json`, `check --format json` or `report`.
    """
    if path.is_dir():
        if not (path / RECORD).is_file():
            raise UsageError(
                f"a folder without {RECORD}", where=str(path), remedy="name a folder that `crosscable report` wrote"
            )
        path /= RECORD
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError("cannot read this output", where=str(path), why=why) from error
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema not in _KINDS:
        raise UsageError(
            "no output that can be compared",
            where=str(path),
            why=f"its schema is {schema!r}" if schema else "it does not say its schema",
            remedy="write one with `crosscable compare --format json`, `crosscable check --format json` or "
            "`crosscable report`",
        )
    command = _KINDS[schema]
    try:
        results = _RESULTS[command](value)
        cables = [value["left"], value["right"]] if command == "compare" else value["cables"]
        texts = {str(cable["cable"]): str(cable["sha256"]) for cable in cables}
        return Output(command, str(value.get("rules", "")), texts, {(r.kind, r.key): r for r in results})
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError("a part of this output is missing", where=str(path), why=f"{error!r}") from error


def _of_check(value: Mapping[str, Any]) -> list[Result]:
    return [
        Result(
            kind=row["rule"],
            key=row["fingerprint"],
            label=row["message"],
            cables=_cables(row["spans"]),
            told=_digest(row["level"], row["message"]),
        )
        for row in value["findings"]
    ]


def _of_compare(value: Mapping[str, Any]) -> list[Result]:
    both = tuple(str(value[side]["cable"]) for side in ("left", "right"))
    results: list[Result] = []
    results += [_of_shift(row, both) for row in value["shifts"]]
    for row in value["sources"]:
        said = [[_texts(one["content"]) for one in row["statements"][side]] for side in ("left", "right")]
        results.append(Result("source", row["name"], row["name"], both, _digest(said)))
    for row in value["people"]:
        forms = [(form["form"], len(form["left"]), len(form["right"])) for form in row["forms"]]
        results.append(Result("person", row["person"], row["preferred"], both, _digest(row["preferred"], forms)))
    for row in value["passages"]:
        texts = _texts(row["left"]), _texts(row["right"])
        label = f"{row['relation']}: {_short(texts[0])} / {_short(texts[1])}"
        results.append(Result("passage", _digest(*texts), label, both, _digest(row["relation"], row["score"])))
    return results


def _of_report(value: Mapping[str, Any]) -> list[Result]:
    results = []
    for pair in value["pairs"]:
        both = str(pair["left"]), str(pair["right"])
        name = " and ".join(both)
        results.append(Result("pair", name, f"{name}: {pair['why']}", both, _digest(pair["why"])))
        found = [_of_shift(row, both) for row in pair["shifts"]]
        found += [Result("source", row["name"], row["name"], both, "") for row in pair["sources"]]
        results += [replace(each, key=f"{name} {each.key}", label=f"{name}: {each.label}") for each in found]
    for row in value["names"]:
        forms = sorted(form["form"] for form in row["forms"])  # how often each stands there grows with the corpus
        label = ", ".join(dict.fromkeys((row["preferred"], *forms)))
        told = _digest(row["preferred"], row["decided"], forms)
        results.append(Result("name", row["person"], label, tuple(row["cables"]), told))
    return results


def _of_shift(row: Mapping[str, Any], cables: tuple[str, ...]) -> Result:
    label = f"{row['topic']} ({row['kind'].replace('_', ' ')}): {row['why']}"
    told = _digest(row["direction"], row["group"], row["speaker"], row["score"], row["why"])
    return Result("shift", row["fingerprint"], label, cables, told)


_RESULTS = {"compare": _of_compare, "check": _of_check, "report": _of_report}


def _texts(spans: list[Mapping[str, Any]]) -> list[str]:
    return [" ".join(span["text"].split()) for span in spans]


def _short(texts: list[str]) -> str:
    text = " … ".join(texts)
    return text if len(text) <= 60 else text[:59] + "…"


def _cables(spans: list[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(span["cable"]) for span in spans))


def _digest(*parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def difference(old: Output, new: Output) -> Difference:
    """What differs from `old` to `new`.

    Raises:
        UsageError: they are outputs of different commands.
    """
    if old.command != new.command:
        raise UsageError(
            "the two outputs are of different commands", why=f"one is of {old.command}, the other of {new.command}"
        )
    changes, unchanged = [], 0
    for name in sorted(old.results.keys() | new.results.keys()):
        before, after = old.results.get(name), new.results.get(name)
        result = after or before
        assert result is not None
        if before is not None and after is not None and before.told == after.told:
            unchanged += 1
            continue
        change = "new" if before is None else "gone" if after is None else "changed"
        changes.append(Change(change, _cause(result, old, new), result.kind, result.key, result.label, result.cables))
    order = list(CAUSES)
    changes.sort(key=lambda c: (order.index(c.cause), CHANGES.index(c.change), c.kind, c.label, c.key))
    return Difference(
        command=new.command,
        rules=(old.rules, new.rules),
        added=tuple(sorted(new.texts.keys() - old.texts.keys())),
        removed=tuple(sorted(old.texts.keys() - new.texts.keys())),
        edited=tuple(sorted(c for c in old.texts.keys() & new.texts.keys() if old.texts[c] != new.texts[c])),
        changes=tuple(changes),
        unchanged=unchanged,
    )


def _cause(result: Result, old: Output, new: Output) -> str:
    text = any(old.texts.get(cable) != new.texts.get(cable) for cable in result.cables)
    rules = old.rules != new.rules
    return "both" if text and rules else "text" if text else "rules" if rules else "other"
