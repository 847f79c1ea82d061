"""Files of a report: never two of one name, never outside of the folder; long lists go on on further pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosscable.reports.site.addresses import file_stems, parts, up_from


@given(st.lists(st.text(max_size=120), max_size=30))
def test_every_name_gets_a_harmless_file_of_its_own(names: list[str]) -> None:
    stems = file_stems(names)
    assert len(stems) == len(names)
    assert len({stem.lower() for stem in stems}) == len(names)
    for stem in stems:
        assert stem
        assert all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in stem)
        assert len(stem) < 100


def test_a_list_goes_on_on_further_pages_and_drops_nothing() -> None:
    found = list(parts("index", list(range(250)), 100))
    assert [part.file for part, _ in found] == ["index.html", "index-2.html", "index-3.html"]
    assert [item for _, items in found for item in items] == list(range(250))
    assert [(part.first, part.last, part.before, part.after) for part, _ in found] == [
        (1, 100, "", "index-2.html"),
        (101, 200, "index.html", "index-3.html"),
        (201, 250, "index-2.html", ""),
    ]


def test_an_empty_list_has_a_page() -> None:
    assert [(part.file, part.of, list(items)) for part, items in parts("threads", [])] == [("threads.html", 1, [])]


def test_the_way_up_is_as_long_as_the_way_down() -> None:
    assert [up_from(file) for file in ("index.html", "cables/a.html")] == ["", "../"]
