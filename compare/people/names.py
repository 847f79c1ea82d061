"""Take a written name apart: titles, given names, particles, surname, generation, other forms.

Known are the forms of cables, indexes and lists: "Minister of Transportation Ziya Mammadov",
"DENGIN, Major General Sergey Alexeyevich", "Mohammed bin Zayed al-Nahyan", "Nguyen Chanh Thi", "De Paul, N. C., Jr".
It cuts and never corrects; likeness between spellings is `likeness.py`'s affair. Not handled: kunya and nisba as
such (an Arabic name is given names and a last name here), and family names first unless the first word is one of the
frequent Chinese, Korean or Vietnamese family names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from anyascii import anyascii

from crosscable.compare.people.titles import (
    GENERATIONS,
    HONORIFICS,
    LINKS,
    OFFICES,
    PARTICLES,
    PORTFOLIOS,
    RANKS,
    TITLES,
)

__all__ = ["Name", "fold", "parse_name"]

# These title words are also given names or surnames: a title only where two more words follow.
_NAMES_TOO = frozenset(
    """dean earl duke don major baron prince marshal marshall judge pope bishop king mark sen tan daw u maj miss
    sri brother canon pastor frank gov rev constable sergeant sheriff mayor sultan shah imam syed sayed
    sayyid hajji regent field page abbot eng us ed ex late royal new agha aga aide council chief""".split()
)
# Given names cut short with a full stop, which is then no damaged comma.
_CUT_SHORT = frozenset("chas thos robt benj alex fred edwd saml josh phil theo dani nath will vlad serg".split())
# Family names that stand first. Only names that are rare as Western given names.
_FAMILY_FIRST = frozenset(
    """nguyen tran pham hoang huynh phan vu vo dang bui duong ngo dinh trinh truong le ly
    wang li zhang liu chen yang huang zhao wu zhou xu sun zhu lin guo hu gao luo zheng liang xie tang deng feng peng
    cao zeng xiao tian dong pan yuan cai jiang jia wei xue ye dai du qian hua qiao geng tong cui meng
    chang chiang chou chu hsu hsieh teng tseng ts'ai kuo kao chao cheng mao
    kim lee park pak pyon chung choi ch'oe cho kang yi yun paik pyun han shin sin kwon song hong yu""".split()
)
# "Abd al-", "Abdul" and the like mean "servant of": they bind to the next word and come and go between spellings.
_SERVANT = frozenset("abd abdul abdel abdal abdur abdus".split())
_LATE_TITLES = OFFICES | RANKS  # these may stand behind words that are in no table
_SERVANT_PREFIX = re.compile(r"abd[aeu][lrsd]-?(?=[a-z]{4})")
_OPENING = frozenset(
    "al el de del della di da do dos du des d la van von zu der den ter ten ibn bin abu abou st".split()
)
_TRAILING = frozenset("pasha bey effendi khedive esq phd md mp mps ret retired".split())
_PARENTHESIS = re.compile(r"[(\[]([^)\]]*)[)\]]?")
_QUOTED = re.compile(r"[“\"]([^”\"]*)[”\",]*|(?<=\s)[‘'](\w[^’']*)[’'](?=[\s,]|$)")
_POSSESSIVE = re.compile(r"['’`]s?$", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʻʼʿʾ\"“”")
_WORD = re.compile(r"[^\W_]+(?:['’‘`´ʻʼʿʾ][^\W_]+)*")
_SYLLABLE = r"(?:[bcdfghjklmnpqrstvwxyz]{0,3}[aeiouy]{1,3}(?:ng|nh|ch|n|m|k|l|p|t|c|r)?)"
_SYLLABLES = re.compile(rf"{_SYLLABLE}{{1,2}}(?: {_SYLLABLE}){{0,2}}")


