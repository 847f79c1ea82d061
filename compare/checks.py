"""The rules behind `check`: what an edition wants to hear of before it accepts new text.

Each rule yields findings with a fingerprint, so that a baseline can hold what was accepted once. A rule says what it
looks at and why it matters in `RULES`; what it finds is the same whatever order the cables come in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscable.compare.decisions import Decisions
from crosscable.compare.findings import Finding, fingerprint
from crosscable.compare.recall import Recall, ToldShift
from crosscable.compare.results import Results

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable, Span
    from crosscable.corpora.errors import InputError

__all__ = ["RULES", "Rule", "accepted", "check", "in_fixed_order", "shift_findings", "undisputed"]


# Two names that are less likely than this to be one person's are a note: most of them are two.
LIKELY = 0.9


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `check`: its name, the highest level of its findings, and one line on why it matters."""

    name: str
    level: str
    reason: str


RULES = {
    rule.name: rule
    for rule in (
        Rule("reading/refused", "error", "An input that cannot be read is missing from every result."),
        Rule("reading/loss", "warning", "Lost text can hide what a finding rests on."),
        Rule("reference/impossible", "warning", "A cable cannot cite itself or one that was written after it."),
        Rule("reference/unlisted", "warning", "The text cites a reference by a letter that the header does not list."),
        Rule("reference/dangling", "note", "A reference to a cable outside of the corpus leads readers nowhere."),
        Rule("names/unreviewed", "warning", "Two spellings that may be one person wait for an editor's decision."),
        Rule("decisions/contradictory", "error", "Decisions that contradict each other decide nothing."),
        Rule("shift/new", "note", "An assessment differs between two related cables and nobody has looked at it."),
    )
}


def in_fixed_order(cables: Iterable[Cable]) -> list[Cable]:
    """The cables in the order in which findings are made, however they were given."""
    return sorted(cables, key=lambda cable: (cable.name, cable.witness.name))


def undisputed(decisions: Decisions | None) -> Decisions | None:
    """The decisions without those that contradict each other: nothing wins silently, and what is clear holds."""
    found = decisions.contradictions() if decisions is not None else ()
    if decisions is None or not found:
        return decisions
    disputed = {decision.id for one in found for decision in (*one.chain, one.against)}
    return Decisions(tuple(decision for decision in decisions.holding if decision.id not in disputed))


def accepted(findings: Iterable[Finding], decisions: Decisions | None) -> tuple[Finding, ...]:
    """The findings without those that an editor has rejected."""
    if decisions is None:
        return tuple(findings)
    verdicts = ((finding, decisions.verdict(finding.fingerprint)) for finding in findings)
    return tuple(finding for finding, verdict in verdicts if verdict is None or verdict.judgement != "reject")


def check(
    cables: Sequence[Cable],
    refused: Iterable[InputError] = (),
    *,
    decisions: Decisions | None = None,
    recall: Recall | None = None,
) -> tuple[Finding, ...]:
    """The findings of every rule that looks at cables one by one or at all of them, in a fixed order.

    Args:
        cables: the corpus.
        refused: what of it could not be read.
        decisions: an editor's decisions on names; where they contradict each other, that is a finding.
        recall: what is known of these cables, where earlier runs kept it.
    """
    ordered = in_fixed_order(cables)
    known = recall or Recall(ordered, undisputed(decisions), Results(None))
    found = [
        *_refusals(refused),
        *_losses(ordered),
        *_impossible(ordered),
        *_unlisted(ordered),
        *_dangling(ordered),
        *_unreviewed(known),
        *_contradictory(decisions),
    ]
    return _each_once(found)


Pair = tuple["Cable", "Cable"]


def shift_findings(
    recall: Recall, work: Callable[[Sequence[Pair]], Iterable[tuple[ToldShift, ...]]], least: float
) -> tuple[Finding, ...]:
    """One finding for each shift that people are shown and that scores at least `least` (0..1), in related pairs.

    `work` compares the pairs of which nothing is kept, without any verdicts.
    """
    found = []
    for (left, right), shifts in recall.shifts(recall.pairs(), work):
        for shift in shifts:
            if shift.score < least or not shift.shown:
                continue
            spans = tuple(
                cable.span(*place)
                for cable, places in ((left, shift.left), (right, shift.right))
                for place in sorted(places)
            )
            message = (
                f"{shift.topic} ({shift.kind.replace('_', ' ')}) between {left.name} and {right.name}: {shift.why}"
            )
            found.append(Finding("shift/new", RULES["shift/new"].level, message, spans, shift.fingerprint))
    return _each_once(found)


