"""The lines of a telegram's body: what each one is, and what of them is no text (page lines, rules, captions)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crosscable.corpora.noise import GAP
from crosscable.corpora.reference import canonical_post

__all__ = ["Line", "Zone", "cut_line", "lines_of", "page_lines"]


class Zone(NamedTuple):
    """A piece that is no text of the body, and the rule that says so."""

    rule: str
    start: int
    end: int


class Line(NamedTuple):
    """A line without the white space around it.

    `kind` is blank, text, number, mark, bullet, table, rule or cut; a numbered or marked line's words begin at `words`.
    `rule` names why a cut line is no text. Lines of running text that follow one another are given as one: `size` of
    them, the last of which begins at `last`.
    """

    kind: str
    start: int
    end: int
    words: int = 0
    number: int | None = None
    marking: str | None = None
    rule: str = ""
    last: int = 0
    size: int = 1


MARKING = (
    r"\((?P<mark>(?:U|C|S|TS|SBU|LOU|FOUO|N|C NF|S NF|N/SF|SBU/NF|[CSU](?:-|//?)[A-Za-z][A-Za-z/, ]{1,24}"
    r"|SBU//?[A-Z/ ]{2,12}|[a-d](?:/[a-d])?"
    r"|[csu]|sbu|[CSU]BU))\)"
)
_NUMBER = re.compile(
    rf"(?:¶[ \t]*(?P<p>\d{{1,3}})[ \t]*[.):,]?|(?P<n>\d{{1,3}})[ \t]*[.)](?!\d))[ \t]*(?:{MARKING})?[,;:]?[ \t]*"
)
_NUMBER_MARKED = re.compile(rf"(?P<n>\d{{1,3}})[ \t]*(?:{MARKING})[,;:]?[ \t]*")
_MARK = re.compile(rf"{MARKING}[,;:]?[ \t]*")
_PAGE = re.compile(
    r"(?:[A-Z][A-Z .'/-]{2,32}?|[A-Za-z][a-z.'/-]{2,15}(?:[ ][A-Za-z][a-z.'/-]{1,15}){0,3})"
    r"[ ]+\d{5,8}[ ]+\d{3}(?:\.\d)?[ ]+(?:OF|of)[ ]+\d{3}(?!\d)"
    r"(?:[ ]*C ?O ?R ?R ?E ?C ?T ?E ?D[ ]+C ?O ?P ?Y(?:[ ]*\(.*\))?)?[^A-Za-z0-9]{0,20}"
)
_OLD_PAGE = re.compile(
    r"(?:(?:UNCLASSIFIED|CONFIDENTIAL|SECRET"
    r"|LIMITED OFFICIAL USE)[ ]+)?PAGE[ ]+\d{1,2}[ ]+[A-Z][A-Z .]*\d{3,6}.{0,40}"
    r"|\*{0,8}[ ]*PAGE[ -]+\d{1,2}[ -]*\*{0,8}"
)
_BANNER = re.compile(
    r"(?:(?:LIMITED OFFICIAL USE|UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET)[ ]*(?://?[ ]*[A-Z ]{3,30})?|SIPDIS"
    r"|NNNN|BT|#\d{4})[ ]*"
)
_SITE = re.compile(r"=*[ ]*CABLE ENDS[ ]*=*")  # an archive's own mark under each text
_RULE = re.compile(r"(?:[-=_*~+#][ ]?){3,}|[-=_*~]{2,}|-")
_BULLET = re.compile(
    r"(?:--+|[-*•·‣–—o])[ \t]+\S|--+\w|\([a-z0-9]{1,3}\)[ ]|[a-z]\)[ ]|[A-Z]\.[ ]|\([A-Z]\)[ ]\S|B7[ ]\S"
)
_KEEP = re.compile(r"[^\n]*\n|[^\n]+")
_TABLE = re.compile(r"\S[ ]{3,}\S.*\S[ ]{3,}\S|\t.*\S\t|\S[ ]{6,}\S")


_LINE = re.compile(r"^[ \t]*(\S[^\n]*?)[ \t\r]*(?:\n|\Z)", re.MULTILINE)


def cut_line(line: str) -> str:
    """The rule by which `line` is no text of the telegram, "" where it is text."""
    if (" OF " in line or " of 0" in line) and _PAGE.fullmatch(line):
        return "page-line"
    if len(line) < 80 and "PAGE" in line and _OLD_PAGE.fullmatch(line):
        return "page-line"
    if len(line) < 50 and _BANNER.fullmatch(line):
        return "caption-line"
    if "CABLE ENDS" in line and _SITE.fullmatch(line):
        return "site-line"
    return ""


# What a converter ran together into one line, each pattern with whether it is broken off before and after.
_INNER_NUMBER = re.compile(rf"\d{{1,2}}\.[ ]{{0,2}}{MARKING}")
_INNER_RULE = re.compile(r"(?:-{4,}|\*{5,}|={5,})(?:[ ]+(?:-{2,}|\*{2,}|={2,}))*|(?:[=*][ ]){4,}[=*]?|(?:-[ ]){4,}-?")
_RULES = ("----", "*****", "=====", "= = = =", "* * * *", "- - - -")
_INNER_CUTS = re.compile(
    r"(?:(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE)[ ]+)?PAGE[ ]\d{1,2}[ ]+[A-Z][A-Z ]*\d{4,6}"
    r"(?:[ ]\d\d[ ]OF[ ]\d\d)?[ ]+\d{6}Z|\ASIPDIS(?=[ ]+[a-z0-9(])"
    r"|(?<=[a-z,;')][ ])SIPDIS(?=[ ](?!caption|channel|list|tag|label|distribution|handling|in all)[A-Za-z])"
)
# What may have to be broken off inside a short line, and a line that is nothing but a rule.
_SIGNS = (*_RULES, GAP, "SIPDIS ", " OF 0")
_BLANKS = "     "
_BANNER_AFTER = re.compile(_BLANKS + "(?:CONF|SECR|UNCL|LIMI)")
_BANNER_AT_END = re.compile(r"(?<=[ ]{5})(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE)(?=\s*\Z)")
_ONLY_RULE = "-=*_ \t\r\n"
_CAPTION_NAMED = re.compile(r"\b(?:captions?|include|slug|use|using|add|via|tag|word|channel)[ ]\Z", re.IGNORECASE)
_INNER_PAGE = re.compile(r"[ ]\d{8}[ ]+\d{3}(?:\.\d)? OF \d{3}(?!\d)")  # also with the next word run on to it
_POST_BEFORE = re.compile(r"(?:(?<=\s)|\A)[A-Z][A-Z.']+(?:[ ][A-Z][A-Z.']*){0,3}\Z")
_GAP_MARK = re.compile(re.escape(GAP) + r"[ \t]+(?=\([A-Z])")
_BEFORE_NUMBER = tuple('.:)"!?-')
_LONG = 120  # characters; telegram lines have 74 at the most, longer ones were run together


def _breaks(raw: str, *, signed: bool) -> list[int]:
    """Where a line is to be broken: around rules and page lines, before paragraph numbers, after a gap."""
    found: set[int] = set()
    if len(raw) > _LONG and "(" in raw:
        for match in _INNER_NUMBER.finditer(raw):
            start = match.start() - (raw[match.start() - 1 : match.start()] == "¶")
            if raw[start - 1 : start].isspace() and raw[max(0, start - 4) : start].rstrip()[-1:] in _BEFORE_NUMBER:
                found.add(start)
    if signed and any(rule in raw for rule in _RULES):
        for match in _INNER_RULE.finditer(raw):
            found |= {match.start(), match.end()}
    if " OF 0" in raw:
        for match in _INNER_PAGE.finditer(raw):
            post = _post_before(raw, match.start())
            if post is not None:
                found |= {post, match.end()}
    if "SIPDIS" in raw or "PAGE " in raw:
        for match in _INNER_CUTS.finditer(raw):
            if match[0] != "SIPDIS" or not _CAPTION_NAMED.search(raw, max(0, match.start() - 12), match.start()):
                found |= {match.start(), match.end()}
    if _BLANKS in raw and (banner := _BANNER_AT_END.search(raw)):
        found.add(banner.start())
    if GAP in raw:
        found.update(match.end() for match in _GAP_MARK.finditer(raw))
    return sorted(found - {0, len(raw)})


def _post_before(raw: str, end: int) -> int | None:
    """Where the post begins that ends at `end`: the longest known one; before it may stand a heading in capitals."""
    written = _POST_BEFORE.search(raw, max(0, end - 32), end)
    if written is None:
        return None
    start = written.start()
    while not canonical_post(raw[start:end])[1]:
        blank = raw.find(" ", start, end)
        if blank < 0:
            return written.start()
        start = blank + 1
    return start


def _physical(text: str) -> list[str]:
    """The lines of `text` with their line ends; lines are broken where a heading or paragraph begins inside."""
    lines = _KEEP.findall(text)
    signs = _signs(text)
    if not signs and (not lines or max(map(len, lines)) <= _LONG):
        return lines
    found: list[str] = []
    end = place = 0
    for raw in lines:
        end += len(raw)
        signed = place < len(signs) and signs[place] < end
        while place < len(signs) and signs[place] < end:
            place += 1
        if len(raw) <= _LONG and (not signed or not raw.strip(_ONLY_RULE) or cut_line(raw.strip()) == "page-line"):
            found.append(raw)
            continue
        at = 0
        for broken in _breaks(raw, signed=signed):
            found.append(raw[at:broken])
            at = broken
        found.append(raw[at:])
    return found


def _signs(text: str) -> list[int]:
    """Where a line of `text` has a sign that it may have to be broken at, in order; of one sign the first in a line."""
    found: list[int] = []
    for sign in _SIGNS:
        at = text.find(sign)
        while at >= 0:
            found.append(at)
            at = text.find("\n", at)
            at = text.find(sign, at) if at >= 0 else -1
    if _BLANKS in text:
        found += [match.start() for match in _BANNER_AFTER.finditer(text)]
    return sorted(found)


def page_lines(text: str, start: int, end: int) -> list[Zone]:
    """The page lines of `text[start:end]`, an opening that is otherwise left as it stands."""
    if " OF " not in text[start:end] and "PAGE " not in text[start:end]:
        return []
    return [
        Zone("page-line", match.start(), match.end())
        for match in _LINE.finditer(text, start, end)
        if cut_line(match[1]) == "page-line"
    ]


def lines_of(text: str, start: int, end: int, without: frozenset[str], zones: Sequence[Zone] = ()) -> list[Line]:
    """The lines of `text[start:end]`, each with its kind; a zone counts as one line."""
    lines: list[Line] = []
    at = start
    for zone in zones:
        lines += _lines(text, at, zone.start, without)
        lines.append(Line("cut", zone.start, zone.end, rule=zone.rule))
        at = zone.end
    return lines + _lines(text, at, end, without)


def _lines(text: str, start: int, end: int, without: frozenset[str]) -> list[Line]:
    lines: list[Line] = []
    at = start
    begin = stop = last = count = 0  # the run of text lines that is open
    for raw in _physical(text[start:end]):
        size = len(raw)
        # Most lines begin with a word in small letters or with one capital: if no row of a table, they are text.
        if raw[1:2].islower() and raw[0].isalpha() and not ("   " in raw or "\t" in raw or " of 0" in raw):
            line_start, line_end = at, at + len(raw.rstrip())
        else:
            line = _line(raw, at, without)
            if line.kind != "text":
                if count:
                    lines.append(Line("text", begin, stop, last=last, size=count))
                    count = 0
                lines.append(line)
                at += size
                continue
            line_start, line_end = line.start, line.end
        if not count:
            begin = line_start
        last, stop = line_start, line_end
        count += 1
        at += size
    if count:
        lines.append(Line("text", begin, stop, last=last, size=count))
    return lines


def _words(line: str, at: int) -> int:
    """Where the words begin after a number or marking; web pages put other blanks there than a telegram has."""
    while at < len(line) and line[at].isspace():
        at += 1
    return at


def _line(raw: str, at: int, without: frozenset[str]) -> Line:
    """What the line `raw` is, which begins at `at`."""
    line = raw.strip()
    if not line:
        return Line("blank", at, at)
    begin = at + len(raw) - len(raw.lstrip())
    stop = begin + len(line)
    sign = line[0]
    if sign.isdigit() or sign == "¶":
        match = _NUMBER.match(line) or _NUMBER_MARKED.match(line)
        if match:
            number = match["n"] or match["p"]
            return Line("number", begin, stop, begin + _words(line, match.end()), int(number), match["mark"])
    elif sign == "(":
        if match := _MARK.match(line):
            return Line("mark", begin, stop, begin + _words(line, match.end()), None, match["mark"])
    elif sign in "-=_*~+#" and _RULE.fullmatch(line):
        rule = "heading-rule" if len(line) > 1 else "filler-line"  # a single hyphen stands for an empty line
        if rule not in without:
            return Line("rule" if len(line) > 1 else "cut", begin, stop, rule=rule)
    if sign.isupper() or sign in "*#=":
        rule = cut_line(line)
        if rule and rule not in without:
            return Line("cut", begin, stop, rule=rule)
    if _BULLET.match(line):
        return Line("bullet", begin, stop)
    table = ("   " in line or "\t" in line) and _TABLE.search(line)
    return Line("table" if table else "text", begin, stop, last=begin)