@dataclass(frozen=True, slots=True)
class Name:
    """A written name in its parts; every part is a tuple of folded words (see `fold`), empty where absent.

    `text` is the form as written; `titles` titles, ranks and offices; `given` given names and initials in their
    order; `particles` al, bin, de la, von …; `surname` the words of the surname without particles, or the only word
    there is; `generation` "jr", "sr", "2" … or None; `others` further forms the text offers in brackets or quotes;
    `family_first` whether the surname was written before the given names without a comma.
    """

    text: str
    titles: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    surname: tuple[str, ...] = ()
    generation: str | None = None
    others: tuple[str, ...] = ()
    family_first: bool = False


def fold(text: str) -> str:
    """`text` in small ASCII letters, apostrophes left out (Sa'di is sadi, not sa di)."""
    if not text.isascii():
        text = anyascii(text.translate(_APOSTROPHES))
    return text.translate(_APOSTROPHES).lower()


def _words(text: str) -> list[str]:
    """The folded words of a piece of a name; hyphens, full stops and spaces part them, Abdulaziz is abd aziz."""
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if word.startswith("abd") and (prefix := _SERVANT_PREFIX.match(word)):
            words += ["abd", word[prefix.end() :]]
        elif word:
            words.append(word)
    return words


def _is_title(words: list[str], index: int) -> bool:
    word = words[index]
    if word in _NAMES_TOO:  # Dean Rusk and Don L. Gevirtz keep their forenames
        return word in TITLES and len(words) - index > 2 and len(words[index + 1]) > 1
    return word in TITLES and len(word) > 1


def _after_titles(words: list[str]) -> int:
    """Where the name itself begins: behind the last title that leaves a word, and behind what a title governs."""
    begin = 0
    for index in range(len(words) - 1):
        word = words[index]
        if word in LINKS and len(word) > 1 and index == begin and begin:
            begin = index + 1
        elif (index == begin or word in _LATE_TITLES) and _is_title(words, index):
            if word in _NAMES_TOO and index != begin:
                continue
            begin = index + 1
        elif word in PORTFOLIOS and index == begin and len(words) - index > 2:
            begin = index + 1
    # A word cut at a line end leaves "der Viktor …" (lea-der); the particle needs van, von, auf or zu before it.
    if len(words) - begin > 1 and words[begin] == "der":
        begin += 1
    return begin


def _take_generation(words: list[str]) -> str | None:
    while len(words) > 1 and (words[-1] in GENERATIONS or words[-1] in _TRAILING):
        # A lone last letter v is an initial, not the fifth of a line.
        if words[-1] == "v":
            return None
        word = words.pop()
        if word in GENERATIONS:
            return GENERATIONS[word]
    return None


def _split_particles(words: list[str], opening: frozenset[str] = _OPENING) -> tuple[list[str], list[str]]:
    """Words without particles, and the particles; a name that is nothing else keeps its last word.

    Only `opening` particles count as such where they stand first: Ben, Le and Mac are then names.
    """
    kept: list[str] = []
    particles: list[str] = []
    last = len(words) - 1
    for index, word in enumerate(words):
        binds = word in opening if index == 0 else word in PARTICLES and len(word) > 1
        if len(words) > 1 and (binds or word in _SERVANT) and (index < last or kept):
            particles.append(word)
        else:
            kept.append(word)
    return kept, particles


def _inverted(parts: list[str], name: str, others: tuple[str, ...]) -> Name:
    """Surname, titles and given names, generation: the order of indexes."""
    surname, particles = _split_particles(_words(parts[0]))
    begin = _after_titles(surname)
    titles = surname[:begin]
    surname = surname[begin:]
    generation = _take_generation(surname)
    given: list[str] = []
    for part in parts[1:]:
        words = _words(part)
        if len(words) == 1 and words[0] in GENERATIONS:
            generation = GENERATIONS[words[0]]
            continue
        if given:
            continue
        if words and all(word in HONORIFICS or word in RANKS or word in LINKS for word in words):
            only_title = not (len(words) == 1 and words[0] in _NAMES_TOO and words[0] not in {"king", "prince"})
            if only_title:
                titles += words
                continue
        begin = _after_titles(words)
        titles += words[:begin]
        words = words[begin:]
        generation = _take_generation(words) or generation
        words, more = _split_particles([*words, ""], frozenset()) if words else ([], [])
        given = [word for word in words if word]
        particles += more
    return Name(name, tuple(titles), tuple(given), tuple(particles), tuple(surname), generation, others)


