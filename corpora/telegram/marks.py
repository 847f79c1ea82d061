"""What stands inside paragraphs: redactions, marks of protected persons, notes, comments and quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from crosscable.corpora.cable import Block, Paragraph, Redaction

__all__ = ["find_blocks", "find_protected", "find_redactions"]

# Newspapers hid names before the archive did, each in its own way.
_REDACTION = re.compile(
    r"X{4,}|x{4,}|\[(?i:(?:[A-Z][A-Z ]{0,40} )?(?:REMOVED|REDACTED|WITHHELD)(?: BY [A-Z ]{2,30})?)\]|█{2,}"
)
# "(strictly protect)", "(Chargé, please protect)", "(protect throughout)"; without an adverb little may follow the
# word, because "(protect the harbor)" is an aside like any other.
_ADVERBS = r"(?:strictly|strict|please|pls|urgently|again|fully|kindly)"
_PROTECTED = re.compile(
    rf"[(\[](?:[^()\[\]]{{0,40}}(?:[;,:]|[ ]--?)[ ]?)?(?:(?:{_ADVERBS}[ ,]{{1,2}})+protect(?:ed)?\b[^()\[\]]{{0,40}}"
    r"|protect(?:ed)?(?:[ ](?:throughout|strictly|source|identity|as \w+|name|both))*[ .,]{0,2})[)\]]",
    re.IGNORECASE,
)
# "(Note: …", "Comment: …": the mark that opens a block is found by its stop, because stops are fewer than letters.
_OPENING = re.compile(
    r"[:.](?<=te.|TE.|nt.|NT.|ts.|TS.)(?:(?<=[Nn]ote.)|(?<=NOTE.)|(?<=omment.)|(?<=OMMENT.)|(?<=omments.)|(?<=OMMENTS.))"
)
_BEGIN = re.compile(
    r"(?:begin|Begin|BEGIN)[ ](?i:(?:verbatim |informal |unofficial |embassy )?"
    r"(?:text|(?:talking )?points|quote|translation|transcript)\b)"
)
_WORD = re.compile(r"(?:[Nn]ote|NOTE|[Cc]omments?|COMMENTS?)\Z")
_END = r"(?:END|End|end)(?<!\w[A-Za-z]{3})[ ]"  # letters first: the search then skips to them
_CLOSING = {
    "note": re.compile(_END + r"(?i:(?:OF[ ])?(?:\w+[ ])?NOTES?\b[.:]*[)\]]?[.]?)"),
    "comment": re.compile(_END + r"(?i:(?:OF[ ])?(?:\w+[ ])?COMMENTS?\b[.:]*[)\]]?[.]?)"),
    "quotation": re.compile(
        _END + r"(?i:(?:OF[ ])?(?:\w+[ ]){0,2}(?:TEXT|POINTS|QUOTE|TRANSLATION|TRANSCRIPT)\b[.]?)|UNQUOTE\b"
    ),
}
_ENDING = re.compile(r"\bend (?:of )?(?:\w+ )?\Z", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?:^|[\s(\[])((?:(?:[A-Z][\w/’']*|BIO(?:GRAPHIC)?)[ ]){0,2})\Z")


def find_redactions(text: str) -> tuple[Redaction, ...]:
    """Places where somebody removed words."""
    if "XXXX" not in text and "xxxx" not in text and "█" not in text and "[" not in text:
        return ()
    return tuple(Redaction(match[0], match.start(), match.end()) for match in _REDACTION.finditer(text))


def find_protected(text: str) -> tuple[Redaction, ...]:
    """The marks that ask to protect the person named before them."""
    if "rotect" not in text and "ROTECT" not in text:
        return ()
    return tuple(Redaction(match[0], match.start(), match.end()) for match in _PROTECTED.finditer(text))


def find_blocks(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Notes, comments and quotations with their marks, lists and tables, in order.

    A note or comment inside a paragraph that never closes ends with its paragraph; one that opens a paragraph may
    close in a later one.
    """
    blocks = [Block(each.role, each.start, each.end, True) for each in paragraphs if each.role in ("list", "table")]
    starts = [each.start for each in paragraphs]
    done = {"note": 0, "comment": 0, "quotation": 0}
    ends: dict[str, list[tuple[int, int]]] = {}
    for match in _openings(text):
        word = _WORD.search(text, max(0, match.start() - 8), match.start())
        at = word.start() if word else match.start()
        kind = word[0].lower().rstrip("s") if word else "quotation"
        place = bisect_right(starts, at) - 1
        if place < 0 or at >= paragraphs[place].end or at < done[kind]:
            continue
        begin = _begin(text, at, paragraphs[place].start)
        if begin is None:
            continue
        if kind not in ends:
            ends[kind] = [found.span() for found in _CLOSING[kind].finditer(text)]
        block = _block(text, kind, begin, paragraphs, place, ends[kind])
        done[kind] = block.end
        blocks.append(block)
    return tuple(sorted(blocks, key=lambda block: (block.start, block.end)))


def _openings(text: str) -> list[re.Match[str]]:
    """The words that may open a block, in order; each search is made only where its words occur at all."""
    found: list[re.Match[str]] = []
    if any(word in text for word in ("ote", "OTE", "omment", "OMMENT")):
        found += _OPENING.finditer(text)
    if any(word in text for word in ("egin ", "BEGIN ")):
        found += _BEGIN.finditer(text)
        found.sort(key=re.Match.start)
    return found


def _begin(text: str, mark: int, paragraph: int) -> int | None:
    """Where the block begins whose mark is at `mark`; None where the word is an ordinary one."""
    lead = text[max(paragraph, mark - 30) : mark]
    qualified = _QUALIFIED.search(lead)
    start = mark - len(qualified[1]) if qualified else mark
    while start > paragraph and text[start - 1] in '(["':
        start -= 1
    if _ENDING.search(lead):
        return None
    before = text[paragraph:start].rstrip()[-1:]
    if not before or text[start] in "([" or before in '.!?")]”':
        return start
    return None


def _block(
    text: str, kind: str, begin: int, paragraphs: Sequence[Paragraph], place: int, ends: list[tuple[int, int]]
) -> Block:
    """The block of `kind` that begins at `begin`; `ends` are the places of all closing marks of the kind."""
    limit = paragraphs[place].end
    if begin == paragraphs[place].start or kind == "quotation":
        limit = paragraphs[-1].end
    index = bisect_right(ends, (begin, begin))
    if index < len(ends) and ends[index][1] <= limit:
        return Block(kind, begin, ends[index][1], True)
    end = paragraphs[place].end
    if text[begin] in "([":
        close = _matching(text, begin, end)
        if close is not None:
            return Block(kind, begin, close, True)
    return Block(
        kind, begin, end, kind == "comment" and begin == paragraphs[place].start and place == len(paragraphs) - 1
    )


def _matching(text: str, begin: int, end: int) -> int | None:
    """The end of the bracket that opens at `begin`, None where it does not close before `end`."""
    opens, closes = text[begin], ")" if text[begin] == "(" else "]"
    depth = 0
    for match in re.finditer(rf"[{re.escape(opens + closes)}]", text[begin:end]):
        depth += 1 if match[0] == opens else -1
        if depth == 0:
            return begin + match.end()
    return None
