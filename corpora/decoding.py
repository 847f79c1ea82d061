"""Bytes to text: byte order mark, declared encoding, UTF-8, and only then a guess, which is named as such.

Line ends stay as they are and a leading byte order mark is not part of the text, so that positions count the code
points of the file. Nothing is ever decoded with replacement characters: a byte that the chosen encoding does not know
refuses the file, or sends it to the next encoding.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from crosscable.corpora.errors import NotACableError

__all__ = ["Decoded", "decode"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in; `guessed` where neither mark, declaration nor UTF-8 decided it."""

    text: str
    encoding: str
    guessed: bool = False


# UTF-32 before UTF-16: the little-endian mark of the first begins with that of the second.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# `<?xml encoding="…">` and `<meta charset=…>`; both stand within the first kilobyte or are ignored.
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?\bencoding|<meta[^>]{0,200}?\bcharset)\s*=\s*["']?([\w.:-]{1,40})""", re.I
)
_DECLARATION_ROOM = 1024
_GUESS_SAMPLE = 65_536  # bytes that an encoding is guessed from
# Browsers and archives agree that a page declared as Latin-1 is Windows-1252: its curly quotes exist in no Latin-1.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes, where: str = "") -> Decoded:
    """The text of `data`.

    Raises:
        NotACableError: the bytes are binary, or no encoding reads them as text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding, where), encoding)
    declared = _declared(data)
    if declared is not None:
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeDecodeError:
            pass  # a false declaration is common; what the bytes themselves say counts
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _guess(data, where)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotACableError(
            f"byte {error.start} cannot be read as {encoding}",
            where=where,
            why="the byte order mark names that encoding",
            remedy="save the file as UTF-8",
        ) from error


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_ROOM])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        "".encode(name)  # a codec that is not for text (rot13, zip) is no encoding
    except (LookupError, TypeError):
        return None
    # A declaration that could be read byte by byte cannot be of an encoding with two bytes a letter.
    return None if name.startswith(("utf-16", "utf-32")) else _WIDER.get(name, name)


def _guess(data: bytes, where: str) -> Decoded:
    """Windows-1252 where it yields no control characters, else what charset-normalizer finds most coherent."""
    if b"\0" in data:
        raise NotACableError("binary data", where=where, why="it holds NUL bytes")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_SAMPLE]).best()
    for encoding in (best.encoding if best is not None else None, "cp1252"):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROLS.search(text):
            return Decoded(text, encoding, guessed=True)
    raise NotACableError("the text is in no encoding that could be found", where=where, remedy="save the file as UTF-8")
