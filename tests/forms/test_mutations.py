"""Files of every form with pieces cut out, put in and doubled: read or refused, and nothing lost in silence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError

TEXTS = Path(__file__).parent / "texts"
PIECES = st.sampled_from(
    ["¶", "\n\n", "\n", "-----", "SECTION 02 OF 02", "ZUBRAVA 00000412  002 OF 002", "XXXXXXXXXXXX", "(C)", "1. ",
     "<b>", "REF: ", "</pre>", "<", "&#x000A;", "&", '"', "\\", "8", "?", ",s ", "[PREL](#)", "**", "bm+h$\\[QQ6DQ--",
     "\r\n", "\t", "End Summary."]
)  # fmt: skip
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), PIECES), min_size=1, max_size=5)


def changed(text: str, changes: list[tuple[float, int, str]]) -> str:
    for share, gone, piece in changes:
        at = int(share * len(text))
        text = text[:at] + piece + text[at + gone :]
    return text


@pytest.mark.parametrize("form", ["telegram", "page", "saved-page", "markdown", "dump", "printout", "tei"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_nothing_is_lost(
    form: str, changes: list[tuple[float, int, str]], forms: dict[str, str], check_conserved: Callable[[Cable], None]
) -> None:
    files = {"printout": "printout.txt", "tei": "volume.xml"}
    text = forms[form] if form in forms else (TEXTS / files[form]).read_text(encoding="utf-8")
    refused: list[InputError] = []
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSCABLE_DEBUG", "1")  # a fault of ours shall not pass as a refusal
        path = Path(folder, "changed")
        path.write_bytes(changed(text, changes).encode("utf-8"))
        for cable in read(path, on_refused=refused.append):
            check_conserved(cable)
    assert all(str(error).startswith(str(path)) for error in refused)
