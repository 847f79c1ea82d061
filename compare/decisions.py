"""An editor's decisions on names and a historian's verdicts on findings, as values.

A decision is one line of `decisions.jsonl` (`decision_file.py` reads and appends). It is never changed: changing one's
mind is a new decision that supersedes the old one, taking it back is a decision "withdrawn". What holds is what nobody
superseded; the order of lines does not matter, so that two branches of a folder under version control merge by keeping
the lines of both. Where the lines of both contradict each other, `contradictions` says so and nothing wins silently.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from crosscable.compare.placed import PlacedForm, parse_placed
from crosscable.corpora.errors import UsageError

__all__ = [
    "FINDING_JUDGEMENTS",
    "NAME_JUDGEMENTS",
    "Contradiction",
    "ContradictionError",
    "Decision",
    "Decisions",
    "canonical_form",
    "decide_finding",
    "decide_names",
]

NAME_JUDGEMENTS = ("same", "different", "unsure", "withdrawn")
FINDING_JUDGEMENTS = ("keep", "reject", "reword", "withdrawn")


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement.

    `subject` is "names" or "finding"; `about` the two written forms, sorted, each with or without its place
    (`placed.py`), or the finding's fingerprint alone;
    `judgement` one of `NAME_JUDGEMENTS` or `FINDING_JUDGEMENTS`; `by` who, `at` when (ISO 8601), `why` the reason in
    the editor's words; `model` and `probability` what the machine said then; `evidence` the cables that were known to
    name either form; `supersedes` the ids of decisions that no longer hold. `id` is made of all this.
    """

    subject: str
    about: tuple[str, ...]
    judgement: str
    by: str
    at: str
    why: str = ""
    model: str = ""
    probability: float | None = None
    evidence: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    text: str = ""

    @property
    def id(self) -> str:
        """What other decisions call this one: equal lines have equal ids."""
        content = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]

    def told(self) -> str:
        """One phrase: who said what of what, and when."""
        return f"{' / '.join(self.about)}: {self.judgement} ({self.by}, {self.at[:10]})"


def canonical_form(form: str) -> str:
    """A written form as decisions know it: composed characters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", form).split())


def decide_names(form_a: str, form_b: str, judgement: str, *, by: str, at: str, why: str = "") -> Decision:
    """A decision on two written forms, each with or without its place.

    Raises:
        UsageError: an unknown judgement, or twice the same form.
    """
    a, b = sorted((canonical_form(form_a), canonical_form(form_b)))
    if judgement not in NAME_JUDGEMENTS:
        raise UsageError(f"no judgement {judgement!r} on names", remedy=f"use one of {', '.join(NAME_JUDGEMENTS)}")
    if a == b:
        raise UsageError(f"a decision needs two forms, both are {a!r}")
    return Decision("names", (a, b), judgement, by, at, why)


def decide_finding(fingerprint: str, judgement: str, *, by: str, at: str, why: str = "", text: str = "") -> Decision:
    """A verdict on a finding; `text` is the new wording where the judgement is "reword".

    Raises:
        UsageError: an unknown judgement.
    """
    if judgement not in FINDING_JUDGEMENTS:
        raise UsageError(f"no verdict {judgement!r} on findings", remedy=f"use one of {', '.join(FINDING_JUDGEMENTS)}")
    return Decision("finding", (fingerprint,), judgement, by, at, why, text=text)


def _narrowest(subject: PlacedForm) -> tuple[bool, str, int, str]:
    return subject.paragraph is None, subject.cable, subject.paragraph or 0, subject.form


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Decisions that cannot all hold: `chain` makes two forms one person step by step, `against` parts them.

    Where two unsuperseded decisions on the very same subject differ, the chain is the one of them.
    """

    chain: tuple[Decision, ...]
    against: Decision

    def __str__(self) -> str:
        links = "; ".join(decision.told() for decision in self.chain)
        return f"{links}; but {self.against.told()}"


class ContradictionError(UsageError):
    """The decisions contradict each other; a list of names cannot be built from them."""


