"""The labelled lines of an opening (E.O., TAGS, SUBJECT, REF, classifying authority), and where the body begins."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Label", "Opening", "opens_before", "read_opening"]


class Label(NamedTuple):
    """A label, `start` to `end`, and the end of its value, `stop`."""

    kind: str
    start: int
    end: int
    stop: int


class Opening(NamedTuple):
    """The labelled lines in order, and where the body begins."""

    labels: tuple[Label, ...]
    body: int

    def values(self, text: str, kind: str) -> list[str]:
        """The values of all labels of `kind` that have one."""
        return [
            value for label in self.labels if label.kind == kind and (value := text[label.end : label.stop].strip())
        ]


# A label at the beginning of a line, in any case; and a label in the middle of one, which must be written as labels are.
_LABEL = re.compile(
    r"^[ \t\"'*]*(?i:(?P<eo>(?:E\.[ ]?[O0]\.?|EO)[ ]?:?(?=[ ]*(?:\d{3,5}|[:.])))"
    r"|(?P<tags>(?:T?AGS?|TABS)\b[ ]?[:;,.]?)"
    r"|(?P<subject>S?UBJ(?:ECTS?)?\b[ ]?[:;.]?)"
    r"|(?P<ref>(?:PROGRAM[ ])?REF(?:ERENCES?|TELS?|S|\(S\)|(?=[ ][A-Z]\b))?(?![A-Z])[ ]?[:;.]?)"
    r"|(?P<authority>(?:[¶1][. ]+)?(?:\([A-Z/]+\)[ ]*)?(?:CLASSIFIED[ ]+BY|DERIVED[ ]+FROM|CLASS[ ]BY)\b[ ]?:?))"
    r"|(?P<eo2>E\.O\.(?=[ ]?1\d{3,4}:))|(?P<tags2>(?<!\w)A?G?S?(?:TAGS?|Tags?|AGS):)|(?P<subject2>SUBJECT:|SUBJ:|(?<=[ ])Subject:)"
    r"|(?P<ref2>(?:REF(?:S|TELS?|\(S\))?|(?<=[ ])R(?:ef)(?:s|tels?|\(s\))?)[ ]?:)"
    r"|(?P<authority2>(?:CLASSIFIED BY|Classified By|Classified by):?|DERIVED FROM:|Derived From:)",
    re.MULTILINE,
)
_MARK = r"\((?i:U|C|S|SBU|LOU|TS|FOUO|C/NF|S/NF|[CSU]//?[A-Z/ ]{2,20}|SBU/NF)\)"
# Where a body begins: paragraph 1 at the beginning of a line, paragraph 1 with its portion marking anywhere, a summary.
_BODY = re.compile(
    rf"^[ \t\"']*(?:¶[ \t]*\d{{1,2}}[ \t]*[.):]|1?1[ \t]*[.)](?![0-9])|¶?1[ ]?{_MARK}|{_MARK}[ ]*(?!(?i:CLASSIFIED|(?:\d\d[ ])?[A-Z][A-Z .']{{2,30}}[ ]\d{{2,6}}[ \t]*(?:\n|$|\()))"
    r"|[-=* ]*(?i:(?:EXECUTIVE )?SUMMARY|BEGIN SUMMARY)(?![ ]+OF\b)|(?:2|12)[ \t]*[.)][ \t]*" + _MARK + ")"
    rf"|(?<=[ .):])1\.[ ]?{_MARK}",
    re.MULTILINE,
)
_AUTHORITY_FIRST = re.compile(r"[ \t\"']*¶?[ \t]*1[ \t]*\.[ \t]*(?:\([A-Z/]+\)[ ]*)?(?i:CLASSIFIED BY|DERIVED FROM)")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_RULE = re.compile(r"\n[ \t]*[-=_*]{5,}[ \t\r]*(?=\n|$)")
# A line that goes on with a list of references after a blank line.
_MORE_REFERENCES = re.compile(
    r"\s*(?:[-¶ ]*(?:[(\[]?[B-Z][.):\]][ )]*){1,2}(?i:[A-Z0-9' ]+\d{2,6}|[^.\n]*(?:E-?MAIL|TELCON|REPORT))|\d{2,4} [A-Z][A-Za-z ]+ \d{2,6}"
    r"|[A-Z][A-Za-z. ]+ \d{3,6}[ ]*(?:\n|$|[A-Z]\)))"
)
_MORE_AUTHORITY = re.compile(r"\s*(?:R?E?A?SONS?\b|1\.[45]\b|\([abd]\)|(?i:reasons?\b))")
# Sentences that follow a subject without belonging to it.
_AFTER_SUBJECT = re.compile(
    r"(?:\n[ \t]*|(?<=[A-Z.)\"?!] ))(?=This (?:is an?|message|cable|telegram)\b|Sensitive [Bb]ut|SENSITIVE BUT|SBU\b.{0,9}PROTECT"
    r"|(?:\(SBU\)|Please) |Not for (?:internet|Internet)|NOT FOR INTERNET|FOR OFFICIAL USE|Summary:|SUMMARY:|Classified by|\(?U\)? ?Classified)"
)
_CAPTION_AGAIN = re.compile(r"\n[ \t]*(?i:C O N F I D|S E C R E T|UNCLAS(?:SIFIED)?\b)")


def _value_end(text: str, kind: str, begin: int, limit: int) -> int:
    """Where the value that begins at `begin` ends, at the latest at `limit`."""
    lead = begin
    while lead < limit and text[lead] in " \t\r\n:;.-":
        lead += 1
    if kind == "eo":
        stop = text.find("\n", begin)
        return min(limit, stop if stop >= 0 else limit)
    at = lead
    while True:
        blank = _BLANK.search(text, at, limit)
        if not blank:
            end = limit
            break
        more = {"ref": _MORE_REFERENCES, "authority": _MORE_AUTHORITY}.get(kind)
        if not (more and more.match(text, blank.end(), limit)):
            end = blank.start()
            break
        at = blank.end()
    for pattern in (_RULE, _CAPTION_AGAIN) + ((_AFTER_SUBJECT,) if kind == "subject" else ()):
        if found := pattern.search(text, lead, end):
            end = found.start()
    return end


def _find(text: str, start: int, limit: int) -> list[tuple[str, int, int]]:
    found = []
    for match in _LABEL.finditer(text, start, limit):
        kind = (match.lastgroup or "").rstrip("2")
        found.append((kind, match.start(), match.end()))
    return found


def opens_before(text: str, end: int) -> bool:
    """Whether a telegram's labelled lines stand before `end`: "REF:" or TAGS, but not the words of a web site."""
    return any(match.lastgroup != "ref" or match[0].strip().isupper() for match in _LABEL.finditer(text, 0, end))


def read_opening(text: str, start: int, end: int) -> Opening:
    """Find the labelled lines of `text[start:end]`.

    The body begins at its first paragraph or, where something stands between the last labelled value and that, there.
    """
    limit = min(end, start + 4000)
    found = _find(text, start, limit)
    if not found:
        return Opening((), start)
    origin = next((at for kind, _, at in found if kind == "subject"), found[-1][2] if len(found) < 3 else found[0][2])
    body = _BODY.search(text, origin, end if end < limit else limit)
    while body and _AUTHORITY_FIRST.match(text, body.start()):
        body = _BODY.search(text, body.end() + 8, limit)
    stop = body.start() if body else end
    found = [label for label in found if label[1] < stop]
    labels = []
    for (kind, at, begin), after in zip(found, [label[1] for label in found[1:]] + [stop], strict=True):
        labels.append(Label(kind, at, begin, _value_end(text, kind, begin, after)))
    last = max((label.stop for label in labels), default=start)
    return Opening(tuple(labels), min(last, stop))
