"""One cluster a screen: an editor ticks members and takes them out, by spelling or by the cables of a spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from crosscable.compare.decisions import Decision, Decisions
from crosscable.compare.people.parting import Cluster, part
from crosscable.compare.people.questions import WrittenForm
from crosscable.reports.terminal.names_sitting import Outcome, Sitting, form_lines
from crosscable.reports.terminal.tables import window, wrap

__all__ = ["LABELS", "cluster_screen", "review_clusters", "take_apart"]

# The signs that tick members: digits and small letters but for the keys that mean something else.
LABELS: Final = "123456789acdefghijklmnoprtuvwxyz"
_DONE: Final = ("\n", "\r", " ")
_HELP: Final = (
    "sign: tick or untick   Enter: the ticked are one other person (none ticked: leave as it is)   "
    "*: each ticked is somebody of his own   /: by spelling or by cable   > <: more   b back   q quit"
)


def cluster_screen(
    cluster: Cluster, members: Sequence[WrittenForm], first: int, ticked: set[str], left: int, width: int | None = None
) -> Iterator[str]:
    """The lines for one cluster: its members from the `first` on, each with its sign, its tick and a place."""
    columns = window(width)
    shown = members[first : first + len(LABELS)]
    by = "cable" if members is cluster.places else "spelling"
    yield f"{left} left"
    yield ""
    beyond = f", {len(members)} in all" if len(members) > len(shown) else ""
    yield from wrap(f"{cluster.preferred}: {len(shown)} by {by}{beyond}", columns)
    yield ""
    for label, member in zip(LABELS, shown, strict=False):
        mark = "x" if member.text in ticked else " "
        yield from form_lines(member, f"{label} ({mark}) {member.text}", columns, 1)
    yield ""
    yield from wrap(_HELP, columns)


def take_apart(
    cluster: Cluster | None, decisions: Decisions, sitting: Sitting, left: int = 1
) -> tuple[tuple[Decision, ...], Decisions]:
    """Let an editor take members out of one cluster; the decisions that this made, and all decisions with them."""
    if cluster is None or max(len(cluster.forms), len(cluster.places)) < 2:
        sitting.show(["nothing is joined here that could be taken apart", ""])
        return (), decisions
    pressed, ticked = _ticked(cluster, sitting, left)
    if pressed not in (*_DONE, "*") or not ticked:
        return (), decisions
    made = part(cluster, ticked, decisions, each=pressed == "*", by=sitting.by, at=sitting.clock())
    if not made:
        sitting.show(["nobody would be left behind: untick one, or take each for somebody of his own", ""])
        return (), decisions
    known = sitting.kept(made, decisions)
    return (made, known) if known is not None else ((), decisions)


def _ticked(cluster: Cluster, sitting: Sitting, left: int) -> tuple[str, set[str]]:
    """The key that ended the screen, and the members that were ticked then."""
    members = cluster.forms if len(cluster.forms) > 1 else cluster.places
    first, ticked = 0, set[str]()
    while True:
        sitting.show(list(cluster_screen(cluster, members, first, ticked, left, sitting.width)))
        pressed = sitting.key().lower()
        shown = members[first : first + len(LABELS)]
        if pressed in ("", "q", "b", "*", *_DONE):
            return pressed, ticked
        if pressed == "/" and cluster.places:
            members, first, ticked = (cluster.places if members is cluster.forms else cluster.forms), 0, set()
        elif pressed == ">" and first + len(LABELS) < len(members):
            first += len(LABELS)
        elif pressed == "<":
            first = max(0, first - len(LABELS))
        elif 0 <= LABELS.find(pressed) < len(shown):
            ticked ^= {shown[LABELS.find(pressed)].text}


def review_clusters(clusters: Sequence[Cluster], decisions: Decisions, sitting: Sitting) -> Outcome:
    """Go through clusters, one a screen, until they or the editor's keys come to an end; b goes back one screen."""
    done: list[tuple[Decision, ...]] = []
    pressed = ""

    def key() -> str:
        nonlocal pressed
        pressed = sitting.key().lower()
        return pressed

    listening = Sitting(sitting.by, key, sitting.show, sitting.keep, sitting.take_back, sitting.clock, sitting.width)
    while len(done) < len(clusters):
        made, known = take_apart(clusters[len(done)], decisions, listening, len(clusters) - len(done))
        if pressed in ("", "q"):
            break
        if pressed == "b":
            if done:
                decisions = sitting.undone(done.pop(), decisions)
            continue
        done.append(made)
        decisions = known
    kept = sum(bool(made) for made in done)
    return Outcome(kept, len(done) - kept, len(clusters) - len(done))
