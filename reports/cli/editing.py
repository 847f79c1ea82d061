"""What the commands that keep decisions share: the folder, the editor's name, the clock, and the forms to judge."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscable.corpora.errors import InputError, UsageError

if TYPE_CHECKING:
    from crosscable.compare.decisions import Decisions
    from crosscable.compare.people.mentions import Mention
    from crosscable.compare.people.parting import Cluster
    from crosscable.compare.people.questions import WrittenForm
    from crosscable.compare.people.reconcile import Person
    from crosscable.corpora.cable import Cable

__all__ = ["By", "Folder", "Given", "Judged", "ListOfNames", "editor", "folder_decisions", "judged", "now"]

# Characters of a cable shown before and after a name.
_AROUND = 70
# Places that a form carries along; the first ones, in the order of the cables.
_PLACES = 6

Folder = Annotated[
    Path,
    typer.Option(
        "--decisions", metavar="DIR", help="Folder with decisions.jsonl and authority.csv, best under version control."
    ),
]
Given = Annotated[
    list[str] | None,
    typer.Argument(help="Files, folders, archives, or - for standard input.", show_default=False, metavar="[PATH]..."),
]
ListOfNames = Annotated[bool, typer.Option("--list", help="PATH is a list with one name a line, not cables.")]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who decides; default: CROSSCABLE_EDITOR, else the user's name.",
        show_default=False,
    ),
]


def editor(by: str | None) -> str:
    """The name that decisions are signed with."""
    return by or os.environ.get("CROSSCABLE_EDITOR") or getpass.getuser()


def now() -> str:
    """The time that a decision is made, to the second, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def folder_decisions(folder: Path | None) -> Decisions:
    """The decisions of a folder, none without one.

    Raises:
        UsageError: there is no such folder.
    """
    from crosscable.compare.decision_file import read_decisions
    from crosscable.compare.decisions import Decisions

    if folder is None:
        return Decisions()
    if not folder.is_dir():
        raise UsageError("no such folder of decisions", where=str(folder), remedy="make it, or name another")
    return read_decisions(folder)


@dataclass(frozen=True, slots=True)
class Judged:
    """What an editor judges: forms, the pairs that the cables or the list join, clusters, and what was not read."""

    forms: tuple[WrittenForm, ...]
    joined: tuple[tuple[str, str], ...]
    clusters: tuple[Cluster, ...]
    refused: tuple[InputError, ...]


def judged(paths: list[str], as_list: bool, decisions: Decisions) -> Judged:
    """The forms to judge, of a list of names or of cables."""
    from crosscable.compare.people.parting import Cluster
    from crosscable.compare.people.questions import forms_of_list
    from crosscable.compare.people.reconcile import reconcile
    from crosscable.corpora.corpus import read
    from crosscable.reports.cli.lines import read_lines

    if as_list:
        listed = forms_of_list(line for path in paths for line in read_lines(path))
        return Judged(listed, (), _of_list(listed, decisions), ())
    refused: list[InputError] = []
    cables = [cable for path in paths for cable in read(path, on_refused=refused.append)]
    for error in refused:
        typer.echo(f"error: {error}", err=True)
    people = reconcile(cables, decisions=decisions)
    persons = [person for person in people.persons if person.kind == "person"]
    held = {cable.witness.name: cable for cable in cables}
    forms: dict[str, WrittenForm] = {}
    joined, clusters = [], []
    for person in persons:
        own = tuple(_forms(person, held, decisions))
        joined += [(a.text, b.text) for a in own for b in own if a.text < b.text]
        clusters.append(Cluster(person.preferred, own, tuple(_places(person, held))))
        for form in own:
            forms[form.text] = _together(forms.get(form.text), form)
    ordered = tuple(forms[text] for text in sorted(forms))
    return Judged(ordered, tuple(sorted(set(joined))), tuple(clusters), tuple(refused))


def _of_list(forms: Sequence[WrittenForm], decisions: Decisions) -> tuple[Cluster, ...]:
    """The persons that `names cluster` makes of a list."""
    from crosscable.compare.people.namelist import by_person, reconcile_names
    from crosscable.compare.people.parting import Cluster

    found = reconcile_names([form.text for form in forms], same=decisions.same, different=decisions.different)
    return tuple(
        Cluster(found.preferred[rows[0]], tuple(forms[row] for row in rows)) for rows in by_person(found).values()
    )


def _places(person: Person, cables: Mapping[str, Cable]) -> Iterator[WrittenForm]:
    """A person's full forms in each cable; where only one cable names the person, in each numbered paragraph."""
    from crosscable.compare.decisions import canonical_form
    from crosscable.compare.placed import PlacedForm

    single = len({mention.cable for form in person.forms for mention in form.mentions}) == 1
    for form in person.forms:
        found: dict[str, list[Mention]] = {}
        for mention in form.mentions if " " in form.form else ():
            paragraph = cables[mention.file].paragraph_at(mention.start) if single else None
            number = paragraph.number if paragraph else None
            found.setdefault(str(PlacedForm(canonical_form(form.form), mention.cable, number)), []).append(mention)
        for subject, mentions in sorted(found.items()):
            yield _written_form(subject, mentions, cables)


def _forms(person: Person, cables: Mapping[str, Cable], decisions: Decisions) -> Iterator[WrittenForm]:
    """A person's full forms; a bare surname only where there is nothing else, since it may be anybody's.

    A form of which decisions speak by its place is one form for each such place.
    """
    from crosscable.compare.decisions import canonical_form

    full = [form for form in person.forms if " " in canonical_form(form.form)]
    for form in full or person.forms[:1]:
        places: dict[str, list[Mention]] = {}
        for mention in sorted(form.mentions, key=lambda mention: (mention.cable, mention.start)):
            paragraph = cables[mention.file].paragraph_at(mention.start)
            subject = decisions.subject(form.form, mention.cable, paragraph.number if paragraph else None)
            places.setdefault(subject, []).append(mention)
        for subject, mentions in places.items():
            yield _written_form(subject, mentions, cables)


def _written_form(subject: str, mentions: Sequence[Mention], cables: Mapping[str, Cable]) -> WrittenForm:
    """A form with the first places of its mentions and all cables that hold it; `cables` by file."""
    from crosscable.compare.people.questions import Place, WrittenForm

    places = []
    for mention in mentions[:_PLACES]:
        cable = cables[mention.file]
        before = cable.text[max(0, mention.start - _AROUND) : mention.start]
        after = cable.text[mention.end : mention.end + _AROUND]
        paragraph = cable.paragraph_at(mention.start)
        words = " ".join(f"{before}[{cable.text[mention.start : mention.end]}]{after}".split())
        places.append(Place(cable.name, paragraph.number if paragraph else None, words))
    return WrittenForm(subject, len(mentions), tuple(places), tuple(sorted({mention.cable for mention in mentions})))


def _together(known: WrittenForm | None, more: WrittenForm) -> WrittenForm:
    if known is None:
        return more
    from dataclasses import replace

    return replace(
        known,
        count=known.count + more.count,
        places=(known.places + more.places)[:_PLACES],
        cables=tuple(sorted({*known.cables, *more.cables})),
    )
