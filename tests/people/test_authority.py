from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.decision_file import FILE as DECISIONS
from crosscable.compare.decision_file import read_decisions
from crosscable.compare.decisions import ContradictionError, Decision, Decisions, decide_names
from crosscable.compare.people.authority import FILE, Authority, Redirect, authority_csv, parse_csv, read, rebuild
from crosscable.compare.people.authority_checks import check_names
from crosscable.compare.people.authority_tei import parse_tei, tei
from crosscable.compare.people.questions import Place, WrittenForm, decided, forms_of_list, questions
from crosscable.corpora.errors import InputError
from crosscable.reports.cli.app import run
from crosscable.reports.machine.authority import openrefine_table, skos
from crosscable.reports.terminal.names_review import marked_difference, review
from crosscable.reports.terminal.names_sitting import Outcome, Sitting

AT = "2031-05-06T07:08:09Z"
FORMS = (
    "Igor Tarvenko",
    "Igor Tarwenko",
    "I. Tarvenko",
    "Olga Petrin",
    "Olga Petryn",
    "Ana López & Cía",
    'Jo "Jo" <B>',
)
SAME, DIFFERENT = "same", "different"


def said(a: str, b: str, judgement: str, by: str = "anna") -> Decision:
    return decide_names(a, b, judgement, by=by, at=AT)


def built(*decisions: Decision, forms: tuple[str, ...] = FORMS, previous: Authority | None = None) -> Authority:
    return rebuild(dict.fromkeys(forms, 1), Decisions(decisions), previous)


CHOICES = st.lists(
    st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS), st.sampled_from([SAME, DIFFERENT])).filter(
        lambda choice: choice[0] != choice[1]
    ),
    max_size=5,
)


@settings(max_examples=40)
@given(CHOICES, CHOICES)
def test_rebuilding_again_changes_nothing_and_loses_no_id(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]]
) -> None:
    known = Decisions(tuple(said(*choice) for choice in first))
    later = known.with_(*(said(*choice) for choice in second))
    if later.contradictions() or known.contradictions():
        return
    forms = dict.fromkeys(FORMS, 1)
    before = rebuild(forms, known)
    after = rebuild(forms, later, before)
    assert rebuild(forms, later, after) == after
    assert rebuild(dict(reversed(forms.items())), later, before) == after
    persons = {entry.person for entry in after.entries}
    redirects = {redirect.person: redirect.see for redirect in after.redirects}
    assert {entry.person for entry in before.entries} <= persons | set(redirects)
    assert not persons & set(redirects)
    assert set(redirects.values()) <= persons
    assert parse_csv(authority_csv(after), "x") == after
    assert parse_tei(tei(after).encode(), "x") == after


def test_a_merge_leaves_a_redirect() -> None:
    before = built()
    after = built(said("Igor Tarvenko", "Igor Tarwenko", SAME), previous=before)
    assert after.person_of("Igor Tarwenko") == "igor-tarvenko"
    assert Redirect("igor-tarwenko", "igor-tarvenko") in after.redirects


def test_an_id_is_never_given_to_somebody_else() -> None:
    merged = built(said("Igor Tarvenko", "Igor Tarwenko", SAME), previous=built())
    parted = built(forms=("Igor Tarvenko", "Igor Tarwenko"), previous=merged)
    assert parted.person_of("Igor Tarwenko") == "igor-tarwenko-2"


def test_a_preferred_form_that_an_editor_chose_stays() -> None:
    chosen = authority_csv(built(said("Olga Petrin", "Olga Petryn", SAME)))
    chosen = chosen.replace("Olga Petrin,preferred", "Olga Petrin,variant")
    chosen = chosen.replace("Olga Petryn,variant", "Olga Petryn,preferred")
    previous = parse_csv(chosen, "x")
    assert authority_csv(built(said("Olga Petrin", "Olga Petryn", SAME), previous=previous)) == chosen