@dataclass(frozen=True)
class Decisions:
    """All decisions of a folder, in any order; equal lines count once."""

    records: tuple[Decision, ...] = ()

    @cached_property
    def holding(self) -> tuple[Decision, ...]:
        """The decisions that nobody superseded and that withdraw nothing, sorted by subject."""
        gone = {old for decision in self.records for old in decision.supersedes}
        kept = {d.id: d for d in self.records if d.id not in gone and d.judgement != "withdrawn"}
        return tuple(sorted(kept.values(), key=lambda d: (d.subject, d.about, d.at, d.id)))

    def on(self, *about: str) -> tuple[Decision, ...]:
        """What holds on two forms, or on one fingerprint; more than one only where editors differ."""
        key = tuple(sorted(canonical_form(form) for form in about)) if len(about) == 2 else about
        return self._by_subject.get(key, ())

    @cached_property
    def _by_subject(self) -> dict[tuple[str, ...], tuple[Decision, ...]]:
        table: dict[tuple[str, ...], tuple[Decision, ...]] = {}
        for decision in self.holding:
            table[decision.about] = (*table.get(decision.about, ()), decision)
        return table

    def verdict(self, fingerprint: str) -> Decision | None:
        """The latest verdict on a finding, None where there is none."""
        found = self.on(fingerprint)
        return max(found, key=lambda d: (d.at, d.id)) if found else None

    def _pairs(self, judgement: str) -> Iterator[tuple[str, str]]:
        for decision in self.holding:
            if decision.subject == "names" and decision.judgement == judgement:
                yield decision.about[0], decision.about[1]

    @cached_property
    def same(self) -> tuple[tuple[str, str], ...]:
        """Pairs of forms that were joined, sorted."""
        return tuple(sorted(set(self._pairs("same"))))

    @cached_property
    def different(self) -> tuple[tuple[str, str], ...]:
        """Pairs of forms that were parted, sorted."""
        return tuple(sorted(set(self._pairs("different"))))

    @cached_property
    def placed(self) -> dict[str, tuple[PlacedForm, ...]]:
        """What joins or parts a form at some place only: by the form in small letters, the narrowest places first."""
        found: dict[str, set[PlacedForm]] = {}
        for about in {form for pair in (*self.same, *self.different) for form in pair}:
            if subject := parse_placed(about):
                found.setdefault(subject.form.casefold(), set()).add(subject)
        return {form: tuple(sorted(places, key=_narrowest)) for form, places in found.items()}

    def subject(self, form: str, cable: str, paragraph: int | None) -> str:
        """What decisions call a form that stands in a paragraph of a cable: form and place where one of them does."""
        for known in self.placed.get(canonical_form(form).casefold(), ()):
            if known.cable == cable and known.paragraph in (None, paragraph):
                return str(known)
        return canonical_form(form)

    @cached_property
    def groups(self) -> dict[str, str]:
        """For every joined form the first form of its group, by way of any number of decisions."""
        first: dict[str, str] = {}

        def root(form: str) -> str:
            while first.setdefault(form, form) != form:
                form = first[form]
            return form

        for a, b in self.same:
            left, right = root(a), root(b)
            first[max(left, right)] = min(left, right)
        return {form: root(form) for form in sorted(first)}

    @cached_property
    def _parted(self) -> frozenset[tuple[str, str]]:
        groups = self.groups
        pairs = ((groups.get(a, a), groups.get(b, b)) for a, b in self.different)
        return frozenset((min(a, b), max(a, b)) for a, b in pairs)

    def implied(self, form_a: str, form_b: str) -> str | None:
        """What the decisions say of two forms, directly or by way of others: "same", "different" or None."""
        a, b = canonical_form(form_a), canonical_form(form_b)
        a, b = self.groups.get(a, a), self.groups.get(b, b)
        if a == b:
            return "same"
        return "different" if (min(a, b), max(a, b)) in self._parted else None

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every set of decisions that cannot hold together, each by its shortest chain, sorted."""
        found = []
        for against in self.holding:
            if against.subject == "names" and against.judgement == "different":
                chain = self._chain(against.about[0], against.about[1])
                if chain:
                    found.append(Contradiction(chain, against))
        for decisions in self._by_subject.values():
            verdicts = [d for d in decisions if d.subject == "finding"]
            if len({(d.judgement, d.text) for d in verdicts}) > 1:
                found.append(Contradiction((verdicts[0],), verdicts[-1]))
        return tuple(sorted(found, key=lambda c: (c.against.about, len(c.chain), c.against.id)))

    def _chain(self, start: str, goal: str) -> tuple[Decision, ...]:
        """The shortest chain of "same" from one form to another; equal lengths by the forms' order."""
        steps: dict[str, list[Decision]] = {}
        for decision in self.holding:
            if decision.subject == "names" and decision.judgement == "same":
                for form in decision.about:
                    steps.setdefault(form, []).append(decision)
        came: dict[str, tuple[str, Decision] | None] = {start: None}
        queue = deque([start])
        while queue and goal not in came:
            form = queue.popleft()
            for decision in steps.get(form, []):
                other = decision.about[1] if decision.about[0] == form else decision.about[0]
                if other not in came:
                    came[other] = (form, decision)
                    queue.append(other)
        chain: list[Decision] = []
        form = goal
        while (step := came.get(form)) is not None:
            form = step[0]
            chain.append(step[1])
        return tuple(reversed(chain))

    def require_consistent(self) -> None:
        """Refuse decisions that contradict each other.

        Raises:
            ContradictionError: names the shortest chain and who decided what.
        """
        if found := self.contradictions():
            first, *others = found
            more = f" and {len(others)} more" if others else ""
            raise ContradictionError(
                f"decisions contradict each other: {first}{more}",
                remedy="decide one of these pairs anew, or withdraw one",
            )

    def with_(self, *decisions: Decision) -> Decisions:
        """These decisions and some more."""
        return Decisions((*self.records, *decisions))

    def replacing(self, decision: Decision) -> Decision:
        """The decision as it has to be written: superseding whatever was last said on its subject, withdrawals too."""
        gone = {old for record in self.records for old in record.supersedes}
        last = {d.id for d in self.records if d.about == decision.about and d.id not in gone}
        return replace(decision, supersedes=tuple(sorted(last)))

    def new_evidence(self, form_a: str, form_b: str, cables: Iterable[str]) -> tuple[str, ...]:
        """Cables that name either form and were not known when the pair was decided; empty where it never was."""
        held = self.on(form_a, form_b)
        if not held:
            return ()
        known = {cable for decision in held for cable in decision.evidence}
        return tuple(sorted(set(cables) - known))
