"""The pictures of a corpus: how alike cables are, who is quoted where, how a source goes on, how names are spelled."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from crosscable.compare.attribution.voices import Voice
from crosscable.compare.likenesses import Period, mean_likeness, periods
from crosscable.compare.matching.collection import Collection
from crosscable.compare.matching.threads import Thread
from crosscable.compare.people.likeness import likeness
from crosscable.compare.people.reconcile import Person
from crosscable.compare.tracking import Step, Track
from crosscable.compare.trees import Node, average_tree
from crosscable.corpora.cable import Cable
from crosscable.reports.charts.chart import Chart
from crosscable.reports.charts.grid import Grid, Heading, Mark, grid_chart
from crosscable.reports.charts.timeline import Point, Timeline, Turn, timeline_chart
from crosscable.reports.charts.tree import Leaf, tree_chart
from crosscable.reports.site.words import counted

__all__ = ["likeness_by_thread", "likeness_by_time", "likeness_of", "name_tree", "sources_by_cable", "track_timeline"]

_MOST = 40
"""Cables that a picture shows one by one; more of them are shown by period and by thread."""
_PERIODS, _THREADS, _VOICES, _SPEAKERS = 24, 24, 24, 6
_FORMS = (3, 30)
"""Spellings from which a name has a tree, and up to which the tree can be read."""
_TURNS = 40

Links = Mapping[str, str]


def likeness_by_time(collection: Collection, links: Links) -> Chart | None:
    """How alike cables are, in order of time: one by one where they are few, else the means of periods."""
    entries = collection.entries
    if len(entries) < 2:
        return None
    if len(entries) <= _MOST:
        order = sorted(range(len(entries)), key=lambda n: (entries[n].day or date.max, entries[n].name))
        years = [str(day.year) if (day := entries[n].day) else "" for n in order]
        heads = [
            Heading(entries[n].name, links.get(entries[n].name, ""), at > 0 and years[at] != years[at - 1])
            for at, n in enumerate(order)
        ]
        values = mean_likeness(collection, [[n] for n in order])
        return _likeness("likeness-by-time", "Likeness of the cables, in order of time", "cables", heads, values, "")
    found = periods([entry.day for entry in entries], _PERIODS)
    if len(found) < 2:
        return None
    values = mean_likeness(collection, [period.members for period in found])
    heads = [Heading(period.label) for period in found]
    return _likeness(
        "likeness-by-time", "Likeness of the cables, by time", "periods", heads, values, _own("period", found, values)
    )


def likeness_by_thread(collection: Collection, found: Sequence[Thread], links: Links) -> Chart | None:
    """How alike cables are, the like ones together: as a tree where they are few, else the means of threads."""
    entries = collection.entries
    if len(entries) < 3:
        return None
    if len(entries) <= _MOST:
        return _clustered("likeness-by-cluster", "Likeness of the cables, like ones together", collection, links)
    place = {entry.name: number for number, entry in enumerate(entries)}
    shown = found[:_THREADS]
    if len(shown) < 2:
        return None
    groups = [[place[entry.name] for entry in thread.entries] for thread in shown]
    within = {number for group in groups for number in group}
    groups.append([number for number in range(len(entries)) if number not in within])
    heads = [_thread_heading(number, thread, links) for number, thread in enumerate(shown, 1)]
    heads.append(Heading("all other cables", border=True))
    values = mean_likeness(collection, groups)
    title = "Likeness of the cables, by thread" if len(shown) == len(found) else "Likeness within the longest threads"
    own = [Period(head.text, tuple(group)) for head, group in zip(heads, groups, strict=True)]
    return _likeness("likeness-by-cluster", title, "threads", heads, values, _own("thread", own[:-1], values))


def likeness_of(name: str, title: str, collection: Collection, names: Iterable[str], links: Links) -> Chart | None:
    """How alike some cables of a corpus are, the like ones together; None for less than three or too many."""
    place = {entry.name: number for number, entry in enumerate(collection.entries)}
    rows = [place[each] for each in names if each in place]
    if not 3 <= len(rows) <= _MOST:
        return None
    return _clustered(name, title, collection, links, rows)


def _clustered(name: str, title: str, collection: Collection, links: Links, rows: Sequence[int] | None = None) -> Chart:
    chosen = list(range(len(collection.entries))) if rows is None else list(rows)
    values = mean_likeness(collection, [[row] for row in chosen])
    tree = average_tree([[1.0 - (value or 0.0) for value in line] for line in values])
    names = [collection.entries[row].name for row in chosen]
    heads = [Heading(names[item], links.get(names[item], "")) for item in tree.items]
    ordered = [[values[a][b] for b in tree.items] for a in tree.items]
    return _likeness(name, title, "cables", heads, ordered, "", tree)


def _thread_heading(number: int, thread: Thread, links: Links) -> Heading:
    first = thread.entries[0]
    return Heading(f"{number}: {first.name} +{len(thread.entries) - 1}", links.get(first.name, ""))


def _likeness(
    name: str,
    title: str,
    what: str,
    heads: Sequence[Heading],
    values: Sequence[Sequence[float | None]],
    reading: str,
    tree: Node | None = None,
) -> Chart:
    size = range(len(heads))
    pairs = {(a, b): value for a in size for b in size if (value := values[a][b]) is not None}
    top = max(pairs.values(), default=0.0) or 1.0
    # Means lie close together and one of them may tower: their areas are as the values, those of single pairs steeper.
    edge = math.sqrt if what != "cables" else float
    marks = {place: Mark(edge(value / top), f"{value:.2f}") for place, value in pairs.items()}
    if not reading:
        apart = {(a, b): value for (a, b), value in pairs.items() if a < b}
        (a, b), most = max(apart.items(), key=lambda found: (found[1], -found[0][0], -found[0][1]))
        mean = sum(apart.values()) / len(apart)
        reading = (
            f"In their words alone {heads[a].text} and {heads[b].text} are most alike ({most:.2f}); "
            f"the mean of all pairs is {mean:.2f}."
        )
    legend = [(Mark(edge(share), ""), f"{top * share:.2f}") for share in (0.1, 0.5, 1.0)]
    selves = frozenset((n, n) for n in size if (n, n) not in pairs)
    return grid_chart(Grid(name, title, reading, (what, what), heads, heads, marks, legend, tree, selves))


def _own(what: str, groups: Sequence[Period], values: Sequence[Sequence[float | None]]) -> str:
    """Whether cables of one group are more alike than those of different ones."""
    inside = outside = 0.0
    within = between = 0
    for a, one in enumerate(groups):
        for b, other in enumerate(groups[: a + 1]):
            value = values[a][b]
            count = len(one.members) * (len(one.members) - 1) // 2 if a == b else len(one.members) * len(other.members)
            if value is None:
                continue
            if a == b:
                inside, within = inside + value * count, within + count
            else:
                outside, between = outside + value * count, between + count
    if not within or not between:
        return "There are not enough cables to compare within groups and across them."
    return (
        f"Two cables of one {what} are {inside / within:.2f} alike on average, two of different {what}s "
        f"{outside / between:.2f}."
    )


def sources_by_cable(
    name: str, voices: Sequence[Voice], cables: Sequence[Cable], links: Links, source_links: Sequence[str]
) -> Chart | None:
    """Which source is quoted where and how often: by cable where these are few, else by period.

    `source_links` are the addresses of the voices, in their order.
    """
    shown = [(voice, link) for voice, link in zip(voices, source_links, strict=True) if voice.kind != "embassy"]
    shown = shown[:_VOICES]
    if not shown or not cables:
        return None
    column, heads, what = _columns(shown, cables, links)
    told: Counter[tuple[int, int]] = Counter()
    to_us: Counter[tuple[int, int]] = Counter()
    for row, (voice, _) in enumerate(shown):
        for said in voice.said:
            if (at := column.get(said.cable.name)) is not None:
                told[row, at] += 1
                to_us[row, at] += said.statement.addressee == "us"
    if not told:
        return None
    top = max(told.values())
    marks = {
        place: Mark(
            math.sqrt(count / top),
            f"{count}{f', {to_us[place]} to the embassy' if to_us[place] else ''}",
            not to_us[place],
        )
        for place, count in told.items()
    }
    first = shown[0][0]
    reading = (
        f"Most widely quoted: {first.name}, in {counted(len(first.cables), 'cable')} "
        f"with {counted(len(first.said), 'statement')}."
    )
    kinds = (mark.ring for mark in marks.values())
    legend = [(Mark(1.0, ""), f"{top} statements, some of them made to the embassy")]
    if any(kinds):
        legend.append((Mark(0.5, "", ring=True), "none of them said to be made to the embassy"))
    rows = [Heading(voice.name, link) for voice, link in shown]
    title = "Sources by cable" if what == "cables" else "Sources by time"
    return grid_chart(Grid(name, title, reading, ("sources", what), rows, heads, marks, legend))


def _columns(
    shown: Sequence[tuple[Voice, str]], cables: Sequence[Cable], links: Links
) -> tuple[dict[str, int], list[Heading], str]:
    """The column of each cable that quotes one of the voices, the columns' headings, and what they are."""
    quoting = {name for voice, _ in shown for name in voice.cables}
    held = [cable for cable in cables if cable.name in quoting]
    if len(held) <= _MOST:
        years = [str(cable.sent.year) if cable.sent else "" for cable in held]
        heads = [
            Heading(cable.name, links.get(cable.name, ""), at > 0 and years[at] != years[at - 1])
            for at, cable in enumerate(held)
        ]
        return {cable.name: at for at, cable in enumerate(held)}, heads, "cables"
    found = periods([cable.sent.date() if cable.sent else None for cable in held], _PERIODS)
    column = {held[number].name: at for at, period in enumerate(found) for number in period.members}
    return column, [Heading(period.label) for period in found], "periods"


