from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscable.compare.attribution.identities import institution
from crosscable.compare.attribution.shared import SharedSource, quoted_in_both
from crosscable.compare.attribution.sources import sources
from crosscable.compare.attribution.statements import attribute
from crosscable.compare.attribution.voices import select, statements_of, voices
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora.cable import Cable

Telegram = Callable[..., Cable]


def shared(left: Cable, right: Cable, *, with_people: bool = True) -> tuple[SharedSource, ...]:
    people = reconcile([left, right]) if with_people else None
    return quoted_in_both(left, right, attribute(left), attribute(right), people)


def test_a_person_quoted_in_both_is_one_source_in_two_spellings(telegram: Telegram) -> None:
    left = telegram("Foreign Minister Igor Romanchenko told us the ferry sank. Romanchenko added that it was old.")
    right = telegram("Foreign Minister Igor Romanschenko told us the ferry was safe.", number=2)
    found = [source for source in shared(left, right) if source.kind == "person"]
    assert [(len(source.left), len(source.right)) for source in found] == [(2, 1)]
    assert found[0].person is not None


def test_without_reconciled_persons_equal_last_names_are_one_source(telegram: Telegram) -> None:
    left = telegram("Minister Tarn told us the ferry sank.")
    right = telegram("Minister Tarn said the ferry was safe.", number=2)
    assert [source.name for source in shared(left, right, with_people=False)] == ["Tarn"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("the MFA", "mfa"),
        ("MFA officials", "mfa"),
        ("Foreign Ministry", "mfa"),
        ("the Veltish Ministry of Foreign Affairs", "mfa"),
        ("Ministry of Defence", "mod"),
        ("Harbor Authority", "harbor authority"),
        ("officials", None),
        ("Several experts", None),
        ("Leaders of the party", None),
    ],
)
def test_a_body_is_one_under_its_short_and_its_long_name(name: str, body: str | None) -> None:
    assert institution(name) == body


def test_short_and_long_name_of_a_body_are_quoted_in_both(telegram: Telegram) -> None:
    left = telegram("The MFA told us the ferry sank.")
    right = telegram("Foreign Ministry officials said the ferry was safe.", number=2)
    assert [(source.kind, len(source.left), len(source.right)) for source in shared(left, right)] == [
        ("institution", 1, 1)
    ]


def test_redacted_persons_are_never_joined(telegram: Telegram) -> None:
    left = telegram("XXXXXXXXXXXX told us the ferry sank.")
    right = telegram("XXXXXXXXXXXX told us the ferry was safe.", number=2)
    assert shared(left, right) == ()


def test_unnamed_groups_are_never_joined(telegram: Telegram) -> None:
    left = telegram("Experts said the ferry sank.")
    right = telegram("Experts said the ferry was safe.", number=2)
    assert shared(left, right) == ()


def test_members_of_a_joint_statement_are_sources_of_their_own(telegram: Telegram) -> None:
    left = telegram("Minister Ilva Tarn and Mayor Sana Ruiz said the ferry sank.")
    right = telegram("Mayor Sana Ruiz said the ferry was safe.", number=2)
    assert [source.name for source in shared(left, right)] == ["Sana Ruiz"]


def test_a_position_counts_where_the_other_cable_quotes_the_source(telegram: Telegram) -> None:
    left = telegram("The GOV will keep the ferry.")
    right = telegram("The GOV said the ferry was safe.", number=2)
    found = shared(left, right)
    assert [[statement.rule for statement in side] for side in (found[0].left, found[0].right)] == [
        ["position"],
        ["verb"],
    ]


def test_a_statement_without_a_speaker_stands_at_its_cue(telegram: Telegram) -> None:
    left = telegram("Minister Tarn told us the ferry sank, adding that it was old.")
    right = telegram("Minister Tarn said the ferry was safe.", number=2)
    (source,) = shared(left, right)
    assert "adding" in {left.text[slice(*place)] for place in source.left_places}


def test_positions_alone_make_no_shared_source(telegram: Telegram) -> None:
    left = telegram("The GOV will keep the ferry.")
    right = telegram("The GOV will sell the ferry.", number=2)
    assert shared(left, right) == ()


def test_the_two_sides_are_mirrored(telegram: Telegram) -> None:
    left = telegram("Minister Tarn told us the ferry sank. The MFA said nothing was known.")
    right = telegram("Minister Tarn said the ferry was safe. The MFA announced a loan.", number=2)
    forth, back = shared(left, right), shared(right, left)
    assert [(s.name, s.left, s.right) for s in forth] == [(s.name, s.right, s.left) for s in back]


def test_voices_count_statements_cables_and_addressees(telegram: Telegram) -> None:
    cables = [
        telegram("Minister Tarn told us the ferry sank. He told the press that nothing was known."),
        telegram("Minister Tarn said the ferry was safe. Experts said it was not.", number=2),
    ]
    people = reconcile(cables)
    said = statements_of(cables, people)
    first = voices(said, people)[0]
    assert (first.name, len(first.said), first.cables) == ("Tarn", 3, ("08DRAVIK1", "08DRAVIK2"))
    assert (first.told["us"], first.told["press"]) == (1, 1)
    assert first.posts == ("Embassy Dravik",)


def test_selection_by_source_kind_addressee_and_cables(telegram: Telegram) -> None:
    cables = [
        telegram("Minister Tarn told us the ferry sank. Experts said it was old."),
        telegram("Minister Tarn said the ferry was safe.", number=2),
    ]
    people = reconcile(cables)
    said = statements_of(cables, people)
    assert len(select(said, people, source="tarn")) == 2
    assert len(select(said, people, kinds=["group"])) == 1
    assert len(select(said, people, told_us=True)) == 1
    assert len(select(said, people, min_cables=2)) == 2


def test_unnamed_sources_of_two_cables_are_two_sources(telegram: Telegram) -> None:
    cables = [telegram("A port captain said the ferry sank."), telegram("A port captain said it was safe.", number=2)]
    people = reconcile(cables)
    found = voices(statements_of(cables, people), people)
    assert [(voice.name, voice.cables) for voice in found] == [
        ("port captain", ("08DRAVIK1",)),
        ("port captain", ("08DRAVIK2",)),
    ]


def test_a_corpus_has_a_table_of_statements_and_one_of_sources(telegram: Telegram) -> None:
    found = sources([telegram("Minister Tarn told us the ferry sank. Tarn added that it was old.")])
    assert len(found.table().rows) == len(found.table("statements").rows) == 2
    assert [row[0] for row in found.table("sources").rows] == ["Tarn"]
