"""Characters that act or hide are shown in every kind of output."""

from __future__ import annotations

import unicodedata

import pytest

from crosscable.reports.markdown import escape
from crosscable.reports.page.render import shown
from crosscable.reports.terminal.tables import table, visible, wrap

ACTING = (
    *"\x00\x07\x08\x1b\x7f\x85\x9b\x9d",
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u2028\u2029\u200b\u2060\ufeff\u180e\ufff9\U000e0001\U000e0041",
)


@pytest.mark.parametrize("character", ACTING, ids=lambda c: f"U+{ord(c):04X}")
def test_what_acts_is_written_out_in_every_output(character: str) -> None:
    text = f"a{character}b"
    number = f"{ord(character):x}"
    for told in (visible(text), escape(text), *wrap(text, 40), *table((text,), [(text,)], (None,)), shown(text)):
        assert character not in told
    assert visible(text).startswith("a\\")
    assert visible(text).endswith(f"{number}b")


def test_no_direction_character_is_forgotten() -> None:
    controls = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN", "B"}
    acting = {
        chr(code)
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code)) in controls and chr(code) not in "\n\u200c\u200d\u00ad"
    }
    kept = {c for c in acting if visible(c) == c}
    # Musical controls and what Unicode keeps free for later never stand in a telegram and turn no line around.
    assert {c for c in kept if unicodedata.category(c) != "Cn"} <= {
        chr(code) for code in range(0x1D173, 0x1D17B)
    } | set(map(chr, range(0x1BCA0, 0x1BCA4)))


def test_what_people_write_with_stays() -> None:
    for text in ("tab\tand\nline", "naïve façade", "می\u200cخواهم", "👩\u200d🚀", "soft\u00adhyphen"):
        assert visible(text) == text
