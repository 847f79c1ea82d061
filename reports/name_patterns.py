r"""Find the written forms of some persons' names in any text: in sentences, file names, ids made of names, headings.

Words are compared folded (no accents, no case) and whatever stands between them does not count, so that `ilva-tarn`,
`TARN, Ilva` and `Ilva\nTarn` are all found. A family name counts by itself; a word that is also an ordinary word, a
place or a common given name does not, since it would hide half of a text: there only places known as mentions count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crosscable.compare.people.gazetteer import gazetteer
from crosscable.compare.people.names import fold, parse_name
from crosscable.compare.people.titles import LINKS, PARTICLES, TITLES

__all__ = ["Names"]

_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʻʼʿʾ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’‘`´]s$", re.IGNORECASE)
_PIECE = re.compile(r"[^\W\d_]+?(?=(?<=[a-zß-öø-ÿ])[A-Z]|[\d'’]|\Z)")
_HEX = re.compile(r"[0-9a-f]{12,}")  # a digest is no text, whatever letters it holds
_GAP = 4  # characters that may stand between two words of one name: ", ", " - ", ". "
_SHORTEST = 3

_Word = tuple[int, int, str]


class Names:
    """The forms of numbered persons, and forms of others that share a word with them and are to be spared (0)."""

    def __init__(self, hidden: Mapping[int, Iterable[str]], spared: Iterable[str]) -> None:
        self._forms: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._own: dict[str, int] = {}
        self._family: dict[str, int] = {}
        for number, forms in sorted(hidden.items()):
            for form in forms:
                self._add(tuple(word for _, _, word in _words(form)), number)
                for word in parse_name(form).surname:
                    self._family.setdefault(word, number)
        self._shared: set[str] = set()
        for form in spared:
            words = tuple(word for _, _, word in _words(form))
            self._shared.update(words)
            if len(words) > 1 and any(word in self._own for word in words):
                self._forms.setdefault(words[0], []).append((words, 0))
        for choices in self._forms.values():
            choices.sort(key=lambda choice: (-len(choice[0]), choice[1] == 0, choice))

    def _add(self, words: tuple[str, ...], number: int) -> None:
        if len(words) > 1:
            self._forms.setdefault(words[0], []).append((words, number))
        for word in words:
            if word in PARTICLES or word in LINKS or word in TITLES:
                continue
            self._own.setdefault(word, number)
            if _telling(word):
                self._forms.setdefault(word, []).append(((word,), number))

    def find(self, text: str, *, freely: bool = False) -> list[tuple[int, int, int]]:
        """The places (start, end, number) of hidden names in `text`, in order, neighbours of one person joined.

        `freely`: also a family name that is an ordinary word, and a given name that nobody else bears, wherever they
        have a capital. That suits short texts made of names; in the text of a cable they are told by their place.
        """
        apart = not any(map(str.isspace, text))  # a file name or an id: small letters say nothing there
        found: list[tuple[int, int, int]] = []
        words = list(self._split(text))
        at = 0
        while at < len(words):
            count, number = self._longest(text, words, at)
            written = text[words[at][0] : words[at][1]]
            if number and count == 1 and not apart and written.islower() and gazetteer().profile(written).lower:
                count = number = 0
            elif freely and not count and written[:1].isupper():
                number = self._free(words[at][2])
            if number:
                found.append((words[at][0], words[at + count - 1][1], number))
            at += count or 1
        return self._widened(text, words, found) if found else []

    def alone(self, text: str) -> int:
        """The number of the person of whose name a text is one word, were it only a given name; 0 for nobody."""
        words = _words(text)
        if len(words) != 1 or words[0][1] - words[0][0] != len(text.strip()):
            return 0
        return self._own.get(words[0][2], 0)

    def _free(self, word: str) -> int:
        number = self._family.get(word, 0)
        return number or (0 if word in self._shared or len(word) < _SHORTEST else self._own.get(word, 0))

    def _longest(self, text: str, words: Sequence[_Word], at: int) -> tuple[int, int]:
        for form, number in self._forms.get(words[at][2], ()):
            if len(form) == 1:
                return 1, number
            follows = words[at + 1 : at + len(form)]
            if tuple(word for _, _, word in follows) == form[1:] and all(
                _near(text[a[1] : b[0]]) for a, b in zip(words[at:], follows, strict=False)
            ):
                return len(form), number
        plural = words[at][2].removesuffix("s")
        if plural != words[at][2] and ((plural,), self._own.get(plural, 0)) in self._forms.get(plural, ()):
            return 1, self._own[plural]  # "the Tarns"
        return 0, 0

    def _split(self, text: str) -> Iterator[_Word]:
        """The words of a text; one that holds digits or small and capital letters is cut up unless it is known."""
        for start, end, word in _words(text):
            whole = text[start:end]
            if word in self._forms or word in self._own or (whole.isalpha() and whole[1:].islower()):
                yield start, end, word
            elif not _HEX.fullmatch(whole):
                pieces = [(start + p.start(), start + p.end(), fold(p[0])) for p in _PIECE.finditer(whole)]
                yield from pieces or [(start, end, word)]

    def _widened(
        self, text: str, words: Sequence[_Word], found: Sequence[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """`found` with neighbouring words of the same names, initials and given names: "Tarn, Ilva", "Igor Tarn"."""
        begins = {start: index for index, (start, _, _) in enumerate(words)}
        ends = {end: index for index, (_, end, _) in enumerate(words)}
        wide: list[tuple[int, int, int]] = []
        for start, end, number in found:
            left, right = begins[start], ends[end]
            while left and self._belongs(text, words[left - 1], words[left], number, before=True):
                left -= 1
            while right + 1 < len(words) and self._belongs(text, words[right], words[right + 1], number, before=False):
                right += 1
            start, end = words[left][0], words[right][1]
            if wide and _near(text[wide[-1][1] : start]) and number == wide[-1][2]:
                start = wide.pop()[0]
            elif wide:
                start = max(start, wide[-1][1])
            wide.append((start, end, number))
        return wide

    def _belongs(self, text: str, one: _Word, two: _Word, number: int, *, before: bool) -> bool:
        gap = text[one[1] : two[0]]
        near = one if before else two
        if not _near(gap) or any(sign in gap for sign in "();"):
            return False
        if near[2] in PARTICLES:
            return before and _space(gap)
        if self._own.get(near[2]) == number:
            return True
        written = text[near[0] : near[1]]
        initial = len(near[2]) == 1 and gap == ". "
        return before and written[:1].isupper() and (initial or (_space(gap) and _given(near[2])))


def _telling(word: str) -> bool:
    """Whether a word names somebody even alone and anywhere."""
    known = gazetteer()
    return len(word) >= _SHORTEST and not (known.is_ordinary(word) or known.is_place(word) or known.is_given(word))


def _near(gap: str) -> bool:
    """Whether what stands between two words leaves them one name."""
    return (len(gap) <= _GAP or gap.isspace()) and "\n\n" not in gap


def _space(gap: str) -> bool:
    return gap == "-" or (gap.isspace() and "\n\n" not in gap)


def _given(word: str) -> bool:
    return len(word) > 1 and gazetteer().is_given(word)


def _words(text: str) -> list[_Word]:
    """The words of a text with their places, folded; a possessive ending is no part of a word."""
    found = []
    for match in _WORD.finditer(text):
        end = match.end() - (2 if _POSSESSIVE.search(match[0]) else 0)
        found.append((match.start(), end, fold(text[match.start() : end])))
    return found
