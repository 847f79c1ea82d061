from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable

OPENING = """R 051423Z DEC 08
FM AMEMBASSY DRAVIK
TO SECSTATE WASHDC {number:04}
UNCLAS DRAVIK {number:06}

E.O. 12958: N/A
TAGS: PREL
SUBJECT: FERRIES

"""


@pytest.fixture(scope="session")
def telegram() -> Callable[..., Cable]:
    """A cable of some numbered paragraphs, sent on December 5, 2008."""

    def made(*paragraphs: str, number: int = 1) -> Cable:
        body = "\n\n".join(f"{place}. (U) {text}" for place, text in enumerate(paragraphs, 1))
        return parse(OPENING.format(number=number) + body + "\n")

    return made
