"""The labelled lines of an opening (E.O., TAGS, SUBJECT, REF, classifying authority), and where the body begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from crosscable.corpora.reference import canonical_post

__all__ = ["Label", "Opening", "opens_before", "read_opening"]

# A label at the beginning of a line, in any case and also with letters lost.
_LABEL = re.compile(
    r"^[ \t\"'*]*+(?i:(?P<eo>(?:E\.[ ]?[O0]\.?|EO)[ ]?:?(?=[ ]*(?:\d{3,5}|[:.])))"
    r"|(?P<tags>(?:T?AGS?|TABS)\b[ ]?[:;,.]?)"
    r"|(?P<subject>S?UBJ(?:ECTS?)?\b[ ]?[:;.]?)"
    r"|(?P<ref>(?:PROGRAM[ ])?REF(?:ERENCES?|TELS?|S|\(S\))?(?![A-Z])[ ]?[:;.]|(?-i:REFS?|Refs?)(?=[ ][A-Z][.):\]]))"
    r"|(?P<authority>(?:¶?[ ]?1?[. ]+)?(?:\([A-Z/]+\)[ ]*)?(?:CLASSIFIED[ ]+BY|DERIVED[ ]+FROM|CLASS[ ]BY)\b[ ]?:?))",
    re.MULTILINE,
)
# A label in the middle of a line must be written as labels are; it is found by its colon, because colons are few.
_INNER = (
    ("eo", ("E.O. 12958:", "E.O. 13526:", "E.O. 12356:", "E.O. 11652:", "E.O. 12065:", "EO 12958:"), True),
    ("tags", ("TAGS:", "Tags:", "AGS:"), False),
    ("subject", ("SUBJECT:", " Subject:", "SUBJ:"), False),
    (
        "ref",
        ("REF:", "REFS:", "REFTEL:", "REFTELS:", "REF(S):", "REF :", " Ref:", " Refs:", " Reftel:", " Ref(s):"),
        False,
    ),
    ("authority", ("CLASSIFIED BY:", "Classified By:", "Classified by:", "DERIVED FROM:", "Derived From:"), False),
)
_INNER_ENDS = tuple(label for _, labels, _ in _INNER for label in labels)
_MARK = r"\((?i:U|C|S|SBU|LOU|TS|FOUO|C/NF|S/NF|[CSU]//?[A-Z/ ]{2,20}|SBU/NF)\)"
# Where a body begins: paragraph 1 at the beginning of a line, a portion marking that no reference follows, a summary.
_REFERENCE = r"(?i:[ ]|CLASSIFIED|(?:\d\d[ ])?[A-Z][A-Z .']{2,30}[ ]\d{2,6}[ \t]*(?:\n|$|\())"
_BODY = re.compile(
    rf"^[ \t\"']*+(?:¶[ \t]*\d{{1,2}}[ \t]*[.):]|1?1[ \t]*[.)](?![0-9])|¶?1[ ]?{_MARK}|{_MARK}[ ]*(?!{_REFERENCE})"
    rf"|(?:2|12)[ \t]*[.)][ \t]*{_MARK}|[-=* ]*+(?i:(?:EXECUTIVE )?SUMMARY|BEGIN SUMMARY)(?![ ]+OF\b))",
    re.MULTILINE,
)
_INNER_BODY = re.compile(rf"1\.[ ]{{0,2}}{_MARK}")  # after a blank or a stop, anywhere in a line
_AUTHORITY_FIRST = re.compile(
    r"[ \t\"']*+¶?[ \t]*+1[ \t]*+\.[ \t]*+(?:\([A-Z/]+\)[ ]*)?(?i:CLASSIFIED BY|DERIVED FROM)"
)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_RULE = re.compile(r"\n[ \t]*[-=_*]{5,}[ \t\r]*(?=\n|$)")
# A line that goes on with a list of references after a blank line.
_MORE_REFERENCES = re.compile(
    r"\s*(?:[-¶ ]*(?:[(\[]?[B-Z][.):\]][ )]*){1,2}(?i:[A-Z0-9' ]+\d{2,6}|[^.\n]*(?:E-?MAIL|TELCON|REPORT))"
    r"|\d{2,4} [A-Z][A-Za-z ]+ \d{2,6}"
    r"|[A-Z][A-Za-z. ]+ \d{3,6}[ ]*(?:\n|$|[A-Z]\)))"
)
_MORE_AUTHORITY = re.compile(r"\s*(?:R?E?A?SONS?\b|1\.[45]\b|\([abd]\)|(?i:reasons?\b))")
# Sentences that follow a subject without belonging to it.
_AFTER_SUBJECT = re.compile(
    r"(?:\n[ \t]*|(?<=[A-Z.)\"?!] ))(?=This (?:is an?|message|cable|telegram)\b|Sensitive [Bb]ut|SENSITIVE BUT"
    r"|SBU\b.{0,9}PROTECT"
    r"|(?:\(SBU\)|Please) |Not for (?:internet|Internet)|NOT FOR INTERNET|FOR OFFICIAL USE|Summary:|SUMMARY:"
    r"|Classified by|\(?U\)? ?Classified)"
)
_AFTER_REFERENCES = re.compile(r"\s(?=This (?:is|message|cable) |Summary:)")
# A portion marking with a sentence after it ends a list of references, and an authority with its reasons.
_PORTION = re.compile(r"\s\((?:SBU|FOUO|U|C|S|C/NF|S/NF|C//NF|S//NF)\)[ ]?(?=[A-Z][a-z']*[ ,])")
_REFERENCE_AFTER = re.compile(r"(?:\d\d )?([A-Z][A-Za-z .']{2,25}?) \d{2,6}\b")
# A line that goes on with a list of tags.
_TAG_LINE = re.compile(r"[ \t]*[A-Za-z0-9 ,()./;&'-]{1,90}[ \t\r]*(?:\n|\Z)")
_CAPTION_AGAIN = re.compile(r"\n[ \t]*(?i:C O N F I D|S E C R E T|UNCLAS(?:SIFIED)?\b)")
# An opening is looked for in this much of the text; in twice as much where no body begins in it.
_ROOM = 3000
_LONGEST_VALUE = 4000  # characters; the longest lists of references have 2,500


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
    if kind == "tags":
        end = _tags_end(text, lead, end)
    elif kind in ("ref", "authority"):
        end = _portion(text, lead, end)
    stops = {"subject": (_AFTER_SUBJECT,), "ref": (_AFTER_REFERENCES,)}.get(kind, ())
    for pattern in (_RULE, _CAPTION_AGAIN, *stops):
        if found := pattern.search(text, lead, end):
            end = found.start()
    return end


def _tags_end(text: str, lead: int, end: int) -> int:
    """The end of the last line of a list of tags; its first line may hold anything."""
    stop = text.find("\n", lead, end)
    shouted = stop < 0 or text[lead:stop].isupper()
    while 0 <= stop < end:
        more = _TAG_LINE.match(text, stop + 1, end)
        goes_on = (
            more
            and "---" not in more[0]
            and (more[0].isupper() or not shouted or text[max(lead, stop - 4) : stop].rstrip()[-1:] == ",")
        )
        if not more or not goes_on:
            break
        stop = more.end() - 1 if text[more.end() - 1] == "\n" else end
    return stop if 0 <= stop < end else end


def _portion(text: str, lead: int, end: int) -> int:
    """Where a portion marking begins a sentence, `end` where none does; a post and number after it are no sentence."""
    for match in _PORTION.finditer(text, lead, end):
        reference = _REFERENCE_AFTER.match(text, match.end())
        if not (reference and canonical_post(reference[1])[1]):
            return match.start()
    return end


def _find(text: str, start: int, limit: int) -> list[tuple[str, int, int]]:
    """The labels between `start` and `limit`: kind, beginning, end."""
    found = {match.end(): (match.lastgroup or "", match.start()) for match in _LABEL.finditer(text, start, limit)}
    at = text.find(":", start, limit)
    while at >= 0:
        end = at + 1
        if end not in found and text.endswith(_INNER_ENDS, start, end):
            kind, label, numbered = next(
                (kind, label, numbered)
                for kind, labels, numbered in _INNER
                for label in labels
                if text.endswith(label, start, end)
            )
            begin = end - len(label.lstrip())
            found[begin + label.lstrip().index(" ") if numbered else end] = (kind, begin)
        at = text.find(":", end, limit)
    labels = sorted((begin, kind, end) for end, (kind, begin) in found.items())
    return [
        (kind, begin, end)
        for place, (begin, kind, end) in enumerate(labels)
        if place == 0 or begin >= labels[place - 1][2]
    ]


def _find_body(text: str, start: int, limit: int) -> int | None:
    """Where the first paragraph begins, at the latest at `limit`."""
    at = start
    while True:
        match = _BODY.search(text, at, limit)
        if not match or not _AUTHORITY_FIRST.match(text, match.start()):
            break
        at = match.end() + 8
    found = match.start() if match else None
    for inner in _INNER_BODY.finditer(text, start, found if found is not None else limit):
        if text[inner.start() - 1] in " .):" and not _AUTHORITY_FIRST.match(text, inner.start()):
            return inner.start()
    return found


def opens_before(text: str, end: int) -> bool:
    """Whether a telegram's labelled lines stand before `end`: "REF:" or TAGS, but not the words of a web site."""
    return any(match.lastgroup != "ref" or match[0].strip().isupper() for match in _LABEL.finditer(text, 0, end))


