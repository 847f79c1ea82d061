"""Statements: who said what, by which word, to whom, and by which rule of the grammar that was found.

All positions are in the reading of the cable (`cable.text`); `cable.span` leads from them to the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Range", "Statement"]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement, view, belief or perception.

    `speaker` is the noun phrase or pronoun as written, title and apposition included; None where the cable leaves it
    out (", noting that") or names nobody ("reportedly"). `cue` is the reporting word or words, `content` what is
    reported. `resolved` is the short name of who is meant, None where that cannot be told; `antecedent` the place of
    the mention that gave the name, which is where a person can be looked up.

    `kind` is person, institution, group, embassy (the cable's own side), press, document, redacted or unnamed.
    `addressee` is us, press, other or None (not said); `channel` meeting, phone, press, document, hearsay or None;
    `date` the day on which it was said, when the cable gives one. `protected`: the cable asks to protect the speaker.
    `cue_class` is neutral, assertive, concessive, denial, forecast, evaluative, request or perception.
    `chain` names those through whom the statement came, outermost first; empty for what the speaker said himself.
    `quotes` are the passages in quotation marks inside of `content`. `rule` names the rule that found the statement.
    """

    cable: str
    rule: str
    speaker: Range | None
    cue: Range
    content: tuple[Range, ...]
    resolved: str | None
    antecedent: Range | None
    kind: str
    cue_class: str
    addressee: str | None = None
    channel: str | None = None
    date: date | None = None
    protected: bool = False
    chain: tuple[str, ...] = ()
    quotes: tuple[Range, ...] = ()
