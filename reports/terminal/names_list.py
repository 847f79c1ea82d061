"""The persons of a corpus, for people: one block a person, spellings with counts, roles, places and reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from crosscable.compare.people.reconcile import Person
from crosscable.corpora.cable import Cable
from crosscable.reports.site.words import doubt, roles
from crosscable.reports.terminal.tables import window, wrap

__all__ = ["person_lines"]

_SHOWN = 6  # roles, cables and reasons that a block lists before it only counts them


def person_lines(persons: Iterable[Person], cables: Iterable[Cable], width: int | None = None) -> Iterator[str]:
    """A heading for each person with its evidence below it."""
    columns = window(width)
    held = {cable.witness.name: cable for cable in cables}
    for person in persons:
        decided = ", decided" if person.decided else ""
        yield from wrap(f"{person.preferred}  [{person.id}{decided}]", columns)
        for name, value in _facts(person, held):
            lines = wrap(f"{name}: {value}", columns - 4)
            yield f"  {lines[0]}"
            yield from (f"    {line}" for line in lines[1:])
        yield ""


def _facts(person: Person, cables: Mapping[str, Cable]) -> Iterator[tuple[str, str]]:
    mentions = [mention for form in person.forms for mention in form.mentions]
    yield "written", ", ".join(f"{form.form} ({form.count})" for form in person.forms)
    if person.roles:
        yield "role", _some(roles(person), "; ")
    held = Counter(cables[mention.file].name for mention in mentions)
    yield "in", _some([f"{name} ({count})" if count > 1 else name for name, count in sorted(held.items())], ", ")
    years = sorted({sent.year for mention in mentions if (sent := cables[mention.file].sent)})
    posts = sorted({post for mention in mentions if (post := cables[mention.file].origin)})
    if years:
        span = str(years[0]) if years[0] == years[-1] else f"{years[0]}-{years[-1]}"
        yield "years", "; ".join([span, *posts[:_SHOWN]])
    if person.why:
        yield "why", _some(person.why, "; ")
    for other in person.probably[:_SHOWN]:
        yield "probably", f"{other.person} ({doubt(other)})"


def _some(values: Iterable[str], between: str) -> str:
    listed = list(values)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return between.join(listed[:_SHOWN]) + more