def _each_once(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by rule and place; of equal fingerprints the first."""
    seen: dict[str, Finding] = {}
    for finding in found:
        seen.setdefault(finding.fingerprint, finding)
    order = {rule: place for place, rule in enumerate(RULES)}
    return tuple(sorted(seen.values(), key=lambda f: (order[f.rule], f.message, f.fingerprint)))


def _finding(rule: str, message: str, key: Sequence[str], spans: Iterable[Span] = ()) -> Finding:
    quoted = tuple(spans)
    name = fingerprint(rule, key, [span.quote for span in quoted])
    return Finding(rule, RULES[rule].level, message, quoted, name)


def _refusals(refused: Iterable[InputError]) -> Iterator[Finding]:
    for error in refused:
        yield _finding("reading/refused", str(error), (error.where or error.what, error.what))


def _losses(cables: Iterable[Cable]) -> Iterator[Finding]:
    for cable in cables:
        for number, loss in enumerate(cable.losses):
            at = cable.map.to_reading(loss.start)
            span = cable.span(max(0, at - 40), min(len(cable.text), at + 40))
            yield _finding(
                "reading/loss", f"{cable.name}: {loss.message}", (cable.name, loss.kind, str(number)), (span,)
            )


def _place(cable: Cable, quoted: str) -> tuple[Span, ...]:
    """Where the words first stand in a cable."""
    at = cable.text.find(quoted) if quoted else -1
    return (cable.span(at, at + len(quoted)),) if at >= 0 else ()


_SLIP = 30  # years
_YEAR = re.compile(r"\d\d")


def _impossible(cables: Iterable[Cable]) -> Iterator[Finding]:
    for cable in cables:
        for reference in cable.references:
            if reference.kind != "cable" or not reference.id:
                continue
            if reference.id == cable.id:
                why = "itself"
            elif cable.sent is not None and _written_after(reference.id, cable.sent.year):
                why = f"{reference.id}, which has a number of a later year"
            else:
                continue
            message = f"{cable.name} refers to {why}"
            yield _finding("reference/impossible", message, (cable.name, reference.id), _place(cable, reference.text))


def _written_after(identifier: str, year: int) -> bool:
    """Whether a cable's number is of a later year; numbers hold two digits of it, of 1966 to 2065."""
    found = _YEAR.match(identifier)
    if found is None:
        return False
    written = int(found.group())
    # A number of a far later year is no slip of the year: it is no cable's number.
    return 0 < (1900 if written >= 66 else 2000) + written - year <= _SLIP


# "(REF C)", "Refs A and B", "reftel D": a letter of the list, never the article "A" of a sentence.
_CITED = re.compile(r"\b(?:[Rr][Ee][Ff](?:tel|TEL)?s?S?)\.? ([A-Z](?:(?:, | and | AND |, and |-)[A-Z])*)(?![\w.'’/])")


def _unlisted(cables: Iterable[Cable]) -> Iterator[Finding]:
    for cable in cables:
        listed = {reference.bullet for reference in cable.references if reference.bullet}
        if len(listed) < 2:  # a list of one is cited as "ref" whatever its letter
            continue
        told: set[str] = set()
        for paragraph in cable.paragraphs:
            for found in _CITED.finditer(paragraph.text):
                for letter in sorted(set(re.findall(r"[A-Z](?![A-Za-z])", found[1])) - listed - told):
                    told.add(letter)
                    start = paragraph.start + found.start()
                    message = f"{cable.name} cites reference {letter}, but lists {', '.join(sorted(listed))}"
                    spans = (cable.span(start, paragraph.start + found.end()),)
                    yield _finding("reference/unlisted", message, (cable.name, letter), spans)


def _dangling(cables: Sequence[Cable]) -> Iterator[Finding]:
    known = {cable.name for cable in cables}
    for cable in cables:
        for reference in cable.references:
            if reference.kind == "cable" and reference.id and reference.id not in known:
                message = f"{cable.name} refers to {reference.id}, which the corpus does not hold"
                key = (cable.name, reference.id)
                yield _finding("reference/dangling", message, key, _place(cable, reference.text))


def _unreviewed(recall: Recall) -> Iterator[Finding]:
    for variant in recall.variants():
        spans = [recall.cables[place.cable].span(place.start, place.end) for place in variant.places]
        one, other = variant.forms
        message = (
            f"{one} ({spans[0].cable}) and {other} ({spans[1].cable}) may be one person ({variant.probability:.3f})"
        )
        level = RULES["names/unreviewed"].level if variant.probability >= LIKELY else "note"
        # Which mention is quoted depends on what else the corpus holds; what was accepted must not.
        name = fingerprint("names/unreviewed", sorted((one.casefold(), other.casefold())), ())
        yield Finding("names/unreviewed", level, message, tuple(spans), name)


def _contradictory(decisions: Decisions | None) -> Iterator[Finding]:
    for found in decisions.contradictions() if decisions is not None else ():
        ids = sorted(decision.id for decision in (*found.chain, found.against))
        yield _finding("decisions/contradictory", f"decisions contradict each other: {found}", ids)
