"""What a cable has lost: paragraphs whose numbers are missing, and text that noise cut off from its paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from crosscable.corpora.noise import GAP
from crosscable.corpora.telegram.body import Chunk

__all__ = ["lost_numbers", "split_at_noise"]


def split_at_noise(text: str, chunks: list[Chunk]) -> None:
    """Where paragraph numbers jump over a burst of noise, what follows the burst belongs to no known paragraph."""
    if GAP not in text:
        return
    jumps = _jumps(chunks)
    found: list[Chunk] = []
    jumping = lost = False
    for place, chunk in enumerate(chunks):
        if chunk.first:
            jumping, lost = jumps[place], False
        found.append(chunk)
        if lost:
            chunk.number, chunk.lost = None, True
        gap = text.find(GAP, chunk.words, chunk.end) if jumping and chunk.kind != "heading" else -1
        if gap < 0 or lost:
            continue
        lost = True
        rest = gap + len(GAP)
        while rest < chunk.end and text[rest] in " \t\r\n.":
            rest += 1
        if rest < chunk.end:
            found.append(Chunk(chunk.kind, rest, rest, chunk.end, lines=chunk.lines, last=rest, lost=True))
            chunk.end = gap + len(GAP)
    chunks[:] = found


def _jumps(chunks: list[Chunk]) -> list[bool]:
    """For each chunk whether it is a numbered paragraph and the number after it is not the next one."""
    jumps = [False] * len(chunks)
    following: int | None = None
    for place in range(len(chunks) - 1, -1, -1):
        number = chunks[place].number
        if chunks[place].first and number is not None:
            jumps[place] = following is not None and following > number + 1
            following = number
    return jumps


def lost_numbers(chunks: list[Chunk]) -> Iterator[tuple[int, int, str]]:
    """The gaps in paragraph numbers: where the text before ends, where the next paragraph begins, what is missing."""
    before: Chunk | None = None
    damaged = False
    previous: Chunk | None = None
    for chunk in chunks:
        if chunk.lost:
            damaged = True
        if chunk.first and chunk.number is not None:
            if (
                before is not None
                and before.number is not None
                and before.number + 1 < chunk.number <= before.number + 30
            ):
                place = before.end if damaged or previous is None else previous.end
                yield place, chunk.start, _message(before.number, chunk.number, damaged)
            before, damaged = chunk, False
        previous = chunk


def _message(before: int, after: int, damaged: bool) -> str:
    missing = [str(number) for number in range(before + 1, after)]
    names = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
    verb = "is" if len(missing) == 1 else "are"
    what = f"paragraph{'' if len(missing) == 1 else 's'} {names} {verb}"
    if damaged:
        return f"{what} lost or damaged: the numbers jump from {before} to {after} over transmission noise"
    return f"{what} missing: the numbers jump from {before} to {after}"
