"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscable.corpora.decoding import decode
from crosscable.corpora.errors import NotACableError

KOI8 = "<?xml version='1.0' encoding='koi8-r'?>Зубрава"
WORDS = "Malík’s “ready” to dredge the harbor"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (WORDS.encode(), WORDS, "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), WORDS, "utf-8"),
        (WORDS.encode("utf-16"), WORDS, "utf-16-le"),
        (WORDS.encode("utf-32"), WORDS, "utf-32-le"),
        (b'<meta charset="iso-8859-1">' + WORDS.encode("cp1252"), '<meta charset="iso-8859-1">' + WORDS, "cp1252"),
        (KOI8.encode("koi8-r"), KOI8, "koi8-r"),
        (b"<meta charset=ascii>" + WORDS.encode(), None, None),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8"),
    ],
)  # fmt: skip
def test_mark_then_declaration_then_utf8(data: bytes, text: str | None, encoding: str | None) -> None:
    decoded = decode(data)
    if text is not None:
        assert (decoded.text, decoded.encoding) == (text, encoding)
    assert not decoded.guessed


def test_a_guess_is_named_as_one() -> None:
    decoded = decode(("Malík said that the “harbor” was Señor Oldacre’s affair. " * 5).encode("cp1252"))
    assert decoded.guessed
    assert "“harbor”" in decoded.text


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "here")
    except NotACableError as refusal:
        where = refusal.where
    else:
        where = "here"
        assert isinstance(decoded.text, str)
    assert where == "here"
