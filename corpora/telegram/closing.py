"""The end of a telegram: the signature, and what follows it without being text."""

from __future__ import annotations

import re

from crosscable.corpora.telegram.body import Body, Chunk

__all__ = ["close"]

# Lines after a signature: captions, end marks of the transmission, the archive's and the printer's remarks.
_CLOSER = re.compile(
    r"(?i:(?:LIMITED OFFICIAL USE|UNCLASSIFIED|CONFIDENTIAL|SECRET|SIPDIS|NOFORN|NNNN?|BT|UNQUOTE"
    r"|END (?:OF )?(?:CABLE )?(?:MESSAGE|CABLE|TEXT)|GP-\d)\b[ /A-Z]*"
    r"|DECLASSIFIED.*|.*REVIEW \d\d \w+ \d{4}|VISIT .{0,40}(?:WEB ?SITE|HOME ?PAGE).*|(?:https?://|www\.)\S+"
    r"|[\W\d_]+|X{4,}|VZCZC.*|#\d+)"
)
_NAME = r"[A-Z][A-Za-z'’.-]*[A-Za-z]"
_PARTICLE = r"(?:d[aei]l?|von?|VON|DER|der|van|VAN|[IVX]+)"
_SIGNATURE = re.compile(
    rf"(?:/s/ ?)?(?:X{{4,}}[ ]?)?((?:{_PARTICLE}[ ])?(?:{_NAME}|[A-Z]\.)(?:[ ](?:{_NAME}|[A-Z]\.|{_PARTICLE})){{0,3}})"
    rf"(?:[ ]*[#*\"\\]*)"
)
_SHOUTED = re.compile(r"([A-Z][A-Z'’-]{2,25})[ ]?\.{1,3}")  # a stop after a signature in capitals is a slip
# A signature that a converter put at the end of the last sentence.
_INLINE = re.compile(
    rf"(?:(?<=[.!?)\"”’\]])|(?<=XXXX)|(?<=CONSIDERED)"
    rf"|(?<=considered))[ \t]+(?P<name>(?:{_NAME}[ ])?(?:[A-Z]{{2}}[A-Z'’-]+"
    rf"|[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?))[ \t#*\"]*(?:(?<=[A-Z]{{4}})[ ]?\.{{1,3}})?\Z"
)
_AFTER_SITE = re.compile(r"(?i:web ?site)\b[^\n]{0,180}[ ](?P<name>[A-Z][A-Z'’-]{2,20})\Z")
_NOT_A_NAME = re.compile(
    r"\b(?i:nnnn?|end|comment|summary|note|text|begin|action|request|confidential|secret|unclassified|sensitive"
    r"|noforn|sipdis|embassy|usg|minimize|considered"
    r"|points|regards|background|conclusion|attachment|table|annex|reftel|visit|website|report|introduction"
    r"|overview|participants|signature|classified"
    r"|continued|message|cable|the|this|that|these|those|an?|he|she|it|they|we|in|on|at|for|but|and|or|as|if|to|of"
    r"|yes|no|none|regarding|however)\b"
)
_REDACTED = re.compile(r"\AX{4,}[ ]?")
_NOTICE_BEGINS = re.compile(r"\s*(?i:PLEASE|ALSO|VISIT)\b")
_NOTICE = re.compile(r"(?i:(?:PLEASE )?(?:ALSO )?VISIT .{0,60}(?:WEB ?SITE|HOME ?PAGE|WEB ?PAGE)\b.{0,160})")
_LONGEST = 45  # characters of a signature: four words and a particle
_LINES = 4  # under the last sentence of a paragraph, in which a signature is looked for
# Characters at the end of a chunk that hold a signature behind the last sentence, or behind a notice of a web site.
_INLINE_ROOM, _AFTER_SITE_ROOM = 60, 240
_TAIL = 14  # chunks from the end in which a signature is looked for: a classified-website notice takes several


