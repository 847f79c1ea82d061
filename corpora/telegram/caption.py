"""The classification line with section and message number, the captions and the passing lines under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["CAPTIONS", "Caption", "captions_in", "find_caption", "level_and_caveats"]


@dataclass(frozen=True, slots=True)
class Caption:
    """The classification line, `start` to `end` of the text, and what it says."""

    start: int
    end: int
    level: str
    post: str | None = None
    number: int | None = None
    section: int | None = None
    of: int | None = None
    rest: str = ""


def _spaced(word: str) -> str:
    return r"[ ]?".join(word)


_LEVEL = re.compile(
    r"(?:^[^\w\n]{0,6}(?P<line>"
    rf"{_spaced('TOP')}[ ]+{_spaced('SECRET')}|(?:S[ ]?){{0,2}}{_spaced('ECRET')}|C?[ ]?{_spaced('ONFIDENTIAL')}"
    rf"|U?[ ]?{_spaced('NCLAS')}(?:[ ]?{_spaced('SIFIED')})?"
    rf"|{_spaced('LIMITED')}[ ]+{_spaced('OFFICIAL')}[ ]+{_spaced('USE')})"
    r"(?![a-z])|(?P<mid>C O N F I D E N T I A L|S E C R E T|UNCLAS(?= SECTION| [A-Z ]{3,30}00)))",
    re.MULTILINE | re.IGNORECASE,
)
_SECTION = re.compile(r"(?:SECTIO?N?|S\w{4,7}N)\s*(\d{1,2})\s+OF\s+(\d{1,2})", re.IGNORECASE)
_MESSAGE = re.compile(r"\s*(?!SECTION)([A-Z][A-Z.'/ -]{2,40}?)\s+(\d{3,7})(?!\d)(?!\s+OF\b)", re.IGNORECASE)
# A converter ran the opening into one line: what follows the message number is read on its own.
_LABEL_INSIDE = re.compile(r"(?<=[A-Z][ ]\d{6})[ ]+(?=\S)|[ ](?=E\.?O\.?[ ]?1\d{3,4}|TAGS:|SUBJECT:)", re.IGNORECASE)
_LEVELS = {
    "UNCLAS": "UNCLASSIFIED",
    "UNCLASSIFIED": "UNCLASSIFIED",
    "NCLAS": "UNCLASSIFIED",
    "NCLASSIFIED": "UNCLASSIFIED",
    "SSECRET": "SECRET",
    "ECRET": "SECRET",
    "ONFIDENTIAL": "CONFIDENTIAL",
    "LIMITEDOFFICIALUSE": "LIMITED OFFICIAL USE",
    "TOPSECRET": "TOP SECRET",
}
# Handling captions and controls; the order is that of length, so that the longer caption is found first.
CAPTIONS = (
    *("FOR OFFICIAL USE ONLY", "ROGER CHANNEL", "CORRECTED COPY", "SENSITIVE", "EYES ONLY", "NOCONTRACT", "PROPIN"),
    *("DISSEM", "NOFORN", "SIPDIS", "TERREP", "STADIS", "LIMDIS", "EXDIS", "NODIS", "ORCON", "CODEL", "MEDDIS", "DSSO"),
    *("FOUO", "SBU"),
)
_CAPTION = re.compile("|".join(CAPTIONS) + r"|\bE ?F ?T ?O\b")  # "encrypt for transmission only", mostly spaced out
_LEVEL_ALONE = re.compile(r"(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE)[/ ]*", re.IGNORECASE)
_ROUTING_ROOM = 3000  # characters from a first classification line to the sender's line under it
_PASSING = re.compile(r"\b(?:FOR|PASS|PLS PASS|PLEASE PASS)\b|/", re.IGNORECASE)
_LABELLED = re.compile(r"^[ \t]*(?:E\.?O\.?[ ]?1|TAGS|SUBJ|R ?E ?F\b)", re.MULTILINE | re.IGNORECASE)
_NUMBERED = re.compile(r"^[ \t]*¶?\d{1,2}\.[ ]", re.MULTILINE)
_ABOVE = re.compile(r"\d{6}Z|^[ \t]*(?:FM|DE|TO) |^[ \t]*PAGE \d", re.MULTILINE)
_CORRECTED = re.compile(r"C O R R E C T E D( +C O P Y|( +COPY)?)", re.IGNORECASE)


def find_caption(text: str, limit: int) -> Caption | None:
    """The classification line: the first that carries a message number, else the first.

    A mail program prints a first such line above the routing lines; then the line under them, with the same number, is
    the telegram's.
    """
    first = _caption(text, 0, limit)
    if first is None or first.number is None:
        return first
    routing = text.find("\nFM ", first.end, min(limit, first.end + _ROUTING_ROOM))
    if routing < 0 or text.find("\nFM ", 0, first.start) >= 0:
        return first
    second = _caption(text, routing, limit)
    return second if second is not None and second.number == first.number else first


def _caption(text: str, start: int, limit: int) -> Caption | None:
    fallback: Caption | None = None
    for match in _LEVEL.finditer(text, start, limit):
        stop = text.find("\n", match.end())
        stop = len(text) if stop < 0 else stop
        word = re.sub(r"[^A-Z]", "", (match["line"] or match["mid"]).upper())
        rest = text[match.end() : min(stop, match.end() + 200)]
        end = stop
        if not rest.strip() or (_SECTION.search(rest) and not _MESSAGE.search(_SECTION.sub("", rest))):
            following = text.find("\n", stop + 1)  # the message number may stand on the next line
            following = len(text) if following < 0 else following
            more = text[stop:following]
            if _MESSAGE.fullmatch(_SECTION.sub("", more).strip()):
                rest, end = rest + more, following
        if inner := _LABEL_INSIDE.search(rest):
            rest = rest[: inner.start()]
            end = match.end() + inner.start()
        section = _SECTION.search(rest)
        bare = rest[: section.start()] + rest[section.end() :] if section else rest
        message = _MESSAGE.search(_CAPTION.sub(" ", re.sub(r"//\w+", " ", bare)))
        caption = Caption(
            match.start(),
            end,
            _LEVELS.get(word, word),
            " ".join(message[1].split()).upper() if message else None,
            int(message[2]) if message else None,
            int(section[1]) if section else None,
            int(section[2]) if section else None,
            rest,
        )
        if message or section:
            return caption
        fallback = fallback or (caption if _opens(text, match.start(), end) else None)
    return fallback


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a classification without number opens a telegram: nothing or a header above, or labelled lines below."""
    if not text[:start].strip() or _LABELLED.search(text, end, end + 400):
        return True
    return bool(_ABOVE.search(text, 0, start)) and not _NUMBERED.search(text, 0, start)


