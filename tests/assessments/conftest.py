"""A pair of fictional cables in the form of the real thing, and their parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable

EARLIER = (
    "The harbor authority at Velmar is considering a joint tender with two Tarsian firms for the new container port.",
    "Deputy Minister Orlan told us that the fishing accord is unlikely to survive the winter session of parliament.",
    "The opposition bloc of Ana Prevet is in crisis, and her party colleagues openly doubt that she can lead it.",
    "Trade with Tarsia reached 40 million dollars last year, and grain exports continue to grow.",
)
LATER = (
    "The joint tender for the container port at Velmar was signed in May with two Tarsian firms.",
    "Deputy Minister Orlan told us that the fishing accord is almost certain to survive the next session.",
    "Ana Prevet is firmly in control of the opposition bloc, and her colleagues are confident that she can lead it.",
    "Trade with Tarsia reached 95 million dollars last year, but grain exports have slowed sharply.",
)


def cable(paragraphs: tuple[str, ...], number: str = "08VELMAR11") -> Cable:
    body = "\n\n".join(f"{at}. (C) {text}" for at, text in enumerate(paragraphs, 1))
    post, serial = number[2:8], number[8:]
    return parse(f"C O N F I D E N T I A L {post} {int(serial):06d}\n\nSUBJECT: VELMAR POLITICS\n\n{body}\n", year=2008)


@pytest.fixture
def write() -> Callable[..., Cable]:
    return cable


@pytest.fixture
def earlier() -> Cable:
    return cable(EARLIER)


@pytest.fixture
def later() -> Cable:
    return cable(LATER, "09VELMAR12")
