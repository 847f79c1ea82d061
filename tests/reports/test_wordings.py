"""Small wordings: numbers with their nouns, doubts with their reasons, tables that fit the window."""

from __future__ import annotations

import pytest

from crosscable.compare.findings import Finding
from crosscable.compare.people.likeness import Contribution
from crosscable.compare.people.reconcile import Person, Probable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.ci import summary
from crosscable.reports.cli.app import run
from crosscable.reports.site.words import counted, doubt, roles
from crosscable.reports.terminal.findings import finding_lines
from crosscable.reports.terminal.names_pairs import bars
from crosscable.reports.terminal.tables import table

DEMO = str(demo_folder())


def test_a_number_agrees_with_its_noun() -> None:
    assert [counted(number, "cable") for number in (0, 1, 2, 1295)] == [
        "0 cables",
        "1 cable",
        "2 cables",
        "1,295 cables",
    ]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (("same post; probability 0.75",), "0.75: same post"),
        (("probability 0.75",), "0.75"),
        (("same post", "same title"), "0.75: same post; same title"),
        ((), "0.75"),
    ],
)
def test_a_doubt_says_its_probability_once(why: tuple[str, ...], said: str) -> None:
    assert doubt(Probable("ana-lind", 0.75, why)) == said


def test_a_role_in_other_capitals_is_told_once() -> None:
    called = ("President", "Dr.; the President", "PRESIDENT", "President-elect")
    person = Person("ana-lind", "Ana Lind", "person", (), called, decided=False, why=())
    assert roles(person) == ["President", "Dr.", "President-elect"]


def test_what_a_contribution_saw_is_wrapped_and_never_cut() -> None:
    seen = "a long family name / another long family name: equal once it is read as it is spoken in that language"
    lines = list(bars([Contribution("surname", 2.0, seen)], 60))
    assert len(lines) > 2
    assert all(len(line) <= 60 for line in lines)
    assert " ".join(line.partition("│")[2].replace("█", "").strip() for line in lines) == f"surname: {seen}"


def test_a_column_is_no_wider_than_its_header_and_cells() -> None:
    assert table(("said", "kind"), [("1", "x")], (None, None)) == ["said  kind", "----  ----", "1     x"]


@pytest.mark.parametrize(
    ("held", "more"), [(0, ""), (1, "; 1 more is in the baseline"), (2, "; 2 more are in the baseline")]
)
def test_findings_are_counted_in_words_that_agree(held: int, more: str) -> None:
    finding = Finding("reading/loss", "warning", "text is lost", (), "0" * 16)
    assert finding_lines([finding], held)[-1] == f"1 new finding{more}"
    assert finding_lines([], held)[-1] == f"0 new findings{more}"
    assert summary([finding])[2] == "0 errors, 1 warning, 0 notes"


@pytest.mark.parametrize(
    "line", ["check DEMO --baseline none.json", "diff none.json none.json", "report DEMO --pairs none.json"]
)
def test_a_missing_file_is_told_in_words(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.replace("DEMO", DEMO).split()) == 2
    told = capsys.readouterr().err
    assert "none.json" in told
    assert "No such file or directory" in told
    assert "Errno" not in told


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(
    "command",
    [
        "sources DEMO",
        "read DEMO",
        "match DEMO --top 3",
        "match DEMO --threads",
        "names list DEMO",
        "check DEMO --fail-on never",
        "track DEMO --topic canal",
        "compare 06SELVANE91877 08SELVANE92055 --corpus DEMO",
    ],
)
def test_no_line_is_longer_than_the_window(command: str, width: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.replace("DEMO", DEMO).split(), "--width", str(width)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert [line for line in lines if len(line) > width] == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("Quental", "Several sources are called so: Duarte Quental, Ines Quental. To follow one, give the whole name."),
        ("Nobody", "Nobody of this name is quoted in these cables."),
    ],
)
@pytest.mark.parametrize("form", ["table", "md"])
def test_a_track_says_whom_the_name_means(
    source: str, told: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["track", DEMO, "--source", source, "--format", form, "--width", "120"]) == 0
    assert told in capsys.readouterr().out


def test_a_track_of_one_source_is_about_it_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["track", DEMO, "--source", "Ines Quental"]) == 0
    out = capsys.readouterr().out
    assert "Several sources" not in out
    assert "more sentences speak of it." in out


@pytest.mark.parametrize("limit", ["--post NOWHERE", "--since 2030", "--tag ZZZZ"])
def test_a_selection_that_leaves_nothing_is_told(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("read", "match", "sources"):
        assert run([command, DEMO, *limit.split()]) == 0
        assert "no cable was sent in these days, by these posts, with these tags" in capsys.readouterr().err


@pytest.mark.parametrize("names", [("", ""), ("Romanchenko", " "), ("1934", "Romanchenko")])
def test_what_has_no_letter_is_no_name(names: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", "explain", *names]) == 2
    assert "it has no letter" in capsys.readouterr().err
