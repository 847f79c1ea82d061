"""A source, topic or thread through time as a page of its own: the timeline, and each step with its quotations."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from crosscable.compare.tracking import Step, Track
from crosscable.reports.charts.chart import saved
from crosscable.reports.citation import cite
from crosscable.reports.notices import protection_notice
from crosscable.reports.placeholders import shown
from crosscable.reports.places import place
from crosscable.reports.site.pages import picture, show
from crosscable.reports.site.pictures import track_timeline
from crosscable.reports.story import long_date
from crosscable.reports.terminal.track import heard, more_sentences

__all__ = ["track_page"]

_MODES = {"source": "What {} says", "topic": "What is said of “{}”", "thread": "The thread of {}"}


def track_page(found: Track, *, support: bool = False) -> str:
    """The track as one HTML file; with `support` each step says on whom it rests."""
    chart = track_timeline("timeline", found, lambda number, _: f"#step-{number}")
    pictures = []
    if chart is not None:
        data = b64encode(shown(saved(chart)).encode("utf-8")).decode("ascii")
        pictures = [picture(chart, f"data:image/svg+xml;base64,{data}")]
    return show(
        "track.html",
        "track.html",
        _MODES[found.mode].format(found.key),
        sections=(),
        notice=protection_notice(step.cable for step in found.steps),
        pictures=pictures,
        heard=heard(found),
        steps=[_step(step) for step in found.steps],
        support=support,
    )


def _step(step: Step) -> dict[str, Any]:
    cable = step.cable
    quotes = []
    for start, end in step.quotes:
        paragraph = cable.paragraph_at(start)
        where = place(cable, start)
        quotes.append(
            (where, " ".join(cable.text[start:end].split()), cite(cable, paragraph.number if paragraph else None))
        )
    return {
        "cable": cable,
        "sent": long_date(cable),
        "quotes": quotes,
        "more": more_sentences(step),
        "change": step.change,
        "voices": [
            f"{voice.name} ({'told the embassy' if voice.told_us else 'reported'})" for voice in step.ground.voices
        ],
    }
