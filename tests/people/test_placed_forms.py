"""Two people who share one written form: decisions that speak of a form at a place."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.decision_file import FILE as DECISIONS
from crosscable.compare.decision_file import append, read_decisions
from crosscable.compare.decisions import Decision, Decisions, decide_names
from crosscable.compare.people.authority import FILE, authority_csv, parse_csv, rebuild
from crosscable.compare.people.authority_checks import check_names
from crosscable.compare.people.authority_tei import parse_tei, tei
from crosscable.compare.people.questions import Place, WrittenForm, questions
from crosscable.compare.people.reconcile import People, reconcile
from crosscable.compare.placed import PlacedForm, parse_placed, plain_form
from crosscable.corpora.cable import Cable
from crosscable.reports.cli.app import run
from crosscable.reports.machine.authority import skos

AT = "2031-05-06T07:08:09Z"
Telegram = Callable[..., Cable]
HERE, THERE, ELSEWHERE = "08DRAVIK1", "08DRAVIK2", "08DRAVIK3"
NAME = "Marek Solin"


def said(a: str, b: str, judgement: str = "different", by: str = "anna") -> Decision:
    return decide_names(a, b, judgement, by=by, at=AT)


def whose(people: People) -> list[set[tuple[str, int]]]:
    """For each person the cables and starts of the mentions."""
    return [
        {(m.cable, m.start) for form in person.forms for m in form.mentions}
        for person in people.persons
        if person.kind == "person"
    ]


def cables_of(people: People) -> list[list[str]]:
    return sorted(sorted({cable for cable, _ in places}) for places in whose(people))


@pytest.fixture
def three(telegram: Telegram) -> list[Cable]:
    return [
        telegram("Foreign Minister Marek Solin spoke. Solin left.", number=1),
        telegram("The poet Marek Solin read to us. Solin was ill.", number=2),
        telegram("Mr. Marek Solin wrote.", number=3),
    ]


def test_a_subject_says_form_and_place() -> None:
    assert parse_placed("Marek Solin @ 08DRAVIK1 ¶4") == PlacedForm("Marek Solin", "08DRAVIK1", 4)
    assert parse_placed("Marek Solin @ my file") == PlacedForm("Marek Solin", "my file")
    assert parse_placed("Marek Solin") is None
    assert plain_form("Marek Solin @ 08DRAVIK1") == "Marek Solin"


@given(st.text(min_size=1), st.text(min_size=1), st.none() | st.integers(0, 999))
def test_subjects_are_read_as_they_are_written(form: str, cable: str, paragraph: int | None) -> None:
    form, cable = " ".join(form.split()), " ".join(cable.split())
    if not form or not cable or "@" in form + cable or "¶" in cable:
        return
    assert parse_placed(str(PlacedForm(form, cable, paragraph))) == PlacedForm(form, cable, paragraph)


def test_one_form_is_parted_by_cables(three: list[Cable]) -> None:
    assert cables_of(reconcile(three)) == [[HERE, THERE, ELSEWHERE]]
    people = reconcile(three, decisions=Decisions((said(f"{NAME} @ {THERE}", NAME),)))
    assert cables_of(people) == [[HERE, ELSEWHERE], [THERE]]
    assert all(person.decided and not person.probably for person in people.persons)
    poet = next(p for p in people.persons if "poet" in p.roles)
    assert poet.why[0].startswith(f"decided: {NAME} / {NAME} @ {THERE}: different (anna")
    assert sum(form.count for form in poet.forms) == 2  # the bare surname of that cable went along


def test_a_form_told_by_place_joins_its_others_only_where_somebody_says_so(three: list[Cable]) -> None:
    apart = said(f"{NAME} @ {HERE}", f"{NAME} @ {THERE}")
    assert cables_of(reconcile(three, decisions=Decisions((apart,)))) == [[HERE], [THERE], [ELSEWHERE]]
    together = said(f"{NAME} @ {HERE}", NAME, "same")
    assert cables_of(reconcile(three, decisions=Decisions((apart, together)))) == [[HERE, ELSEWHERE], [THERE]]


def test_a_form_of_one_cable_can_be_somebody_of_another_name(telegram: Telegram, three: list[Cable]) -> None:
    cables = [*three, telegram("Sheikh Yusuf Khatiri spoke.", number=4)]
    known = Decisions((said(f"{NAME} @ {THERE}", "Yusuf Khatiri", "same"),))
    assert cables_of(reconcile(cables, decisions=known)) == [[HERE, ELSEWHERE], [THERE, "08DRAVIK4"]]


def test_two_of_one_name_in_one_cable_are_parted_by_paragraphs(telegram: Telegram) -> None:
    cable = telegram("Minister Marek Solin spoke.", "Mr. Marek Solin, a poet, read. Solin was ill.")
    assert len(whose(reconcile([cable]))) == 1
    known = Decisions((said(f"{NAME} @ {HERE} ¶2", NAME),))
    first, second = sorted(whose(reconcile([cable], decisions=known)), key=min)
    assert (len(first), len(second)) == (1, 2)


def test_other_capitals_are_the_same_form(telegram: Telegram, three: list[Cable]) -> None:
    cables = [three[0], telegram("FOREIGN MINISTER MAREK SOLIN SPOKE TODAY.", number=2)]
    assert cables_of(reconcile(cables)) == [[HERE, THERE]]
    assert cables_of(reconcile(cables, decisions=Decisions((said(f"{NAME} @ {THERE}", NAME),)))) == [[HERE], [THERE]]


@settings(max_examples=25)
@given(order=st.permutations(range(3)), lines=st.permutations(range(3)))
def test_neither_the_order_of_cables_nor_of_lines_matters(
    telegram: Telegram, order: list[int], lines: list[int]
) -> None:
    cables = [telegram(f"{title} Marek Solin spoke.", number=n) for n, title in enumerate(("Mr.", "Dr.", "General"), 1)]
    known = [
        said(f"{NAME} @ {HERE}", NAME),
        said(f"{NAME} @ {THERE}", NAME),
        said(f"{NAME} @ {HERE}", f"{NAME} @ {THERE}", "same"),
    ]
    people = reconcile([cables[n] for n in order], decisions=Decisions(tuple(known[n] for n in lines)))
    assert cables_of(people) == [[HERE, THERE], [ELSEWHERE]]
    assert [person.id for person in people.persons] == ["marek-solin", "marek-solin-2"]


def test_contradictions_are_found_through_places() -> None:
    known = Decisions(
        (
            said(f"{NAME} @ {HERE}", "M. Solin", "same", "anna"),
            said("M. Solin", f"{NAME} @ {THERE}", "same", "bert"),
            said(f"{NAME} @ {HERE}", f"{NAME} @ {THERE}", by="carl"),
        )
    )
    (found,) = known.contradictions()
    assert [d.by for d in found.chain] == ["anna", "bert"]
    assert found.against.by == "carl"


def test_an_exception_does_not_contradict_the_rule() -> None:
    known = Decisions((said(NAME, "M. Solin", "same"), said(f"{NAME} @ {HERE}", "M. Solin")))
    assert not known.contradictions()


def forms_for(*texts: str) -> tuple[WrittenForm, ...]:
    return tuple(WrittenForm(text, 1, (Place(HERE, 1, f"the [{plain_form(text)}]"),), (HERE,)) for text in texts)


FORMS = (NAME, f"{NAME} @ {THERE}", f"{NAME} @ {ELSEWHERE}", "Marek Sollin")


def test_the_authority_has_a_row_for_each_place_and_goes_round() -> None:
    known = Decisions((said(FORMS[1], NAME), said(FORMS[2], FORMS[1], "same")))
    built = rebuild(dict.fromkeys(FORMS, 1), known)
    assert built.person_of(FORMS[1]) == built.person_of(FORMS[2]) != built.person_of(NAME)
    assert rebuild(dict.fromkeys(reversed(FORMS), 1), known, built) == built
    assert parse_csv(authority_csv(built), "x") == built
    assert parse_tei(tei(built).encode(), "x") == built
    assert " @ " not in skos(built)


def test_what_is_left_to_ask_is_asked_by_place() -> None:
    known = Decisions((said(FORMS[1], NAME),))
    asked = {(q.a.text, q.b.text) for q in questions(forms_for(*FORMS), known)}
    assert (NAME, FORMS[2]) in asked
    assert (FORMS[1], FORMS[2]) in asked
    assert (NAME, FORMS[1]) not in asked


def test_a_decision_on_a_place_that_is_gone_is_told() -> None:
    known = Decisions((said(FORMS[1], NAME),))
    forms = forms_for(NAME)
    authority = rebuild({NAME: 1}, known)
    assert [f.rule for f in check_names(forms, known, authority)] == ["names-vanished"]


def test_the_commands_carry_places(tmp_path: Path, three: list[Cable], capsys: pytest.CaptureFixture[str]) -> None:
    corpus, folder = tmp_path / "cables", tmp_path / "editing"
    corpus.mkdir()
    folder.mkdir()
    for number, cable in enumerate(three):
        (corpus / f"{number}.txt").write_text(cable.source, encoding="utf-8")
    append(folder, [said(f"{NAME} @ {THERE}", NAME)])
    at = ["names", "check", str(corpus), "--decisions", str(folder)]
    assert run([*at, "--update"]) == 0
    assert run(at) == 0
    assert f"marek-solin-2,{NAME} @ {THERE},preferred,only," in (folder / FILE).read_text(encoding="utf-8")
    for kind in ("csv", "tei"):
        fresh, exported = tmp_path / kind, tmp_path / f"persons.{kind}"
        fresh.mkdir()
        assert run(["names", "export", "--decisions", str(folder), "--format", kind, "-o", str(exported)]) == 0
        assert run(["names", "import", str(exported), "--decisions", str(fresh), "--by", "bert"]) == 0
        assert (fresh / FILE).read_bytes() == (folder / FILE).read_bytes()
        assert read_decisions(fresh).different == read_decisions(folder).different
    capsys.readouterr()


def test_git_merges_what_two_editors_parted(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("config", "user.email", "ed@example.org")
    git("config", "user.name", "Ed")
    append(tmp_path, [said("Olga Petrin", "Olga Petryn", "same")])
    git("add", ".")
    git("commit", "-qm", "start")
    git("checkout", "-qb", "other")
    append(tmp_path, [said(f"{NAME} @ {THERE}", NAME, by="bert")])
    git("commit", "-qam", "bert")
    git("checkout", "-q", "main")
    append(tmp_path, [said(f"{NAME} @ {ELSEWHERE}", NAME, by="anna")])
    git("commit", "-qam", "anna")
    git("merge", "-q", "other")
    known = read_decisions(tmp_path)
    assert (tmp_path / DECISIONS).read_bytes().count(b"\n") == 3
    assert len(known.different) == 2
    assert not known.contradictions()
