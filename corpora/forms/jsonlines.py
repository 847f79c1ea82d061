"""Our own JSON lines, as `crosscable read --format jsonl` writes them: one cable a line, with its source text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from crosscable.corpora.errors import InputError
from crosscable.corpora.forms.found import Found
from crosscable.corpora.record import from_json

__all__ = ["FORM", "find_jsonlines", "is_jsonlines"]

FORM = "jsonl"
_LONGEST_LINE = 64 * 1024 * 1024  # bytes; the longest cable on record has 66 thousand characters
_MARKS = ('"witness":{', '"source":"', '"map":[')


def is_jsonlines(head: str) -> bool:
    """Whether a text begins with a line of ours."""
    first = head.lstrip().split("\n", 1)[0]
    return first.startswith("{") and any(mark in first for mark in _MARKS)


def find_jsonlines(stream: BinaryIO, name: str, refuse: Callable[[InputError], None]) -> Iterator[Found]:
    """The records of a file of JSON lines, in constant memory; a line that is too long goes to `refuse`.

    A line that is no record raises an InputError when it is read.
    """
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        where = f"{name}, line {number}"
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            refuse(InputError("line refused", where=where, why=f"it is longer than {_LONGEST_LINE >> 20} MB"))
            while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        elif line.strip():
            yield Found(where, partial(from_json, line.removeprefix(b"\xef\xbb\xbf"), where))