def read_opening(text: str, start: int, end: int) -> Opening:
    """Find the labelled lines of `text[start:end]`.

    The body begins at its first paragraph or, where something stands between the last labelled value and that, there.
    """
    found: list[tuple[str, int, int]] = []
    body: int | None = None
    for room in (_ROOM, 2 * _ROOM):
        limit = min(end, start + room)
        found = _find(text, start, limit)
        body = _find_body(text, _origin(found, start), limit) if found else None
        if body is not None or limit == end:
            break
    stop = body if body is not None else end
    if not found:
        return Opening((), start)
    found = [label for label in found if label[1] < stop]
    labels = []
    for (kind, at, begin), after in zip(found, [label[1] for label in found[1:]] + [stop], strict=True):
        labels.append(Label(kind, at, begin, _value_end(text, kind, begin, min(after, begin + _LONGEST_VALUE))))
    last = max((label.stop for label in labels), default=start)
    numbered = (label.start for label in labels if label.kind == "authority" and "1" in text[label.start : label.end])
    return Opening(tuple(labels), min(last, stop, *numbered))  # the authority may be the first paragraph


def _origin(found: list[tuple[str, int, int]], start: int) -> int:
    """Where to look for the body: after the subject, or after the labels that there are."""
    if not found:
        return start
    subject = next((begin for kind, _, begin in found if kind == "subject"), None)
    if subject is not None:
        return subject
    return found[-1][2] if len(found) < 3 else found[0][2]