def _as_signature(text: str, start: int, end: int) -> str | None:
    words = text[start:end].strip()
    if len(words) > _LONGEST:
        return None
    match = _SIGNATURE.fullmatch(words) or _SHOUTED.fullmatch(words)
    if not match or _NOT_A_NAME.search(match[1]):
        return None
    return _name(match[1])


def _name(written: str) -> str:
    """A name without the redaction glued to it, and once where it is written twice."""
    bare = _REDACTED.sub("", written) or written
    first, _, rest = bare.partition(" ")
    return first if first == rest else bare


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\r\n":
        at += 1
    return at


def _split(text: str, chunk: Chunk, at: int, kind: str = "signature") -> Chunk:
    """Cut the chunk in two before `at`; the second part is returned."""
    tail = Chunk(kind, at, at, chunk.end, last=at)
    chunk.end = at
    while chunk.end > chunk.words and text[chunk.end - 1] in " \t\r\n":
        chunk.end -= 1
    return tail


def close(text: str, body: Body) -> str | None:
    """Find the signature, make it a chunk of its own, and return the name; None where there is none.

    Notices of the post ("Visit our web site") after the text, and before the signature, are marked as such.
    """
    name = _find_signature(text, body)
    for chunk in body.chunks[-_TAIL:]:
        if (
            chunk.kind in ("text", "heading")
            and _NOTICE_BEGINS.match(text, chunk.words, chunk.end)
            and _NOTICE.fullmatch(" ".join(text[chunk.words : chunk.end].split()))
        ):
            chunk.kind = "notice"
    return name


def _find_signature(text: str, body: Body) -> str | None:
    chunks = body.chunks
    for place in range(len(chunks) - 1, max(-1, len(chunks) - 1 - _TAIL), -1):
        chunk = chunks[place]
        if chunk.kind == "heading" and not _CLOSER.fullmatch(text[chunk.start : chunk.end]):
            name = _as_signature(text, chunk.start, chunk.end)
            chunk.kind = "signature" if name else "heading"
            return name
        if not chunk.first and (name := _as_signature(text, chunk.words, chunk.end)):
            chunk.kind = "signature"
            return name
        found = _in_chunk(text, chunks, place)
        if found:
            return found
        if not _CLOSER.fullmatch(" ".join(text[chunk.words : chunk.end].split())):
            return None
        chunk.kind = "notice"
    return None


def _least(name: str) -> int:
    """How long a paragraph must be to end in a signature: a name in capitals after a stop is hardly anything else."""
    return 12 if name.isupper() else 50


def _in_chunk(text: str, chunks: list[Chunk], place: int) -> str | None:
    """A signature on the last lines of a paragraph, or at the end of its last sentence."""
    chunk = chunks[place]
    end = chunk.end
    for _ in range(_LINES):
        begin = text.rfind("\n", chunk.words, end)
        if begin < 0:
            break
        start = _skip(text, begin, end)
        if name := _as_signature(text, start, end):
            if text[begin - 1 : begin] == "-" or text[:begin].rstrip()[-1:] in ",;":
                return None
            tail = _split(text, chunk, start)
            chunks.insert(place + 1, tail)
            if end < tail.end:
                chunks.insert(place + 2, _split(text, tail, _skip(text, end, tail.end), kind="notice"))
            return name
        if not _CLOSER.fullmatch(text[start:end].strip()):
            break
        end = begin
    match = _INLINE.search(text, max(chunk.words, chunk.end - _INLINE_ROOM), chunk.end)
    match = match or _AFTER_SITE.search(text, max(chunk.words, chunk.end - _AFTER_SITE_ROOM), chunk.end)
    if match and not _NOT_A_NAME.search(match["name"]) and chunk.end - chunk.start > _least(match["name"]):
        chunks.insert(place + 1, _split(text, chunk, match.start("name")))
        return _name(match["name"])
    return None
