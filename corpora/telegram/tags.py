"""TAGS: subject, country, organisation and person tags, also where blanks and commas between them were lost."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["read_tags"]

# What a page turn leaves inside a list: the classification, the page line with its time, the last tags again.
_FURNITURE = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE)?\s+PAGE\s+\d+\s+[A-Z]+[A-Z ]*\d{3,6}.*?\d{6}Z",
    re.DOTALL,
)
_STOP = re.compile(r"\b(?:SUBJECT|SUBJ|REF|CLASSIFIED BY)\b|[¶<]|\bE\.O\.|\bSIPDIS\b")
_ITEM = re.compile(r"\(([^()]*)\)|[^,;()]+")
_TAG = re.compile(r"[A-Z]{2,5}\d?\Z|H\dN\d\Z")
# Tags that are followed by the name of the person who travels.
_WITH_NAME = {"OVIP", "CODEL", "STAFFDEL"}
# Spellings of one tag; a table because no rule leads from the one to the other.
_SAME = {
    "COUNTER TERRORISM": "COUNTERTERRORISM",
    "MOPPS": "MOPS",
    "BUSH, GEORGE": "BUSH, GEORGE W.",
    "STEINBERG, JAMES": "STEINBERG, JAMES B.",
}
_LONGEST_PHRASE = 4  # words of a tag that is no code


@cache
def _known() -> frozenset[str]:
    lines = files("crosscable.corpora.telegram").joinpath("tags.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith(("#", "tag\t")))


def _is_list(line: str) -> bool:
    """Whether a second line goes on with the list: it has commas, known tags, or the second half of a phrase."""
    words = line.replace(",", " ").upper().split()
    return bool(words) and (words[0] in _known() or "," in line or all(word in _known() for word in words))


def _one_line(value: str) -> str:
    lines = [line.strip() for line in _FURNITURE.sub(" ", value).split("\n")]
    while lines and not lines[0]:
        del lines[0]
    if not lines:
        return ""
    text = lines[0]
    for line in lines[1:]:
        phrase = f"{text.rsplit(None, 1)[-1]} {line}".upper() if text else ""
        if not line or not (text.endswith(",") or _is_list(line) or phrase in _known()):
            break
        text = f"{text} {line}"
    stop = _STOP.search(text.upper())
    return (text[: stop.start()] if stop else text).upper()


@lru_cache(maxsize=2048)
def _unglued(word: str) -> tuple[str, ...]:
    """Tags written without blanks (PHUMBA); the word itself where it is not a row of known tags."""
    if word in _known() or len(word) < 6 or not word.isalpha():
        return (word,)
    ways: list[tuple[str, ...] | None] = [None] * (len(word) + 1)  # the fewest tags that fill word[:n]
    ways[0] = ()
    for end in range(2, len(word) + 1):
        for size in (4, 2, 5, 3):
            before = ways[end - size] if end >= size else None
            if (
                before is not None
                and word[end - size : end] in _known()
                and (ways[end] is None or len(before) + 1 < len(ways[end] or ()))
            ):
                ways[end] = (*before, word[end - size : end])
    found = ways[len(word)]
    return found if found and any(len(tag) >= 4 for tag in found) else (word,)


def _words(text: str) -> list[str]:
    """Words of one item; the last tag of a phrase may be glued to the next tag (RIGHTSPOLMIL)."""
    found: list[str] = []
    for word in text.split():
        if found and word not in _known():
            for size in range(len(word) - 1, 2, -1):
                rest = _unglued_short(word[size:])
                if f"{found[-1]} {word[:size]}" in _known() and rest:
                    found += [word[:size], *rest]
                    break
            else:
                found += _unglued(word)
        else:
            found += _unglued(word)
    return found


def _unglued_short(word: str) -> list[str]:
    for size in (4, 3, 2):
        if word[:size] in _known():
            if len(word) == size:
                return [word]
            if rest := _unglued_short(word[size:]):
                return [word[:size], *rest]
    return []


def _phrase(words: list[str], place: int) -> int:
    """How many words from `place` on are one phrase."""
    for size in range(min(_LONGEST_PHRASE, len(words) - place), 1, -1):
        if " ".join(words[place : place + size]) in _known():
            return size
    return 1


def _name(words: list[str], place: int) -> int:
    """How many words from `place` on name a person: surname and given name, neither of them a tag."""
    size = 0
    while (
        place + size < len(words) and size < 3 and words[place + size].isalpha() and words[place + size] not in _known()
    ):
        size += 1
    return size if size > 1 else 0


def _item_tags(item: str, after_name_tag: bool) -> list[str]:
    words = _words(" ".join(item.split()))
    tags: list[str] = []
    place = 0
    while place < len(words):
        if (tags and tags[-1] in _WITH_NAME) or (after_name_tag and not tags):
            size = _name(words, place)
            if size:
                tags.append(f"{words[place]}, {' '.join(words[place + 1 : place + size])}")
                place += size
                continue
        size = _phrase(words, place)
        tags.append(" ".join(words[place : place + size]))
        place += size
    return tags


def read_tags(value: str) -> tuple[str, ...]:
    """The tags of a TAGS line in order, each once, in capitals."""
    tags: list[str] = []
    for match in _ITEM.finditer(_one_line(value)):
        if match[1] is not None:
            tags.append(" ".join(match[1].split()))
            continue
        tags += _item_tags(match[0].strip(" .:\t\r\\[]"), bool(tags) and tags[-1] in _WITH_NAME)
    return tuple(dict.fromkeys(_SAME.get(tag, tag) for tag in tags if tag and tag.strip("-. ")))
