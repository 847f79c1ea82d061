"""The end of a telegram: the signature, and what follows it without being text."""

from __future__ import annotations

import re

from crosscable.corpora.telegram.body import Body, Chunk

__all__ = ["close"]

# Lines after a signature: captions, end marks of the transmission, the archive's and the printer's remarks.
_CLOSER = re.compile(
    r"(?i:(?:LIMITED OFFICIAL USE|UNCLASSIFIED|CONFIDENTIAL|SECRET|SIPDIS|NOFORN|NNNN?|BT|UNQUOTE"
    r"|END OF (?:MESSAGE|CABLE|TEXT)|GP-\d)\b[ /A-Z]*"
    r"|DECLASSIFIED.*|.*REVIEW \d\d \w+ \d{4}|VISIT .{0,40}(?:WEB ?SITE|HOME ?PAGE).*|(?:https?://|www\.)\S+"
    r"|[\W\d_]+|X{4,}|VZCZC.*|#\d+)"
)
_NAME = r"[A-Z][A-Za-z'’.-]*[A-Za-z]"
_SIGNATURE = re.compile(
    rf"(?:/s/ ?)?((?:{_NAME}|[A-Z]\.)(?:[ ](?:{_NAME}|[A-Z]\.|d[aei]|von?|VON|DER|der|van"
    rf"|[IVX]+)){{0,3}})(?:[ ]*[#*\"\\]*)"
)
# A signature that a converter put at the end of the last sentence.
_INLINE = re.compile(
    rf"(?<=[.!?)\"”’\]])[ \t]+(?P<name>(?:{_NAME}[ ])?(?:[A-Z]{{2}}[A-Z'’-]+"
    rf"|[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?))[ \t#*\"]*\Z"
)
_NOT_A_NAME = re.compile(
    r"(?i:nnnn?|end|comment|summary|note|text|begin|action|request|confidential|secret|unclassified|sensitive"
    r"|noforn|sipdis|embassy|usg|minimize|considered"
    r"|points|regards|background|conclusion|attachment|table|annex|reftel|visit|website|report|introduction"
    r"|overview|participants|signature|classified"
    r"|continued|message|cable)\b"
)
_TAIL = 14  # chunks from the end in which a signature is looked for: a classified-website notice takes several


def _as_signature(text: str, start: int, end: int) -> str | None:
    words = text[start:end].strip()
    match = _SIGNATURE.fullmatch(words) if len(words) <= 45 else None
    if not match or _NOT_A_NAME.search(match[1]):
        return None
    return match[1]


def _split(text: str, chunk: Chunk, at: int) -> Chunk:
    """Cut the chunk in two before `at`; the second part is returned."""
    tail = Chunk("signature", at, at, chunk.end, last=at)
    chunk.end = at
    while chunk.end > chunk.words and text[chunk.end - 1] in " \t\r\n":
        chunk.end -= 1
    return tail


def close(text: str, body: Body) -> str | None:
    """Find the signature, make it a chunk of its own, and return the name; None where there is none."""
    chunks = body.chunks
    for place in range(len(chunks) - 1, max(-1, len(chunks) - 1 - _TAIL), -1):
        chunk = chunks[place]
        if chunk.kind == "heading" and not _CLOSER.fullmatch(text[chunk.start : chunk.end]):
            name = _as_signature(text, chunk.start, chunk.end)
            if place == len(chunks) - 1 and name:
                chunk.kind = "signature"
                return name
            return None
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


def _in_chunk(text: str, chunks: list[Chunk], place: int) -> str | None:
    """A signature on the last lines of a paragraph, or at the end of its last sentence."""
    chunk = chunks[place]
    end = chunk.end
    for _ in range(4):
        begin = text.rfind("\n", chunk.words, end)
        if begin < 0:
            break
        start = begin + 1
        while start < end and text[start] in " \t\r":
            start += 1
        if name := _as_signature(text, start, end):
            if text[begin - 1 : begin] == "-" or text[:begin].rstrip()[-1:] in ",;":
                return None
            chunks.insert(place + 1, _split(text, chunk, start))
            return name
        if not _CLOSER.fullmatch(text[start:end].strip()):
            break
        end = begin
    match = _INLINE.search(text, max(chunk.words, chunk.end - 60), chunk.end)
    if match and not _NOT_A_NAME.search(match["name"]) and chunk.end - chunk.start > 80:
        chunks.insert(place + 1, _split(text, chunk, match.start("name")))
        return match["name"]
    return None
