"""Paragraphs in capitals, given back the case that mixed-case cables would use; lengths and positions stay."""

from __future__ import annotations

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.tokens import tokenize
from crosscable.compare.people.truecase import in_capitals, recase

__all__ = ["mixed_case"]


def mixed_case(text: str) -> str:
    """`text`, each word in its likely case where the whole is in capitals; as it is elsewhere."""
    if not in_capitals(text):
        return text
    pieces: list[str] = []
    position = 0
    for token in recase(tokenize(text, 0, len(text)), gazetteer()):
        if len(token.text) == token.end - token.start:
            pieces += [text[position : token.start], token.text]
            position = token.end
    pieces.append(text[position:])
    return "".join(pieces)
