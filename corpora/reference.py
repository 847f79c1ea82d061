"""Message reference numbers: 08MOSCOW3526 is telegram 3526 of 2008 from Moscow.

`canonical_id` brings what is written or damaged into that form by rules; the names of posts are data (`posts.tsv`,
which says where each entry comes from). A post that neither the table nor a single slip of the keyboard explains stays
as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["Post", "canonical_id", "canonical_post", "make_id", "post_of", "posts"]


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its name in reference numbers, its name in the archive, other spellings, and the source of the entry."""

    code: str
    origin: str
    also: tuple[str, ...]
    source: str


@cache
def posts() -> dict[str, Post]:
    """All posts of the table by their name in reference numbers."""
    table: dict[str, Post] = {}
    for line in files("crosscable.corpora").joinpath("posts.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "code\t")):
            code, origin, also, source = line.split("\t")
            table[code] = Post(code, origin, tuple(also.split()), source)
    return table


@cache
def _spellings() -> dict[str, str]:
    spellings = {other: post.code for post in posts().values() for other in post.also}
    return spellings | {code: code for code in posts()}


# What stands before a post without being part of its name. Each is tried at the start, again and again.
_PREFIXES = re.compile(
    r"(?:EFTO"  # "encrypt for transmission only", a handling mark
    r"|S[A-Z]{2,6}\d{2}[O0G]?F?\d{2}"  # SECTION01OF03 with letters lost or changed
    r"|\d{2}OF\d{2}"
    r"|(?:UNCLAS|CONFIDENTIAL|SECRET)+(?:SIFIED)?|SIFIED"
    r"|AMEMBASSY|EMBASSY|AMCONSUL|AMCONGEN|CONSULATE|USMISSION|FSC|REF[A-Z]?(?=STATE))"
)
_ZERO_FOR_O = re.compile(r"(?<!\d)0(?!\d)")
_NOT_A_NAME = re.compile(r"[^A-Z0-9]")


def _within_one_slip(left: str, right: str) -> bool:
    """Whether one letter lost, added or changed, or two neighbours exchanged, lead from one to the other."""
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    limit = min(len(left), len(right))
    while start < limit and left[start] == right[start]:
        start += 1
    tail_left, tail_right = left[start:], right[start:]
    return (
        tail_left[1:] == tail_right
        or tail_left == tail_right[1:]
        or tail_left[1:] == tail_right[1:]
        or (tail_left[:2] == tail_right[1::-1] and tail_left[2:] == tail_right[2:])
    )


@lru_cache(maxsize=4096)
def canonical_post(written: str) -> tuple[str, bool]:
    """The name of a post in reference numbers, and whether the table knows it.

    One slip is forgiven in names of five letters and more, if it leads to exactly one post.
    """
    name = _NOT_A_NAME.sub("", written.upper())
    known = _spellings()
    while name not in known:
        prefix = _PREFIXES.match(name)
        if not prefix or prefix.end() == len(name):
            break
        name = name[prefix.end() :]
    if not name.isalpha():
        name = _ZERO_FOR_O.sub("O", name)
    if name in known:
        return known[name], True
    if len(name) >= 5:
        near = {code for spelling, code in known.items() if len(spelling) >= 5 and _within_one_slip(name, spelling)}
        if len(near) == 1:
            return near.pop(), True
    return name, False


def make_id(year: int | str, post: str, number: int | str) -> str:
    """The canonical id from a year of two or four digits, a post as written, and a number."""
    return f"{int(year) % 100:02d}{canonical_post(post)[0]}{int(number)}"


_ID = re.compile(r"(\d{2})\1?(\d{0,4}[A-Z][A-Z0-9]*?)(\d{1,6})(?:(?:TOSEC|ZFR)\d+)?")


def canonical_id(text: str) -> str | None:
    """The canonical form of a reference number as written (08RIO91, 07SECTION01OF03ANKARA365), None if it is none."""
    match = _ID.fullmatch(re.sub(r"[^A-Z0-9]", "", text.upper()))
    if not match:
        return None
    return make_id(match[1], match[2], match[3])


def post_of(reference: str) -> str | None:
    """The post as the archive names it ("Embassy Moscow") for a canonical id, None where the table has none."""
    match = re.fullmatch(r"\d{2}([A-Z]+)\d+", reference)
    post = posts().get(match[1]) if match else None
    return post.origin if post else None
