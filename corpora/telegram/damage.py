"""What a cable has lost: paragraphs whose numbers are missing, and text that noise cut off from its paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from crosscable.corpora.noise import GAP
from crosscable.corpora.telegram.body import Chunk

__all__ = ["lost_numbers", "split_at_noise"]


def split_at_noise(text: str, chunks: list[Chunk]) -> None:
    """Where paragraph numbers jump over a burst of noise, what follows the burst belongs to no known paragraph."""
    place = 0
    last: int | None = None
    while place < len(chunks):
        chunk = chunks[place]
        if chunk.first and chunk.number is not None:
            last = place
        place += 1
        if last is None or chunk.kind == "heading" or chunk.number is None:
            continue
        gap = text.find(GAP, chunk.words, chunk.end)
        if gap < 0 or not _jumps(chunks, last):
            continue
        rest = gap + len(GAP)
        while rest < chunk.end and text[rest] in " \t\r\n.":
            rest += 1
        if rest < chunk.end:
            chunks.insert(place, Chunk(chunk.kind, rest, rest, chunk.end, lines=chunk.lines, last=rest, lost=True))
            chunk.end = gap + len(GAP)
        for later in chunks[place:]:
            if later.first:
                break
            later.number = None
            later.lost = True


def _jumps(chunks: list[Chunk], place: int) -> bool:
    following = next((later.number for later in chunks[place + 1 :] if later.first), None)
    number = chunks[place].number
    return following is not None and number is not None and following > number + 1


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
                yield (previous or before).end, chunk.start, _message(before.number, chunk.number, damaged)
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
