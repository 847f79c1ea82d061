"""Message reference numbers and the posts in them."""

import pytest

from crosscable.corpora.reference import canonical_id, canonical_post, post_of, posts


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("08MOSCOW3526", "08MOSCOW3526"),
        ("08 Moscow 003526", "08MOSCOW3526"),
        ("08-MOSCOW-3526", "08MOSCOW3526"),
        ("05RIO123", "05RIODEJANEIRO123"),
        ("03HAGUE12", "03THEHAGUE12"),
        ("07EFTOATHENS9", "07ATHENS9"),
        ("06SECTIKN01OF03MINSK12", "06MINSK12"),
        ("09SECTION02F02BRUSSELS16", "09BRUSSELS16"),
        ("08BANGOK1382", "08BANGKOK1382"),
        ("01WELLINGOTN12", "01WELLINGTON12"),
        ("08COTON0U48", "08COTONOU48"),
        ("7575LIBREVILLE18", "75LIBREVILLE18"),
        ("90STATE255291TOSEC140303", "90STATE255291"),
        ("08PORTVELLIN417", "08PORTVELLIN417"),
        ("", None),
        ("MOSCOW", None),
        ("08MOSCOW", None),
        ("08 3526", None),
    ],
)
def test_canonical_id(written: str, canonical: str | None) -> None:
    assert canonical_id(written) == canonical


def test_every_post_and_other_spelling_is_known_and_canonical_ids_stay() -> None:
    for code, post in posts().items():
        assert canonical_id(f"08{code}12") == f"08{code}12"
        assert post_of(f"08{code}12") == post.origin
        for other in post.also:
            assert canonical_post(other) == (code, True)


def test_every_entry_says_where_it_comes_from() -> None:
    assert {post.source for post in posts().values()} == {"dump", "posts", "agency"}


def test_no_spelling_belongs_to_two_posts() -> None:
    spellings = [spelling for post in posts().values() for spelling in (post.code, *post.also)]
    assert len(spellings) == len(set(spellings))


def test_two_near_posts_are_not_guessed_between() -> None:
    assert canonical_post("BERN") == ("BERN", True)
    assert canonical_post("MANALA") in {("MANALA", False), ("MANILA", True)}
    assert canonical_post("PORTVELLIN") == ("PORTVELLIN", False)
