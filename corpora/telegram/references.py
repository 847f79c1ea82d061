"""REF lines: cables, e-mails, reports, telephone calls and septels, with the letters they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from crosscable.corpora.cable import Reference
from crosscable.corpora.reference import canonical_id, canonical_post, make_id, post_of

__all__ = ["read_references"]

_PAGE = re.compile(
    r"(?:^|(?<=\s))[A-Z][A-Z .']{2,30}?\s+\d{8}\s+\d{3}(?:\.\d)?\s+OF\s+\d{3}\b"
    r"|(?:UNCLASSIFIED|CONFIDENTIAL"
    r"|SECRET)?\s*(?:\\n|\b)PAGE\s+\d+\s+[A-Z][A-Z ]+\d{3,6}\b(?:\s+\d\d\s+OF\s+\d\d)?(?:\s+\d{6}Z)?"
)
# Another text of the cable in the same field: its classification line, and an archive's day and time before it.
_NEXT_TEXT = re.compile(
    r"(?:(?:\d{1,6}\s+)?\d{1,2}/\d{1,2}/\d{4}\s+\d{1,2}:\d\d\s+(?:\d\d[A-Z]+\d+\s+)?"
    r"|\d{1,6},\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d,.*?)?"
    r"\b(?:C O N F I D E N T I A L|U N C L A S|S E C R E T)\b"
)
# A letter before an item: "A.", "(A)", "[A]", "A:", "A -", "REF A", "A" before a capitalised word.
_LABEL = re.compile(r"(?:REF(?:ERENCE|TEL)?S?\s*[:.]\s*)+", re.IGNORECASE)  # at the beginning, written twice
_BULLET = re.compile(
    r"(?:^|(?<=[\s;,:.\d(\]\)\-]))(?:REFTEL\s+|REF\s*:?\s*)?(?:[(\[]\s?([A-Z])\s?[)\]][.:]?"
    r"|([A-Z])(?:\s?[.):\]](?!\s?(?!\2)[A-Z]\.\s)|\s-\s|\s(?=(?:\d\d\s)?[A-Z]{2})))\s*",
    re.IGNORECASE,
)
_YEAR = r"(?:(?P<year>(?:19|20)\d\d|[0-9O]\d|0\d\d)[\s-]+)?"
_CABLE = re.compile(
    rf"(?<![A-Z0-9/]){_YEAR}(?P<post>[A-Z0][A-Z0'’.]*(?:[\s-]+(?!\d+\b)[A-Z0'’.]+){{0,5}}?)"
    r"(?:\s+(?:CABLES?|TELEGRAMS?|TEL))?\s*[:#-]?\s*(?:\([CSU]\)|NO\.)?\s*(?P<number>0{0,4}\d{1,6})(?![\dZ/])"
    r"(?:[\s-]+(?P<after>\d\d)(?=\s*(?:[,;.)]|$|AND\b|&))|\s*\((?P<brackets>(?:19|20)\d\d)\))?"
)
_INVERTED = re.compile(
    r"(?<![A-Z0-9/])(?P<number>\d{1,6})\s+(?P<post>[A-Z][A-Z'.]+(?:\s+[A-Z'.]+){0,2})(?=\s*(?:[,;.)]|$))"
)
_MORE = re.compile(
    r"\s*(?:,|;|/|\bAND\b"
    r"|&)+\s*(?:AND\s+)?(?P<number>\d{2,6})(?![\d/])(?!\s+[A-Z]{3,}[\s-]+\d)(?:\s*\((?P<brackets>(?:19"
    r"|20)\d\d)\))?(?=\s*(?:[,;.()&]|$|AND\b|NOTAL))"
)
_SPLIT = re.compile(r";|,(?=\s*(?:\d\d\s+)?[A-Z][A-Z. ']+\d{2,6}\b)|,\s+AND\s+|\bAND\b(?=\s+[A-Z]{3,}[A-Z ]*\s\d{2,6})")
# What an item is that is no cable, by its words; the first that fits counts.
_KINDS = (
    ("email", re.compile(r"E-?MAILS?\b")),
    ("phone", re.compile(r"TELCONS?\b|\bPHONE|PHONECON|TELEPHONE|CONVERSATION|\bCALL\b")),
    ("septel", re.compile(r"SEPTEL")),
    ("report", re.compile(r"\bIIR\b|\bTD\b|\bTDX?-?\d|\bOSC\b|\bFBIS\b|REPORT\b|\bCIA\b|\bDIA\b|INTELLIGENCE")),
)
_REMARK = re.compile(
    r"(?:\(?NOTALS?\)?|\(?(?:AND )?PREVIOUS\)?|CIRCULAR|EXDIS|NODIS|LIMDIS|SIPDIS|ET ?AL|\(?SEPTEL\)?)"
)
# What has to follow a letter without any sign behind it: a post and a number.
_LETTERED = re.compile(r"(?:\d\d\s+)?[A-Za-z]{2}[A-Za-z.' ]*\s\d{1,6}\b")
_GLUED = re.compile(r"\d\d[A-Z]{3,}\d{1,6}")  # an id as archives write it
# Words that stand before numbers without being posts.
_NO_POST = re.compile(
    r"(?:PARA(?:GRAPH)?S?|UNSCR?|RESOLUTION|APPENDIX|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER"
    r"|OCTOBER|NOVEMBER|DECEMBER"
    r"|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|DTG|MSG|IIR|TD|FAM|SECTION|PAGE|REASONS?|ON|OF|FROM|DATED|CA"
    r"|OSC|FBIS|MESSAGE|NO|CABLES?)"
)
_UNTITLED = re.compile(
    r"[\s,;.&-]*(?:AND|SEE|ALSO|REFTEL|REFS?|REFERENCE|UNCLAS+(?:IFIED)?|CONFIDENTIAL|SECRET)?[\s,;.:&-]*"
)


class _Item(NamedTuple):
    """One reference inside a lettered part: where it stands in the part."""

    start: int
    end: int
    id: str | None
    text: str


def read_references(value: str, year: int | None) -> tuple[Reference, ...]:
    """The items of a REF line in order.

    `year` dates those that give none. An item that names no known post and is no plain "POST 123" is kept as other.
    """
    text = " ".join(_PAGE.sub(" ", value).replace("¶", " ").replace("\\", " ").split())
    if label := _LABEL.match(text):
        text = text[label.end() :]
    if (other := _NEXT_TEXT.search(text)) and other.start():
        text = text[: other.start()]
    found: list[Reference] = []
    for bullet, part in _parts(text):
        found += _references(bullet, part, year)
    return tuple(dict.fromkeys(found))


def _parts(text: str) -> Iterator[tuple[str | None, str]]:
    """The text cut at its letters, which rise from A; a letter out of order is no bullet."""
    at = 0
    bullet: str | None = None
    for match in _BULLET.finditer(text):
        letter = (match[1] or match[2]).upper()
        step = ord(letter) - (ord(bullet) if bullet else ord("A") - 1)
        if (
            match.start() < at
            or not (step == 0 or 1 <= step <= 2)
            or (bullet is None and letter != "A" and text[: match.start()].strip())
        ):
            continue
        if match[1] is None and match[0].rstrip() == letter and not _LETTERED.match(text, match.end()):
            continue
        if step == 0 and not text[at : match.start()].strip(" .:-"):
            at = match.end()  # the letter is written twice: "A. (A) RIO 329"
            continue
        if before := text[at : match.start()].strip(" ,;.-"):
            yield bullet, before
        bullet, at = letter, match.end()
    if rest := text[at:].strip(" ,;.-"):
        yield bullet, rest


def _references(bullet: str | None, part: str, year: int | None) -> Iterator[Reference]:
    upper = part.upper()
    items = list(_cables(upper, part, year))
    at = 0
    for item in [*items, None]:
        between = part[at : item.start] if item else part[at:]
        yield from _others(bullet, between, alone=not items)
        if item:
            yield Reference("cable", item.id, bullet, " ".join(item.text.split()))
            at = item.end


def _others(bullet: str | None, text: str, *, alone: bool) -> Iterator[Reference]:
    """What of a part is no cable: e-mails and reports with a kind of their own, and the rest where it stands alone."""
    for piece in text.split(";"):
        words = piece.strip(" ,.;:()[]-&")
        upper = words.upper()
        if _GLUED.fullmatch(upper) and (known := canonical_id(upper)) and post_of(known):
            yield Reference("cable", known, bullet, words)
            continue
        bare = _REMARK.sub("", _UNTITLED.sub("", upper, count=1)).strip(" ,.;:()&-")
        if len(bare) < 3 or bare in ("AND", "SEE", "REF", "REFTEL", "REFTELS"):
            if "SEPTEL" in upper:
                yield Reference("septel", None, bullet, words)
            continue
        kind = next((kind for kind, pattern in _KINDS if pattern.search(upper)), "other")
        if kind != "other" or alone:
            yield Reference(kind, None, bullet, words)


def _cables(upper: str, part: str, year: int | None) -> Iterator[_Item]:
    if _KINDS[0][1].search(upper) and not re.search(r";|,\s*\d\d\s+[A-Z]", upper):
        return
    at = 0
    inverted: tuple[str, int, int, str] | None = None
    while match := _CABLE.search(upper, at):
        number = match["number"]
        post, begin = _post(match["post"], match.start("post"), alone=_alone(upper, match))
        if post is None or (_KINDS[0][1].search(upper[upper.rfind(";", 0, match.start()) + 1 : match.start("number")])):
            inverted = _inverted(upper, at, match.end())
            if inverted is not None:
                code, begin, end, number = inverted
                yield _Item(begin, end, _dated(year, code, number), part[begin:end])
                at = end
            else:
                at = match.end("number") if post is None else match.end()
            continue
        written = match["year"] if match["year"] and begin == match.start("post") else None
        own = match["brackets"] or match["after"] or written
        end = match.end()
        more = list(_further(upper, end))
        first_year = _year_of(own) if own else year
        yield _Item(match.start() if written else begin, end, _dated(first_year, post, number), part[begin:end])
        for start, stop, other, brackets in more:
            yield _Item(start, stop, _dated(int(brackets) if brackets else first_year, post, other), part[start:stop])
            end = stop
        at = end
    while at == 0 or inverted:
        inverted = _inverted(upper, at, len(upper))
        if inverted is None:
            break
        code, begin, at, number = inverted
        yield _Item(begin, at, _dated(year, code, number), part[begin:at])


def _further(upper: str, at: int) -> Iterator[tuple[int, int, str, str | None]]:
    """Numbers that share the post of the cable before them: "STATE 41252 AND 44603"."""
    while match := _MORE.match(upper, at):
        yield match.start("number"), match.end(), match["number"], match["brackets"]
        at = match.end()


def _inverted(upper: str, at: int, limit: int) -> tuple[str, int, int, str] | None:
    """A cable with its number before the post: "870 ULAANBAATAR"."""
    for match in _INVERTED.finditer(upper, at, limit):
        code, known = canonical_post(match["post"])
        if known:
            return code, match.start(), match.end(), match["number"]
    return None


def _alone(upper: str, match: re.Match[str]) -> bool:
    """Whether a post and number stand for themselves, between the ends of a part, its commas or a remark."""
    before, after = upper[: match.start()].rstrip(), upper[match.end() :].lstrip()
    closed = not after or after[0] in ",;.()&" or _REMARK.match(after) is not None
    return closed and (not before or before[-1] in ",;:&)")


def _post(written: str, start: int, *, alone: bool) -> tuple[str | None, int]:
    """The post that `written` ends with, and where it begins; None where it names none.

    A name that the table does not have is believed only where it stands `alone`.
    """
    words = list(re.finditer(r"[^\s-]+", written))
    for place in range(len(words)):
        tail = written[words[place].start() :]
        code, known = canonical_post(tail)
        if known:
            return code, start + words[place].start()
    if not alone:
        return None, start
    lead = _UNTITLED.match(written)
    begin = lead.end() if lead else 0
    rest = written[begin:]
    named = len(words) <= 3 and re.fullmatch(r"[A-Z0'’. ]{3,30}", rest) and len(rest.replace(" ", "")) >= 4
    if not named or any(_NO_POST.fullmatch(word[0].strip(".")) for word in words):
        return None, start
    return canonical_post(rest)[0], start + begin


def _year_of(written: str) -> int:
    return int(written.replace("O", "0")[-2:])


def _dated(year: int | None, post: str, number: str) -> str | None:
    return make_id(year, post, number) if year is not None else None
