"""Taking a cluster apart again: which members stand by themselves, by written form or by the cables of one form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from crosscable.compare.decisions import Decision, Decisions, decide_names
from crosscable.compare.people.model import model
from crosscable.compare.people.questions import WrittenForm
from crosscable.compare.placed import plain_form

__all__ = ["Cluster", "clusters_of", "part"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A person as an editor takes it apart: `forms` are the spellings, `places` each of them in each of its cables."""

    preferred: str
    forms: tuple[WrittenForm, ...]
    places: tuple[WrittenForm, ...] = ()


def clusters_of(clusters: Iterable[Cluster]) -> tuple[Cluster, ...]:
    """The clusters that can be taken apart: first those of most spellings, then those of most cables."""
    possible = [cluster for cluster in clusters if len(cluster.forms) > 1 or len(cluster.places) > 1]
    return tuple(sorted(possible, key=lambda c: (-len(c.forms), -len(c.places), c.preferred)))


def part(
    cluster: Cluster, chosen: Collection[str], decisions: Decisions, *, each: bool, by: str, at: str
) -> tuple[Decision, ...]:
    """The decisions that set the chosen members apart from all others of their cluster.

    Args:
        cluster: the cluster.
        chosen: some of its forms, or some of its places.
        decisions: what was decided before; what stands against the new decisions there is superseded.
        each: every chosen member is somebody of his own; else they are one other person together.
        by: who decides.
        at: when.
    """
    known = {member.text: member for member in (*cluster.forms, *cluster.places)}
    apart = _narrowed(cluster, [text for text in known if text in set(chosen)], each)
    rest = [form.text for form in cluster.forms if form.text not in apart]
    wanted = [(one, two, "different") for one in apart for two in rest]
    if each:
        wanted += [(one, two, "different") for one, two in combinations(apart, 2)]
    elif rest:
        wanted += [(one, two, "same") for one, two in pairwise(apart)]
    made: list[Decision] = []
    for one, two, judgement in wanted:
        plain = decide_names(one, two, judgement, by=by, at=at)
        evidence = tuple(sorted({*known[one].cables, *known[two].cables}))
        made.append(decisions.replacing(replace(plain, model=model().version, evidence=evidence)))
    return tuple(made)


def _narrowed(cluster: Cluster, chosen: list[str], each: bool) -> list[str]:
    """The chosen members, where all places of a form are meant the form; one of them keeps it if each is somebody."""
    for form in cluster.forms:
        places = [place.text for place in cluster.places if plain_form(place.text) == plain_form(form.text)]
        own = [text for text in places if text in chosen and text != form.text]
        if own and set(places) <= set(chosen):
            kept = own[:-1] if each else []
            chosen = [text for text in chosen if text not in own or text in kept]
            if not each:
                chosen.append(form.text)
    return sorted(set(chosen))
