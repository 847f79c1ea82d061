"""The pages of a report: each function makes one kind of page from what was found; values in, HTML out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from crosscable.compare.attribution.voices import Voice
from crosscable.compare.matching.threads import Thread
from crosscable.compare.people.reconcile import Form, Person
from crosscable.compare.tracking import Step, Track
from crosscable.reports.charts.chart import Chart, chart_style, figure
from crosscable.reports.citation import cite
from crosscable.reports.page.render import render
from crosscable.reports.page.texts import full_text
from crosscable.reports.places import paragraph_index, place
from crosscable.reports.site.addresses import Part, up_from
from crosscable.reports.site.corpus import SiteCorpus
from crosscable.reports.site.pictures import likeness_of, name_tree, sources_by_cable, track_timeline
from crosscable.reports.site.words import counted, doubt, roles
from crosscable.reports.story import long_date, statement_quote

__all__ = ["Picture", "cable_page", "names_page", "picture", "show", "sources_page", "thread_page"]

SECTIONS = (
    ("index.html", "Overview"),
    ("cables.html", "Cables"),
    ("threads.html", "Threads"),
    ("sources.html", "Sources"),
    ("names.html", "Names"),
    ("search.html", "Search"),
)
_KEYS = (
    (("j", "k"), "next, previous entry"),
    (("[", "]"), "page before, next page"),
    (("/",), "filter or search"),
    (("?",), "this help"),
)
"""The keys of the pages of a site; `script.js` of the page of a pair acts on them."""


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return (files("crosscable.reports.site") / name).read_text(encoding="utf-8")


def show(
    template: str,
    file: str,
    title: str,
    *,
    part: Part | None = None,
    script: str = "",
    loads: bool = False,
    sections: Sequence[tuple[str, str]] = SECTIONS,
    **values: Any,
) -> str:
    """The page that `template` makes, as `file` of the report: with the site's style, its sections and its keys.

    A page that stands by itself has no sections.
    """
    return render(
        f"site/{template}",
        extra_style=f"{_asset('site.css')}{chart_style()}",
        extra_script=_asset(script) if script else "",
        loads=loads,
        title=title,
        file=file,
        up=up_from(file),
        sections=sections,
        section=_section(file),
        part=part,
        keys=_KEYS,
        version=version("crosscable"),
        **values,
    )


def _section(file: str) -> str:
    """The section a file belongs to: names-2.html to names.html, cables/08MOSCOW3526.html to cables.html."""
    stem = file.split("/")[0].removesuffix(".html").split("-")[0]
    return f"{stem}.html"


Picture = tuple[Chart, Markup, str]
"""A chart as a template shows it: its data, its SVG, and the file it can be saved from."""


def picture(chart: Chart, saved_as: str) -> Picture:
    """A chart for a template; the SVG was escaped piece by piece when it was drawn."""
    return chart, Markup(figure(chart)), saved_as  # noqa: S704


def cable_page(site: SiteCorpus, number: int) -> str:
    """One cable: its header, its place in the report, its whole text."""
    cable = site.cables[number]
    pairs = [
        (site.at.pairs[number], pair.right if pair.left.name == cable.name else pair.left, pair)
        for number, pair in enumerate(site.chosen.pairs)
        if cable.name in (pair.left.name, pair.right.name)
    ]
    return show(
        "cable.html",
        site.at.files[number],
        cable.name,
        cable=cable,
        sent=long_date(cable),
        text=full_text(cable, "p"),
        citation=cite(cable),
        pairs=pairs,
        thread=site.at.threads.get(cable.name, ""),
        references=[
            (reference.id or reference.text, site.at.cables.get(reference.id or "", ""))
            for reference in cable.references
        ],
        sources=[(site.voices[number].name, site.at.sources[number]) for number in site.quoted.get(cable.name, ())],
    )


def thread_page(site: SiteCorpus, number: int) -> tuple[str, list[Chart]]:
    """One thread: its cables in order of time and what ties them, with its pictures."""
    thread = site.threads[number]
    file = f"threads/{number + 1}.html"
    names = {entry.name for entry in thread.entries}
    links = {name: f"../{site.at.cables[name]}" for name in names}
    quoted = [
        (voice, f"../{at}") for voice, at in zip(site.voices, site.at.sources, strict=True) if names & set(voice.cables)
    ]
    several = [found for found in quoted if len(names & set(found[0].cables)) > 1]
    quoted = several or quoted
    quoted.sort(key=lambda found: (-len(names & set(found[0].cables)), -len(found[0].said), found[0].name))
    charts = [
        likeness_of(
            f"thread-{number + 1}-likeness", "Likeness within the thread", site.collection, sorted(names), links
        ),
        sources_by_cable(
            f"thread-{number + 1}-sources",
            [voice for voice, _ in quoted],
            [cable for cable in site.cables if cable.name in names],
            links,
            [at for _, at in quoted],
        ),
    ]
    drawn = [chart for chart in charts if chart is not None]
    html = show(
        "thread.html",
        file,
        f"Thread {number + 1}",
        entries=[(entry, links[entry.name]) for entry in thread.entries],
        ties=list(_ties(site, thread)),
        pictures=[picture(chart, f"../charts/{chart.name}.svg") for chart in drawn],
        before=f"{number}.html" if number else "",
        after=f"{number + 2}.html" if number + 1 < len(site.threads) else "",
    )
    return html, drawn


def _ties(site: SiteCorpus, thread: Thread) -> Iterator[tuple[str, str, str, str]]:
    """What ties two cables of a thread: which, why, and the page of the pair where it was compared."""
    pages = {
        frozenset((pair.left.name, pair.right.name)): f"../{file}"
        for pair, file in zip(site.chosen.pairs, site.at.pairs, strict=True)
    }
    ties: dict[tuple[str, str], list[str]] = {}
    for link in sorted(thread.links, key=lambda link: link.kind != "reference"):
        pair, turned_pair = (link.cable, link.other), (link.other, link.cable)
        turned = turned_pair in ties
        why = f"alike ({link.score:.2f})" if link.kind != "reference" else "is cited by it" if turned else "cites it"
        ties.setdefault(turned_pair if turned else pair, []).append(why)
    for (cable, other), reasons in sorted(ties.items()):
        yield cable, other, ", ".join(reasons), pages.get(frozenset((cable, other)), "")


def sources_page(
    site: SiteCorpus, file: str, numbers: Sequence[int], steps_of: Callable[[int], tuple[Step, ...]]
) -> tuple[str, list[Chart]]:
    """Some sources with all they said, in order of time; a source of several cables with its timeline.

    `steps_of` follows the source of a number through the cables that quote it.
    """
    voices = [_voice(site, number, steps_of) for number in numbers]
    title = voices[0]["name"] if len(voices) == 1 else f"Sources {numbers[0] + 1} to {numbers[-1] + 1}"
    drawn = [voice["chart"] for voice in voices if voice["chart"] is not None]
    for voice in voices:
        if voice["chart"] is not None:
            voice["picture"] = picture(voice["chart"], f"../charts/{voice['chart'].name}.svg")
    return show("source.html", file, title, voices=voices), drawn


def _voice(site: SiteCorpus, number: int, steps_of: Callable[[int], tuple[Step, ...]]) -> dict[str, Any]:
    voice = site.voices[number]
    anchor = f"s{number + 1}"
    groups: dict[str, list[Any]] = {}
    for said in voice.said:
        groups.setdefault(said.cable.name, []).append(said)
    steps = steps_of(number) if len(groups) > 1 else ()
    track = Track("source", voice.name, steps)
    chart = track_timeline(f"source-{number + 1}", track, lambda step, _: f"#{anchor}-{step}") if steps else None
    changes = {step.cable.name: step.change for step in steps if step.change is not None}
    return {
        "name": voice.name,
        "anchor": anchor,
        "kind": voice.kind,
        "forms": [form for form in voice.forms if form != voice.name],
        "person": site.at.persons.get(voice.person or "", ""),
        "facts": _facts(voice),
        "chart": chart,
        "picture": None,
        "groups": [
            {
                "cable": said[0].cable,
                "sent": long_date(said[0].cable),
                "file": site.at.cables[name],
                "quotes": [statement_quote(each.cable, each.statement) for each in said],
                "change": changes.get(name),
            }
            for name, said in groups.items()
        ],
    }


def _facts(voice: Voice) -> str:
    told = voice.told
    days = voice.days
    parts = [
        counted(len(voice.said), "statement"),
        f"in {counted(len(voice.cables), 'cable')}",
        f"{told['us']} told the embassy" if told["us"] else "",
        f"{told['press']} told the press" if told["press"] else "",
        f"{told['other']} told others" if told["other"] else "",
        f"{days[0].isoformat()} to {days[-1].isoformat()}" if len(days) > 1 else days[0].isoformat() if days else "",
        ", ".join(voice.posts),
    ]
    return " · ".join(part for part in parts if part)


def names_page(site: SiteCorpus, part: Part, people: Sequence[Person]) -> tuple[str, list[Chart]]:
    """Some persons and organisations: every spelling with its places, the evidence, who may be the same."""
    entries, drawn = [], []
    for person in people:
        anchor = site.at.persons[person.id].partition("#")[2]
        chart = name_tree(f"name-{anchor[1:]}", person)
        if chart is not None:
            drawn.append(chart)
        entries.append(
            {
                "person": person,
                "roles": roles(person),
                "anchor": anchor,
                "forms": [(form, list(_places(site, form))) for form in person.forms],
                "probably": [
                    (other.preferred, site.at.persons[other.id], doubt(found))
                    for found in person.probably
                    if (other := site.people.person(found.person)) is not None
                ],
                "picture": picture(chart, f"charts/{chart.name}.svg") if chart else None,
            }
        )
    title = "Names" if part.of == 1 else f"Names {part.first} to {part.last}"
    letters = _letters(site)
    return show(
        "names.html", part.file, title, part=part, entries=entries, letters=letters, total=len(site.people.persons)
    ), drawn


def _letters(site: SiteCorpus) -> list[tuple[str, str]]:
    """The first name under each letter."""
    found: dict[str, str] = {}
    for person in site.people.persons:
        letter = person.preferred[:1].upper()
        found.setdefault(letter if letter.isalpha() else "#", site.at.persons[person.id])
    return list(found.items())


def _places(site: SiteCorpus, form: Form) -> Iterator[tuple[str, str, list[tuple[str, str, int]]]]:
    """Where a spelling stands, by cable: its name, its page, and the paragraphs with how often each has it."""
    groups: dict[str, Counter[tuple[str, str]]] = {}
    for mention in form.mentions:
        cable = site.named[mention.cable]
        index = paragraph_index(cable, mention.start)
        where = (place(cable, mention.start), f"#p-{index + 1}" if index is not None else "")
        groups.setdefault(mention.cable, Counter())[where] += 1
    for name, spots in groups.items():
        yield name, site.at.cables[name], [(text, anchor, count) for (text, anchor), count in spots.items()]
