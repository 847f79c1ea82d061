"""Persons of a bare list of names: block, score, cluster, and name what came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crosscable.compare.people.blocking import Capped, candidates
from crosscable.compare.people.clusters import THRESHOLD, Link, cluster
from crosscable.compare.people.likeness import CERTAIN
from crosscable.compare.people.names import Name, parse_name
from crosscable.compare.people.rarity import ENOUGH, Rarity, background, count
from crosscable.compare.people.scoring import scores
from crosscable.compare.placed import plain_form

__all__ = ["NameList", "by_person", "links", "preferred_form", "reconcile_names", "slug"]


@dataclass(frozen=True, slots=True)
class NameList:
    """A list of names with its persons.

    For every row: `persons` the person's id, made of the preferred form; `preferred` that form; `joined` how the row
    came to its person: "only" (nobody else there), "certain" (an equal form, a probability of at least .99, or an
    editor's decision) or "probably". `capped` are the blocks too large to compare in full.
    """

    names: tuple[str, ...]
    persons: tuple[str, ...]
    preferred: tuple[str, ...]
    joined: tuple[str, ...]
    capped: tuple[Capped, ...]


def links(names: Sequence[Name], rarity: Rarity) -> tuple[list[Link], tuple[Capped, ...]]:
    """Every pair of names worth comparing, with its probability, and what was capped."""
    found = candidates(names)
    return [Link(*scored) for scored in scores(names, found, rarity)], found.capped


def reconcile_names(
    names: Sequence[str],
    *,
    same: Collection[tuple[str, str]] = (),
    different: Collection[tuple[str, str]] = (),
    threshold: float = THRESHOLD,
) -> NameList:
    """The persons of a list.

    Args:
        names: written forms, one a row; equal forms are one person's.
        same: pairs of forms that an editor joined.
        different: pairs of forms that an editor parted.
        threshold: mean probability from which clusters join; `CERTAIN` for joins that need nobody's eye.
    """
    written = [" ".join(name.split()) for name in names]
    forms = tuple(dict.fromkeys(written))
    row_of = {form: row for row, form in enumerate(forms)}
    where = [row_of[form] for form in written]
    parsed = [parse_name(form) for form in forms]
    rarity = count(parsed) if len(forms) >= ENOUGH else background()
    scored, capped = links(parsed, rarity)
    must = [(row_of[a], row_of[b]) for a, b in same if a in row_of and b in row_of]
    cannot = [(row_of[a], row_of[b]) for a, b in different if a in row_of and b in row_of]
    clusters = cluster(len(forms), scored, must=must, cannot=cannot, threshold=threshold)
    certain = _certain(len(forms), clusters, scored, must)
    counts = Counter(where)
    persons, preferred = [""] * len(forms), [""] * len(forms)
    taken: Counter[str] = Counter()
    used: set[str] = set()
    for rows in clusters:
        best = preferred_form([(forms[row], counts[row]) for row in rows])
        person = _fresh(slug(best), taken, used)
        for row in rows:
            persons[row] = person
            preferred[row] = best
    joined = ["certain" if certain[row] == "only" and counts[row] > 1 else certain[row] for row in where]
    return NameList(
        tuple(names),
        tuple(persons[row] for row in where),
        tuple(preferred[row] for row in where),
        tuple(joined),
        capped,
    )


def _fresh(stem: str, taken: Counter[str], used: set[str]) -> str:
    """An id that nobody has: the stem, or the stem with the next number that is free."""
    person = stem
    while person in used:  # "faisal-2" may be the second Faisal, or Faisal the second
        taken[stem] += 1
        person = f"{stem}-{taken[stem] + 1}"
    used.add(person)
    return person


def _certain(
    count: int, clusters: Sequence[Sequence[int]], scored: Sequence[Link], must: Sequence[tuple[int, int]]
) -> list[str]:
    """For each row how it belongs to its cluster: "only", "certain" or "probably"."""
    cluster_of = {row: number for number, rows in enumerate(clusters) for row in rows}
    sure: set[int] = {row for pair in must for row in pair}
    for link in scored:
        if link.probability >= CERTAIN and cluster_of[link.left] == cluster_of[link.right]:
            sure |= {link.left, link.right}
    alone = {rows[0] for rows in clusters if len(rows) == 1}
    return ["only" if row in alone else "certain" if row in sure else "probably" for row in range(count)]


def preferred_form(forms: Sequence[tuple[str, int]]) -> str:
    """The form to call a person by: most frequent, then most words of the name itself, then longest, then first.

    `forms` are written forms with how often each occurs.
    """

    def fullness(item: tuple[str, int]) -> tuple[int, int, int, str]:
        form = plain_form(item[0])
        name = parse_name(form)
        full = sum(len(word) > 1 for word in (*name.given, *name.surname))
        return (-min(full, 3), -item[1], -len(form), item[0])

    return min(forms, key=fullness)[0]


def slug(form: str) -> str:
    """An id made of a form's given names and surname: small letters joined by hyphens."""
    name = parse_name(plain_form(form))
    words = (*name.given, *name.particles, *name.surname, *((name.generation,) if name.generation else ()))
    return "-".join(words) or "unnamed"


def by_person(names: NameList) -> dict[str, list[int]]:
    """The rows of each person, in the order of their first rows."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, person in enumerate(names.persons):
        rows[person].append(row)
    return dict(rows)
