"""A finding: what a rule has to say about a place in one or more cables, and the fingerprint it is known by.

Shifts, unreviewed name variants and broken references are findings; verdicts, baselines and CI formats speak of them by
fingerprint. A fingerprint stays the same while the rule, the claim and the quoted words stay the same, wherever the
words move in the file and however they are wrapped; when any of them changes, earlier verdicts no longer hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.corpora.cable import Span

__all__ = ["LEVELS", "Finding", "digest", "fingerprint"]

LEVELS = ("note", "warning", "error")

_LENGTH = 16  # hexadecimal digits: 64 bits are plenty for the findings of one corpus


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the rule's name, one of `LEVELS`, one sentence, the quotations, the fingerprint."""

    rule: str
    level: str
    message: str
    spans: tuple[Span, ...]
    fingerprint: str


def digest(quotation: str) -> str:
    """What stands for a quotation in a fingerprint: white space does not count."""
    return hashlib.sha256(" ".join(quotation.split()).encode("utf-8")).hexdigest()


def fingerprint(rule: str, key: Sequence[str], quotations: Iterable[str]) -> str:
    """The name of a finding: of its rule, of what it is about (`key`), and of the words it quotes, in any order."""
    parts = [rule, *key, *sorted(digest(quotation) for quotation in quotations)]
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:_LENGTH]
