"""What of a cable is compared, and what belongs to its form."""

from __future__ import annotations

import pytest

from crosscable.compare.terms import compared_text
from crosscable.corpora import parse


@pytest.mark.parametrize("mark", ["XXXXXXXXXXXX", "xxxxxxxxxxxx", "[NAME REMOVED]"])
def test_marks_of_redaction_are_not_compared(mark: str) -> None:
    compared = compared_text(parse(f"SUBJECT: FERRIES\n\n1. (C) We asked {mark} of the ferry.\n\nQUILL\n"))
    assert compared.split() == "FERRIES We asked of the ferry.".split()
