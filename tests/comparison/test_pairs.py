"""Which pairs of a corpus are compared: those that cite each other, the nearest relatives, those that a file names."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscable.compare.pairs import choose_pairs, named_pairs
from crosscable.corpora import open_corpus, parse
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import UnknownCableError, UsageError

PORT = "The harbor master told us that the container port will open before the rains and that the toll will rise."
GRAIN = "The harvest was poor, and the mills of the valley bought grain abroad while the farmers waited for seed."
TEXTS = {
    "07VELMAR11": ("041125Z MAR 07", "", PORT),
    "08VELMAR12": ("051125Z MAR 08", "REF: 07 VELMAR 11", GRAIN),
    "09VELMAR13": ("061125Z MAR 09", "REF: 09 VELMAR 13", f"{GRAIN} Bread is dear."),
}


def text(name: str) -> str:
    sent, reference, paragraph = TEXTS[name]
    opening = f"R {sent}\nFM AMEMBASSY VELMAR\nTO SECSTATE WASHDC\n\nUNCLAS VELMAR {int(name[8:]):06d}\n"
    return f"{opening}\nSUBJECT: NEWS\n{reference}\n\n1. (U) {paragraph}\n"


@pytest.fixture
def cables() -> list[Cable]:
    return [parse(text(name)) for name in TEXTS]


def told(pairs: object) -> list[tuple[str, str, str]]:
    return [(pair.left.name, pair.right.name, pair.why) for pair in pairs]  # type: ignore[attr-defined]


def test_pairs_cite_each_other_or_are_nearest_and_no_cable_is_its_own_pair(cables: list[Cable]) -> None:
    found = choose_pairs(cables, least=0.1)
    assert [pair[:2] for pair in sorted(told(found.pairs))] == [
        ("07VELMAR11", "08VELMAR12"),
        ("08VELMAR12", "09VELMAR13"),
    ]
    reasons = {pair[:2]: pair[2] for pair in told(found.pairs)}
    assert "one cites the other" in reasons["07VELMAR11", "08VELMAR12"]
    assert reasons["08VELMAR12", "09VELMAR13"] == "nearest relative"
    assert found.alone == ()


def test_a_pair_that_cites_stays_below_every_score_and_comes_first(cables: list[Cable]) -> None:
    above = choose_pairs(cables, least=1.01)
    assert told(above.pairs) == [("07VELMAR11", "08VELMAR12", "one cites the other")]
    assert above.alone == ("09VELMAR13",)
    assert [pair[:2] for pair in told(choose_pairs(cables, most=1).pairs)] == [("07VELMAR11", "08VELMAR12")]


def test_one_cable_has_no_pair(cables: list[Cable]) -> None:
    assert choose_pairs(cables[:1]).pairs == ()


def listed(folder: Path, content: str) -> Path:
    path = folder / "pairs.txt"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cables").mkdir()
    for name in TEXTS:
        (tmp_path / "cables" / f"{name}.txt").write_text(text(name), encoding="utf-8")
    return tmp_path


def test_a_file_names_pairs_the_earlier_cable_left(folder: Path) -> None:
    corpus = open_corpus([str(folder / "cables")])
    found = named_pairs(corpus, listed(folder, "# chosen by hand\n\n09VELMAR13, 07velmar11 # far apart\n"))
    assert told(found.pairs) == [("07VELMAR11", "09VELMAR13", "asked for")]
    assert found.alone == ("08VELMAR12",)


def test_a_line_that_names_no_pair_is_told_with_its_number(folder: Path) -> None:
    corpus = open_corpus([str(folder / "cables")])
    with pytest.raises(UsageError, match=r"pairs\.txt:2: a pair is two ids \(this line has 1\)"):
        named_pairs(corpus, listed(folder, "07VELMAR11 08VELMAR12\n09VELMAR13\n"))
    with pytest.raises(UnknownCableError, match="99VELMAR1"):
        named_pairs(corpus, listed(folder, "07VELMAR11 99VELMAR1\n"))
    with pytest.raises(UsageError, match="cannot read the list of pairs"):
        named_pairs(corpus, folder / "absent.txt")
