"""The grammar of a telegram: header rules, body rules, tables of small named rules."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from crosscable.corpora.cable import Cable, Witness
from crosscable.corpora.telegram.grammar import read_telegram
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.text import whole

__all__ = ["NO_HINTS", "Hints", "parse", "read_telegram"]


def parse(text: str, *, year: int | None = None, name: str = "text", without: frozenset[str] = frozenset()) -> Cable:
    """Read a cable, or a fragment of one, from a string; of the text of a web page the telegram in it.

    Args:
        text: the telegram, whole or in part.
        year: the year to assume for reference numbers where no date-time group tells it.
        name: what to call the text where it has no id.
        without: names of repair rules that are not to be applied.
    """
    from crosscable.corpora.forms.saved import extract_saved, is_saved  # the forms call this package

    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if is_saved(text):
        extract, hints = extract_saved(text, name)
        return read_telegram(extract, Witness(name, "saved-page", digest), replace(hints, year=year), without=without)
    return read_telegram(whole(text), Witness(name, "text", digest), Hints(year=year), without=without)
