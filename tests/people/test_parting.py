"""An editor takes clusters apart: by spelling, and by the cables of one spelling."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from crosscable.compare.decision_file import append, read_decisions, undo
from crosscable.compare.decisions import Decisions, decide_names
from crosscable.compare.people.parting import Cluster, clusters_of, part
from crosscable.compare.people.questions import Place, Question, WrittenForm, forms_of_list, questions
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora.cable import Cable
from crosscable.reports.cli.app import run
from crosscable.reports.terminal.names_parting import LABELS, review_clusters
from crosscable.reports.terminal.names_review import review
from crosscable.reports.terminal.names_sitting import Outcome, Sitting

AT = "2031-05-06T07:08:09Z"


def form(text: str, *cables: str) -> WrittenForm:
    return WrittenForm(text, 1, tuple(Place(cable, 1, f"the [{text}]") for cable in cables), cables)


SPELLINGS = Cluster(
    "Olek Tarvin", (form("Olek Tarvin", "09A1", "09A2"), form("Oleg Tarvin", "09A3"), form("O. Tarvin"))
)
PLACES = tuple(form(f"Olek Tarvin @ 09A{number}", f"09A{number}") for number in (1, 2, 3))
ONE_FORM = Cluster("Olek Tarvin", (form("Olek Tarvin", "09A1", "09A2", "09A3"),), PLACES)


def parted(cluster: Cluster, *chosen: str, each: bool = False, known: Decisions | None = None) -> list[tuple[str, ...]]:
    made = part(cluster, chosen, known or Decisions(), each=each, by="anna", at=AT)
    assert all(decision.by == "anna" for decision in made)
    return [(*decision.about, decision.judgement) for decision in made]


def test_a_spelling_is_parted_from_each_other_one() -> None:
    assert parted(SPELLINGS, "Oleg Tarvin") == [
        ("Oleg Tarvin", "Olek Tarvin", "different"),
        ("O. Tarvin", "Oleg Tarvin", "different"),
    ]


def test_what_is_taken_out_together_is_one_other_person_unless_each_is_his_own() -> None:
    assert ("O. Tarvin", "Oleg Tarvin", "same") in parted(SPELLINGS, "Oleg Tarvin", "O. Tarvin")
    assert ("O. Tarvin", "Oleg Tarvin", "different") in parted(SPELLINGS, "Oleg Tarvin", "O. Tarvin", each=True)


def test_some_cables_of_a_form_are_parted_from_the_form() -> None:
    assert parted(ONE_FORM, PLACES[1].text) == [("Olek Tarvin", "Olek Tarvin @ 09A2", "different")]
    assert parted(ONE_FORM, PLACES[0].text, PLACES[2].text)[-1] == (PLACES[0].text, PLACES[2].text, "same")


def test_everybody_cannot_be_taken_out_but_each_can_be_somebody() -> None:
    assert parted(ONE_FORM, *(place.text for place in PLACES)) == []
    assert parted(SPELLINGS, *(member.text for member in SPELLINGS.forms)) == []
    assert parted(ONE_FORM, *(place.text for place in PLACES), each=True) == [
        ("Olek Tarvin", "Olek Tarvin @ 09A1", "different"),
        ("Olek Tarvin", "Olek Tarvin @ 09A2", "different"),
        ("Olek Tarvin @ 09A1", "Olek Tarvin @ 09A2", "different"),
    ]


def test_parting_supersedes_the_decisions_that_joined() -> None:
    pairs = [("Olek Tarvin", "Oleg Tarvin"), ("Oleg Tarvin", "O. Tarvin")]
    known = Decisions(tuple(decide_names(a, b, "same", by="bert", at=AT) for a, b in pairs))
    made = part(SPELLINGS, ["Oleg Tarvin"], known, each=False, by="anna", at=AT)
    assert not known.with_(*made).contradictions()
    assert known.with_(*made).implied("O. Tarvin", "Oleg Tarvin") == "different"


def test_clusters_of_one_spelling_in_one_place_are_not_shown() -> None:
    single = Cluster("Ana Lind", (form("Ana Lind", "09A1"),), (form("Ana Lind @ 09A1", "09A1"),))
    assert clusters_of([single, ONE_FORM, SPELLINGS]) == (SPELLINGS, ONE_FORM)


class Editor:
    """Plays keys into a folder."""

    def __init__(self, folder: Path, keys: Iterable[str]) -> None:
        self.folder, self.screens = folder, list[str]()
        left = iter(keys)
        self.sitting = Sitting(
            by="anna",
            key=lambda: next(left, ""),
            show=lambda lines: self.screens.append("\n".join(lines)),
            keep=lambda made: append(folder, made),
            take_back=lambda decision: undo(folder, decision, by="anna", at=AT),
            clock=lambda: AT,
            width=90,
        )

    def held(self) -> list[tuple[str, ...]]:
        return [(*d.about, d.judgement) for d in read_decisions(self.folder).holding]


def test_members_are_ticked_and_taken_out(tmp_path: Path) -> None:
    editor = Editor(tmp_path, ["2", "3", "3", "\n", " "])
    assert review_clusters([SPELLINGS, ONE_FORM], Decisions(), editor.sitting) == Outcome(1, 1, 0)
    assert editor.held() == [("O. Tarvin", "Oleg Tarvin", "different"), ("Oleg Tarvin", "Olek Tarvin", "different")]
    assert "1 ( ) Olek Tarvin" in editor.screens[0]
    assert "2 (x) Oleg Tarvin" in editor.screens[1]


def test_back_takes_the_whole_parting_back(tmp_path: Path) -> None:
    editor = Editor(tmp_path, ["2", "\n", "b", "q"])
    assert review_clusters([SPELLINGS, ONE_FORM], Decisions(), editor.sitting) == Outcome(0, 0, 2)
    assert editor.held() == []
    assert editor.screens[-1] == editor.screens[0]


def test_a_form_is_parted_by_its_cables(tmp_path: Path) -> None:
    both = Cluster("Olek Tarvin", SPELLINGS.forms, PLACES)
    editor = Editor(tmp_path, ["/", "2", "*"])
    review_clusters([both], Decisions(), editor.sitting)
    assert ("Olek Tarvin", "Olek Tarvin @ 09A2", "different") in editor.held()
    assert "by cable" in editor.screens[1]


def test_a_long_cluster_has_more_than_one_screen(tmp_path: Path) -> None:
    many = tuple(form(f"Olek Tarvin {number:03}") for number in range(len(LABELS) + 2))
    editor = Editor(tmp_path, [">", "2", "\n"])
    review_clusters([Cluster("Olek Tarvin", many)], Decisions(), editor.sitting)
    assert all(many[-1].text in pair for pair in editor.held())
    assert len(editor.held()) == len(many) - 1


def test_from_a_pair_the_cluster_of_either_form_is_taken_apart(tmp_path: Path) -> None:
    asked: tuple[Question, ...] = questions(forms_of_list(["Olek Tarvin", "Olek Tarwin"]), Decisions())
    editor = Editor(tmp_path, ["1", "2", "\n", "2", "b", "q"])
    outcome = review(asked, Decisions(), editor.sitting, clusters=[SPELLINGS])
    assert "Oleg Tarvin" in editor.screens[1]
    assert "nothing is joined" in editor.screens[4]
    assert outcome == Outcome(0, 0, 1)
    assert editor.held() == []


def test_the_command_parts_what_the_cables_share(
    tmp_path: Path,
    telegram: Callable[..., Cable],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cables = [telegram(f"{title} Marek Solin spoke.", number=n) for n, title in enumerate(("Minister", "Poet"), 1)]
    for number, cable in enumerate(cables):
        (tmp_path / f"{number}.txt").write_text(cable.source, encoding="utf-8")
    folder = tmp_path / "editing"
    folder.mkdir()
    keys = iter(["2", "\n"])
    monkeypatch.setattr("crosscable.reports.cli.names_review._key", lambda: next(keys, ""))
    paths = [str(tmp_path / f"{number}.txt") for number in range(2)]
    assert run(["names", "review", *paths, "--clusters", "--decisions", str(folder), "--by", "anna"]) == 0
    assert "Marek Solin @ 08DRAVIK2" in capsys.readouterr().out
    people = reconcile(cables, decisions=read_decisions(folder))
    assert [person.preferred for person in people.persons] == ["Marek Solin", "Marek Solin"]