def name_tree(name: str, person: Person) -> Chart | None:
    """The tree of a person's spellings; None where they are too few to make one or too many to be read."""
    least, most = _FORMS
    if person.kind != "person" or not least <= len(person.forms) <= most:
        return None
    forms = [form.form for form in person.forms]
    distances = [[0.0] * len(forms) for _ in forms]
    for a in range(len(forms)):
        for b in range(a):
            distances[a][b] = distances[b][a] = 1.0 - likeness(forms[a], forms[b]).probability
    leaves = [Leaf(form.form, form.count) for form in person.forms]
    return tree_chart(name, person.preferred, leaves, average_tree(distances))


_ADDRESSEES = {"us": "told the embassy", "press": "told the press", "other": "told others", "": "to whom is not said"}
_OWN, _OTHERS = "the embassy itself", "others"


def track_timeline(name: str, track: Track, href: Callable[[int, Step], str]) -> Chart | None:
    """A source, topic or thread through time; None where no step is dated.

    A source has a lane for each kind of listener, a topic or thread one for each of the foremost speakers. `href`
    gives the address of a step from its number, which counts from 1.
    """
    dated = [(number, step) for number, step in enumerate(track.steps, 1) if step.cable.sent]
    if not dated:
        return None
    lane_of, lanes = _lanes(track)
    points, turns = [], []
    before: date | None = None
    for number, step in dated:
        day = step.cable.sent.date() if step.cable.sent else date.min
        groups: dict[str, list[tuple[int, int]]] = {}
        for spoken in step.spoken:
            groups.setdefault(lane_of(spoken.speaker, spoken.addressee), []).append(spoken.place)
        for lane, places in groups.items():
            words = " ".join(step.cable.text[slice(*places[0])].split())
            more = f" (+{len(places) - 1} more)" if len(places) > 1 else ""
            link = href(number, step)
            points.append(
                Point(day, lane, number, len(places), step.cable.name, f"{words}{more}", link, lane == lanes[-1])
            )
        if step.change is not None and before is not None:
            text = step.change.turn.replace(",", "")
            why = f"{step.change.topic}: {step.change.why}"
            turns.append(Turn(before, day, number, text, why, href(number, step)))
        before = day
    if not points:
        return None
    used = [lane for lane in lanes if any(point.lane == lane for point in points)]
    title = {"source": f"{track.key} through time", "topic": f"“{track.key}” through time"}.get(
        track.mode, f"The thread of {track.key}"
    )
    shown = sorted(turns, key=lambda turn: turn.number)[:_TURNS]
    return timeline_chart(Timeline(name, title, _told_in_short(track, dated, turns, shown), used, points, shown))