def _natural(text: str, name: str, others: tuple[str, ...]) -> Name:
    """Titles, given names, particles, surname, generation: the order of running text."""
    words = _words(text)
    begin = _after_titles(words)
    titles, words = words[:begin], words[begin:]
    generation = _take_generation(words)
    first_particle = next((i for i, word in enumerate(words) if i and word in PARTICLES and len(word) > 1), None)
    kept, particles = _split_particles(words)
    if len(kept) > 2 and len(kept[-1]) == 1 and len(kept[0]) > 1:  # "Volpe John A": an index that lost its comma
        return Name(name, tuple(titles), tuple(kept[1:]), tuple(particles), tuple(kept[:1]), generation, others)
    family_first = len(kept) in (2, 3, 4) and kept[0] in _FAMILY_FIRST and _looks_asian(kept, text)
    if family_first:
        return Name(name, tuple(titles), tuple(kept[1:]), tuple(particles), tuple(kept[:1]), generation, others, True)
    cut = len(kept) - _words_in_last(text, len(kept))
    if first_particle is not None and words[first_particle] in {"de", "von", "van", "della", "di", "der"}:
        # Everything behind de, von, van is surname ("Pierre de Leusse Martin"); Arabic particles bind one word.
        cut = min(cut, max(1, sum(word in kept for word in words[:first_particle])))
    return Name(name, tuple(titles), tuple(kept[:cut]), tuple(particles), tuple(kept[cut:]), generation, others)


def _words_in_last(text: str, most: int) -> int:
    """How many words the surname has: a hyphenated last word is one surname ("Ahmadi-Nejad"), else the last word."""
    last = text.split()[-1] if text.split() else ""
    words = [word for word in _words(last) if word not in PARTICLES]
    return max(1, min(len(words), most - 1)) if "-" in last else 1


def _looks_asian(words: list[str], text: str) -> bool:
    """Short syllables throughout, or a hyphen behind the family name; "Kim Howells" and "Lee Hamilton" are neither."""
    if words[-1] in _FAMILY_FIRST and len(words) == 2 and "-" not in text:
        return len(words[0]) <= len(words[1])
    if "-" in text:
        return all(len(word) <= 5 for word in words)
    return _SYLLABLES.fullmatch(" ".join(words[1:])) is not None


def parse_name(text: str) -> Name:
    """The parts of one written name; any text gives a Name, blank text an empty one."""
    others = tuple(m.group(1).strip() for m in _PARENTHESIS.finditer(text) if m.group(1).strip())
    body = _PARENTHESIS.sub(" ", text) if others or "(" in text or "[" in text else text
    if "“" in body or '"' in body or "'" in body or "‘" in body:
        others += tuple((m.group(1) or m.group(2) or "").strip(" ,") for m in _QUOTED.finditer(body))
        body = _QUOTED.sub(" ", body)
    body = _POSSESSIVE.sub("", body.strip(" \t.,;:"))
    if not body.strip():
        body, others = text, ()
    parts = [part for part in body.split(",") if part.strip()]
    if (
        len(parts) == 1
        and (stop := re.match(r"([^\W\d_]{4,})\. (?=\S)", body))
        and fold(stop.group(1)) not in TITLES | _CUT_SHORT
    ):
        parts = [stop.group(1), body[stop.end() :]]  # "Katz. Milton": a damaged comma
    behind = [_words(part) for part in parts[1:]]
    if all(not words or words[0] in GENERATIONS for words in behind):
        return _natural(" ".join(parts), text, others)
    if len(_words(parts[0])) > 1 and all(all(w in TITLES or w in GENERATIONS for w in words) for words in behind):
        return _natural(" ".join((*parts[1:], parts[0])), text, others)  # "Chiang Kai-shek, Generalissimo"
    return _inverted(parts, text, others)
