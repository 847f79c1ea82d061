from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosscable.compare.people.authority import FILE, Authority, Entry, Redirect, authority_csv, parse_csv, read
from crosscable.corpora import parse
from crosscable.reports.authority_masking import masked_authority
from crosscable.reports.cli.app import run
from crosscable.reports.masking import mask_of

CABLES = Path(__file__).parent / "cables"
HIDDEN = re.compile(r"veli(?:t?ch|tsch|č)k|dolenko|brook|igor|marta|haym", re.IGNORECASE)
SPARED = re.compile(r"oleg\W{1,3}velichko", re.IGNORECASE)
TELEGRAM = """R 051423Z DEC 08
FM AMEMBASSY DRAVIK
TO SECSTATE WASHDC 0001
UNCLAS DRAVIK 000001

SUBJECT: PIERS

1. (U) Mayor Ilva Tarn (strictly protect) told us no. Minister Petra Ollin said yes.
"""


def entries(person: str, *forms: str) -> tuple[Entry, ...]:
    return tuple(Entry(person, form, "variant" if n else "preferred", "decided") for n, form in enumerate(forms))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An authority file of the cables' persons; every form waits for an editor still, so the check itself fails."""
    run(["names", "check", str(CABLES), "--decisions", str(tmp_path), "--update"])
    return tmp_path


@pytest.mark.parametrize("form", ["csv", "skos", "tei", "openrefine"])
def test_no_form_and_no_id_of_a_protected_person_is_exported(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["names", "export", "--decisions", str(folder), "--format", form]
    capsys.readouterr()
    assert run(line) == 0
    assert HIDDEN.search(SPARED.sub("", capsys.readouterr().out))
    assert run([*line, str(CABLES), "--mask-protected"]) == 0
    printed = capsys.readouterr().out
    assert HIDDEN.findall(SPARED.sub("", printed)) == []
    assert "[protected 1]" in printed
    assert "Oleg Velichko" in printed
    assert not re.search("[\U00017000-\U00018aff]", printed)


def test_a_masked_export_can_be_read_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(["names", "export", "--decisions", str(folder), str(CABLES), "--mask-protected"])
    masked, named = parse_csv(capsys.readouterr().out, FILE), read(folder)
    assert named is not None
    assert masked.person_of("[protected 1]") == "protected-1"
    assert len(masked.entries) < len(named.entries)


def test_a_form_that_no_cable_knows_is_hidden_with_its_person_and_redirects_go_too() -> None:
    authority = Authority(
        (*entries("ilva-tarn", "Ilva Tarn", "Madame T.", "Ilva Tarn @ 08DRAVIK1"), *entries("ollin", "Petra Ollin")),
        (Redirect("i-tarn", "ilva-tarn"), Redirect("petra", "ollin")),
    )
    masked = masked_authority(authority, mask_of([parse(TELEGRAM)]))
    assert authority_csv(masked) == (
        "person,form,kind,status,see\n"
        "ollin,Petra Ollin,preferred,decided,\n"
        "protected-1,[protected 1],preferred,only,\n"
        "petra,,redirect,,ollin\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        ["names", "export", "--mask-protected"],  # no cables say who is meant
        ["names", "check", "--mask-protected"],
        ["names", "export", str(CABLES)],  # nothing would be hidden
        ["names", "review", str(CABLES), "--mask-protected"],  # an editor has to see what he judges
    ],
    ids=" ".join,
)
def test_hiding_what_cannot_be_hidden_is_refused(
    line: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run([*line, "--decisions", str(folder)]) == 2
    told = capsys.readouterr()
    assert "--mask-protected" in told.err
    assert told.out == ""