def _lanes(track: Track) -> tuple[Callable[[str | None, str | None], str], list[str]]:
    if track.mode == "source":
        return (lambda _, addressee: _ADDRESSEES[addressee or ""]), list(_ADDRESSEES.values())
    counts = Counter(spoken.speaker for step in track.steps for spoken in step.spoken if spoken.speaker)
    first = [name for name, _ in sorted(counts.items(), key=lambda found: (-found[1], found[0]))[:_SPEAKERS]]

    def lane(speaker: str | None, _: str | None) -> str:
        return _OWN if speaker is None else speaker if speaker in first else _OTHERS

    return lane, [_OWN, *first, _OTHERS]


def _told_in_short(
    track: Track, dated: Sequence[tuple[int, Step]], turns: Sequence[Turn], shown: Sequence[Turn]
) -> str:
    days = [step.cable.sent.date() for _, step in dated if step.cable.sent]
    undated = len(track.steps) - len(dated)
    if days[0] == days[-1]:
        text = f"All of it is of {days[0].isoformat()}"
    else:
        text = f"{counted(len(dated), 'cable')} between {days[0].isoformat()} and {days[-1].isoformat()}"
    text += f"; {counted(len(turns), 'change')} from one to the next" if turns else "; no change is borne out by words"
    if len(shown) < len(turns):
        text += f", of which the first {len(shown)} are drawn"
    return f"{text}{f'; {undated} without a date are not drawn' if undated else ''}."