def captions_in(rest: str, lines: str) -> tuple[list[str], list[str]]:
    """Captions, each once, and passing lines, from what follows the classification and the lines under it."""
    text = f"{rest}\n{lines}"
    upper = text.upper()
    found = dict.fromkeys(_written(match[0]) for match in _CAPTION.finditer(upper))
    if _CORRECTED.search(text):
        found["CORRECTED COPY"] = None
    passing: list[str] = []
    for line in lines.split("\n"):
        words = " ".join(_CAPTION.sub(" ", line).split())
        if len(words) < 4 or _CORRECTED.search(line) or not words.strip("-=*_ ") or _LEVEL_ALONE.fullmatch(words):
            continue
        if not passing and not _PASSING.search(words):
            continue  # a remark, not an office
        if passing and (passing[-1].endswith((",", "/", "-", "AND")) or not _PASSING.search(words)):
            passing[-1] = f"{passing[-1]} {words}"
        else:
            passing.append(words)
    return list(found), passing


def _written(caption: str) -> str:
    return "EFTO" if caption.replace(" ", "") == "EFTO" else caption


def level_and_caveats(classification: str) -> tuple[str, list[str]]:
    """Split an archive's classification (SECRET//NOFORN) into level and caveats."""
    level, *caveats = [part.strip().upper() for part in classification.split("//")]
    return level, [caveat for caveat in caveats if caveat]
