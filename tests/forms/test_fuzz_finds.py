"""What fuzzing found, one case each, kept for ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora import read
from crosscable.corpora.cable import Cable

Write = Callable[[str, "str | bytes"], Path]

FINDS = {
    "a section line that swallowed the body ends in the white space before the signature": (
        "FM AMEMBASSY ZUBRAVA\nTO RUEHC/SECSTATE WASHDC\nINFO RUEHXK/RIVER STATES COLLECTIVE\n\n"
        "C O N F I D E N T I A L SECTION 01 OF 02 ZUBRomment. \nQUILL \n"
    ),
}


@pytest.mark.parametrize("text", FINDS.values(), ids=FINDS.keys())
def test_is_read_without_loss(text: str, write: Write, check_conserved: Callable[[Cable], None]) -> None:
    [cable] = read(write("find.txt", text))
    check_conserved(cable)