def test_a_decision_wins_over_what_the_cables_join() -> None:
    pair = ("Igor Tarvenko", "I. Tarvenko")
    joined = rebuild(dict.fromkeys(FORMS, 1), Decisions(), joined=[pair])
    assert joined.person_of(pair[0]) == joined.person_of(pair[1])
    parted = rebuild(dict.fromkeys(FORMS, 1), Decisions((said(*pair, DIFFERENT),)), joined=[pair])
    assert parted.person_of(pair[0]) != parted.person_of(pair[1])


def test_contradicting_decisions_build_nothing() -> None:
    with pytest.raises(ContradictionError):
        built(said("Olga Petrin", "Olga Petryn", SAME), said("Olga Petrin", "Olga Petryn", DIFFERENT, "bert"))


@pytest.mark.parametrize(
    "text", ["form,kind\na,b\n", "person,form\np,Tarvin\nq,Tarvin\n", "person,form,kind\np,Tarvin,chief\n"]
)
def test_a_file_that_is_no_authority_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_csv(text, "x.csv")


def test_tei_of_others_is_read() -> None:
    text = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person xml:id="p1">'
        "<persName>Olek <surname>Tarvin</surname></persName><persName>O. Tarvin</persName></person>"
        "</listPerson></standOff></TEI>"
    )
    found = parse_tei(text.encode(), "x.xml")
    assert [(e.person, e.form, e.kind) for e in found.entries] == [
        ("p1", "O. Tarvin", "variant"),
        ("p1", "Olek Tarvin", "preferred"),
    ]


def test_an_entity_bomb_is_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&b;</TEI>'
    with pytest.raises(InputError):
        parse_tei(bomb.encode(), "x.xml")


def test_skos_has_slips_as_hidden_labels() -> None:
    forms = {"Igor Tarvenko": 3, "Igor Tarvemko": 1, "Igor Tarwenko": 1}
    decisions = [said("Igor Tarvenko", other, SAME) for other in ("Igor Tarvemko", "Igor Tarwenko")]
    text = skos(rebuild(forms, Decisions(tuple(decisions))))
    assert 'skos:hiddenLabel "Igor Tarvemko"' in text
    assert 'skos:altLabel "Igor Tarwenko"' in text


def test_the_table_for_openrefine_has_one_form_a_row() -> None:
    lines = openrefine_table(built(said("Olga Petrin", "Olga Petryn", SAME))).splitlines()
    assert lines[0] == "form,preferred,person,kind,status"
    assert "Olga Petryn,Olga Petrin,olga-petrin,variant,decided" in lines


PAIRS = ("Igor Tarvenko", "Igor Tarwenko", "Olga Petrin", "Olga Petryn")
SPELLINGS = ("Igor Tarvenko", "Igor Tarwenko", "Igor Tarvenco")


def rules(decisions: Decisions, authority: Authority | None, forms: tuple[str, ...] = PAIRS) -> list[str]:
    return [finding.rule for finding in check_names(forms_of_list(forms), decisions, authority)]


def test_check_tells_each_fault() -> None:
    same = said("Olga Petrin", "Olga Petryn", SAME)
    tarvenko = said("Igor Tarvenko", "Igor Tarwenko", DIFFERENT)
    known = Decisions((same, tarvenko))
    authority = rebuild(dict.fromkeys(PAIRS, 1), known)
    assert rules(known, authority) == []
    assert "names-undecided" in rules(Decisions((tarvenko,)), authority)
    assert "names-drift" in rules(Decisions((tarvenko,)), authority)
    assert "names-drift" in rules(known, None)
    assert "names-vanished" in rules(known, authority, PAIRS[:3])
    other = said("Olga Petrin", "Olga Petryn", DIFFERENT, "bert")
    assert "names-contradiction" in rules(known.with_(other), authority)


def test_a_pair_that_was_parted_is_asked_again_with_the_reason() -> None:
    first = WrittenForm("Igor Tarvenko", 2, (Place("09X1", 3, "the mayor [Igor Tarvenko] said"),), ("09X1",))
    second = WrittenForm("Igor Tarwenko", 1, (Place("09X2", 1, "mayor [Igor Tarwenko]"),), ("09X2",))
    (question,) = questions([first, second], Decisions())
    decision = decided(question, said(first.text, second.text, DIFFERENT), Decisions())
    assert questions([first, second], Decisions((decision,))) == ()
    third = WrittenForm("Igor Tarwenko", 2, second.places, ("09X2", "10X7"))
    (again,) = questions([first, third], Decisions((decision,)))
    assert "10X7" in again.again


