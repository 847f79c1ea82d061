"""What every form does with a telegram that it found: name its witness and have it read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath

from crosscable.corpora.cable import Cable, Witness
from crosscable.corpora.reference import canonical_id
from crosscable.corpora.telegram.grammar import read_telegram
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.text import Edit, Extract, apply, join

__all__ = ["PLAIN", "Found", "Settings", "archive_id", "named_reference", "telegram", "witness"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: `year` for references that no date-time group dates; `without`, the repair rules switched off."""

    year: int | None = None
    without: frozenset[str] = frozenset()


PLAIN = Settings()


@dataclass(frozen=True, slots=True)
class Found:
    """A record that a form has found in a file: the name of its witness, and how to read it.

    Reading costs a hundred times more than finding, and a record that was read before need not be read again.
    """

    name: str
    read: Callable[[], Cable]


# 07MOSCOW12 or, as the National Archives write it, 1977ANKARA04748.
_REFERENCE = re.compile(r"(?:19|20)?(\d\d[A-Z]{3,}\d{1,6})")


def witness(name: str, form: str, source: str) -> Witness:
    """The witness of a text; its digest is over the source text in UTF-8, so that it does not depend on the file's
    encoding.
    """
    return Witness(name, form, sha256(source.encode("utf-8", "surrogatepass")).hexdigest())


def telegram(extract: Extract, name: str, form: str, settings: Settings, hints: Hints = NO_HINTS) -> Cable:
    """Read the telegram in `extract`.

    Where neither the telegram nor its archive gives a reference number, a file name that is one serves: `name` of
    07MOSCOW12.txt. It dates the references of the telegram too.
    """
    reference = named_reference(name)
    year = settings.year
    if year is None and reference is not None:
        year = _year(reference)
    if year is not None and hints.year is None:
        hints = replace(hints, year=year)
    if "\r\n" in extract.text:
        extract = _unix_lines(extract)
    cable = read_telegram(extract, witness(name, form, extract.source), hints, without=settings.without)
    if cable.id is None and reference is not None:
        return replace(cable, id=reference)
    return cable


def _unix_lines(extract: Extract) -> Extract:
    """The same telegram with Unix line ends; the map leads back to both characters of each."""
    ends = (Edit(match.start(), match.end(), "\n", "line-end") for match in re.finditer("\r\n", extract.text))
    text, lines = apply(extract.text, ends)
    return replace(extract, text=text, map=join(lines, extract.map))


def archive_id(written: str) -> str | None:
    """The id that an archive gives a cable, its damage mended where the rules know how; None where it gives none."""
    return canonical_id(written) or written.strip() or None


def named_reference(name: str) -> str | None:
    """The reference number that a file's name is, None for any other name."""
    last = PurePosixPath(name.replace("\\", "/").rsplit("!", 1)[-1]).name
    stem = last.rsplit(".", 1)[0] if "." in last else last
    match = _REFERENCE.fullmatch(stem)
    return canonical_id(match[1]) if match else None


def _year(reference: str) -> int:
    """The four-digit year of an id; telegrams with such numbers began in 1960, so that 59 is 2059."""
    short = int(reference[:2])
    return 1900 + short if short >= 60 else 2000 + short
