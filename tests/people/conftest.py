from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable

OPENING = """R 051423Z DEC 08
FM AMEMBASSY DRAVIK
TO SECSTATE WASHDC 1007
UNCLAS {name}

E.O. 12958: N/A
TAGS: PREL
SUBJECT: {subject}

"""


@pytest.fixture(scope="session")
def telegram() -> Callable[..., Cable]:
    """A cable of some paragraphs, which are numbered; `number` makes its id."""

    def made(*paragraphs: str, number: int = 1, subject: str = "A TEST", signature: str = "") -> Cable:
        body = "\n\n".join(f"{place}. (U) {text}" for place, text in enumerate(paragraphs, 1))
        opening = OPENING.format(name=f"DRAVIK {number:06}", subject=subject)
        return parse(opening + body + (f"\n\n{signature}\n" if signature else "\n"))

    return made
