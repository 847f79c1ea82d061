"""What one voice says in both cables on a near matter."""

from __future__ import annotations

from collections.abc import Callable

from crosscable.compare.assessments.claims import claims
from crosscable.compare.assessments.pairing import pair_claims
from crosscable.compare.assessments.shifts import side_by_side, worth_reading
from crosscable.compare.assessments.voices import EACH, echoes
from crosscable.compare.comparison import compare
from crosscable.corpora.cable import Cable

BODY = ("The harbor of Velmar was dredged last spring by two contractors.",)
THEN = "Comment: The harbor authority seems content to enlarge the container port slowly. End comment."
LATER = "Comment: The harbor authority is clearly intent on enlarging the container port. End comment."


def test_comment_is_held_against_comment_and_nothing_is_claimed(write: Callable[..., Cable]) -> None:
    compared = compare(write((*BODY, THEN)), write(("Almond growers met at the fair.", LATER)))
    (echo,) = compared.echoes()
    assert echo not in compared.findings()
    assert (echo.standing, echo.group) == ("echo", "own_view")
    texts = [cable.text[slice(*place)] for cable, place in zip((compared.left, compared.right), echo.lead, strict=True)]
    assert texts == [text.removesuffix(" End comment.") for text in (THEN, LATER)]


def test_each_voice_is_shown_a_few_times_and_each_sentence_once(write: Callable[..., Cable]) -> None:
    said = ("slowly", "in spring", "in autumn", "with care")
    one, other = (
        write(tuple(f"Comment: The authority {verb} the container port {how}. End comment." for how in said))
        for verb in ("may enlarge", "will not enlarge")
    )
    pairing = pair_claims(claims(one), claims(other))
    found = echoes(pairing)
    assert len(found) == EACH
    for side in (0, 1):
        used = [echo.sentences[side] for echo in found]
        assert len(set(used)) == len(used)


def test_far_matters_of_one_voice_are_not_put_beside_each_other(write: Callable[..., Cable]) -> None:
    other = "Comment: Almond growers wear blue hats at weddings. End comment."
    assert compare(write((*BODY, THEN)), write((BODY[0], other))).echoes() == ()


def test_words_are_marked_only_where_both_sides_have_them(write: Callable[..., Cable]) -> None:
    calm = "Comment: The harbor authority builds container cranes at the port. End comment."
    glad = "Comment: The harbor authority wants help with container cranes at the port of Velmar. End comment."
    (echo,) = compare(write((*BODY, calm)), write(("Almond growers met at the fair.", glad))).echoes()
    assert echo.carriers == ((), ())


def test_a_judged_finding_is_shown_whatever_its_standing(write: Callable[..., Cable]) -> None:
    compared = compare(write((*BODY, THEN)), write(("Almond growers met at the fair.", LATER)))
    (echo,) = side_by_side(compared.shifts)
    assert echo not in worth_reading(compared.shifts)
    assert echo in worth_reading(compared.shifts, {echo.fingerprint})
