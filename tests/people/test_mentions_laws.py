from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscable.compare.people.finding import find_names
from crosscable.compare.people.found import Zone
from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.tokens import split_pair, tokenize
from crosscable.compare.people.truecase import in_capitals, recase

WORDS = (
    *(
        "Minister",
        "President",
        "Mrs.",
        "MFA",
        "Igor",
        "Pavel",
        "Ostrenko",
        "Ostrenko's",
        "bin",
        "al-Rashidi",
        "De",
        "J.",
    ),
    *(
        "Jr.",
        "the",
        "of",
        "and",
        "said",
        ",",
        ".",
        "(",
        ")",
        '"',
        "XXXXXXXX",
        "Institute",
        "Paris",
        "May",
        "U.S.",
        "\n",
    ),
    *("OSTRENKO", "TELEGRAM", "A/S", "O'Brien", "Zhurenko,s", "d'Orsay", "aka", "ii", "Ünal", "ß", "-", "X-Y", "4"),
)
sentences = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
texts = st.one_of(sentences, sentences.map(str.upper), st.text(max_size=120))


@settings(max_examples=400)
@given(text=texts, kind=st.sampled_from(["body", "heading", "signature", "header"]))
def test_names_stand_in_their_zone_apart_and_in_order(text, kind):
    tokens, found, doubtful = find_names(text, [Zone(0, len(text), kind)])
    (zone,) = tokens
    taken: set[int] = set()
    for name in [*found, *doubtful]:
        assert 0 <= name.first <= name.last < len(zone)
        places = set(range(name.first, name.last + 1))
        assert not places & taken
        taken |= places
        assert any(zone[place].word for place in places)
    assert [n.first for n in found] == sorted(n.first for n in found)
    assert (found, doubtful) == find_names(text, [Zone(0, len(text), kind)])[1:]


@settings(max_examples=300)
@given(text=texts)
def test_tokens_are_slices_of_the_text_in_order(text):
    tokens = tokenize(text, 0, len(text))
    assert all(token.text == text[token.start : token.end] for token in tokens)
    assert all(one.end <= two.start for one, two in pairwise(tokens))


@settings(max_examples=300)
@given(text=sentences)
def test_recasing_keeps_places_and_letters(text):
    known = gazetteer()
    tokens = [part for token in tokenize(text.upper(), 0, len(text.upper())) for part in split_pair(token, known)]
    shaped = recase(tokens, known)
    assert [(t.start, t.end, t.text.casefold()) for t in shaped] == [
        (t.start, t.end, t.text.casefold()) for t in tokens
    ]


def test_what_is_in_capitals():
    assert in_capitals("PRIME MINISTER HORODNY")
    assert in_capitals("(C) SUMMARY: THE GOVERNMENT OF TOLMARA said no")
    assert not in_capitals("The MFA and the MOD")
    assert not in_capitals("GOT")
    assert not in_capitals("12. - 14.")