def play(keys: str, forms: tuple[str, ...] = FORMS[:5]) -> tuple[Outcome, Decisions, list[str]]:
    kept: list[Decision] = []
    screens: list[str] = []
    left = iter(keys)

    def take_back(decision: Decision) -> list[Decision]:
        kept.remove(decision)
        return [Decision(decision.subject, decision.about, "withdrawn", "anna", AT, supersedes=(decision.id,))]

    outcome = review(
        questions(forms_of_list(forms), Decisions(), least=0.5),
        Decisions(),
        Sitting(
            by="anna",
            key=lambda: next(left, ""),
            show=lambda lines: screens.append("\n".join(lines)),
            keep=kept.extend,
            take_back=take_back,
            clock=lambda: AT,
            width=100,
        ),
    )
    return outcome, Decisions(tuple(kept)), screens


def test_an_answer_settles_what_follows_from_it() -> None:
    assert len(questions(forms_of_list(SPELLINGS), Decisions(), least=0.5)) == 3
    outcome, known, _ = play("y" * 10, SPELLINGS)
    assert (outcome.made, outcome.left) == (2, 0)
    assert not known.contradictions()


def test_back_takes_the_last_answer_back_and_asks_again() -> None:
    outcome, known, screens = play("nbyq")
    assert outcome.made == 1
    assert len(known.same) == 1
    assert not known.different
    assert screens[0] == screens[2]


def test_blind_screens_show_no_score() -> None:
    forms = forms_of_list(FORMS[:5])
    shown: list[str] = []
    review(
        questions(forms, Decisions()),
        Decisions(),
        Sitting("anna", lambda: "q", shown.extend, lambda _: None, lambda _: (), lambda: AT),
        blind=True,
    )
    assert not any("probability" in line for line in shown)


def test_the_difference_of_two_spellings_is_marked() -> None:
    assert marked_difference("Tarvenko", "Tarwenko") == ("Tar[v]enko", "Tar[w]enko")


def test_commands_keep_decisions_and_gate_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.txt"
    names.write_text("\n".join(FORMS[:5]) + "\n", encoding="utf-8")
    folder = tmp_path / "editing"
    folder.mkdir()
    at = ["names", "check", str(names), "--list", "--decisions", str(folder)]
    assert run(at) == 1
    keys = iter(["y"] * 20)
    monkeypatch.setattr("crosscable.reports.cli.names_review._key", lambda: next(keys, ""))
    assert run(["names", "review", str(names), "--list", "--decisions", str(folder), "--by", "anna"]) == 0
    assert (folder / DECISIONS).exists()
    assert run([*at, "--update"]) == 0
    assert run(at) == 0
    for kind, name in (("tei", "persons.xml"), ("csv", "persons.csv")):
        exported = tmp_path / name
        assert run(["names", "export", "--decisions", str(folder), "--format", kind, "-o", str(exported)]) == 0
        fresh = tmp_path / kind
        fresh.mkdir()
        assert run(["names", "import", str(exported), "--decisions", str(fresh), "--by", "bert"]) == 0
        assert (fresh / FILE).read_bytes() == (folder / FILE).read_bytes()
        assert read(fresh) == read(folder)
        assert read_decisions(fresh).same
    capsys.readouterr()


def test_lists_and_pairs_come_as_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Olga Petrin\n\nPetrin, Olga\n", encoding="utf-8")
    assert run(["names", "cluster", str(names), "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.startswith('{"row":') for line in lines] == [True, True, True]
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text('name_a\tname_b\n"Olga ""Olya"" Petrin"\tOlga Petrin\n', encoding="utf-8")
    assert run(["names", "score", str(pairs), "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "row,name_a,name_b,probability,verdict,why"
    assert run(["names", "score", str(names)]) == 2
    assert "name_a" in capsys.readouterr().err
