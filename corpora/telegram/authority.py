"""Who classified a cable and why: "Classified By: Political Counselor F. M. Lastname for reasons 1.4 (b) and (d)"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["read_authority"]

# Where the name and title end and the reasons begin, also where a line was cut inside the word.
_REASON = re.compile(
    r"[\s,;:.(-]*(?:\b(?:F[O0]R|UNDER|PER)\s+)*(?:\bE\.?O\.?\s*1\d{4}|\bE\.?\s?O\.\b|\bREAS?S?O?NS?(?:\(S\))?\b"
    r"|\bRESONS?\b|\bR\s?E\s?A\s?S?\s?O?\s?N?S?\s*:?\s*1?\s?\.\s?\d"
    r"|\bREAS\b|\bR\s+EASONS?|\bREA\s+SONS?|\bREASO\s+NS?|\bREAS\s+ONS?|\bSE\s?CTION\s+1"
    r"|(?<![\d.])1\s?\.\s?[2456]\b|\bDECL)",
    re.IGNORECASE,
)
_FOR_AT_END = re.compile(r"[\s,;:]+(?:F[O0]\s?R|F\s+OR|UNDER|PER|IN ACCORDANCE WITH)\s*$", re.IGNORECASE)
_REASONS = re.compile(r"1\s?\.\s?[2456]\s*((?:[\s,;/&.()]|\band\b|\bAND\b|[A-Ha-h](?![A-Za-z]))+)")
_LETTER = re.compile(r"(?<![A-Za-z])[A-Ha-h](?![A-Za-z])")
_LEAD = re.compile(
    r"^(?:[\s:.,-]|\d\.\s|\((?:U|C|S|SBU)\)|(?:THIS (?:MESSAGE|CABLE) (?:IS |WAS )?)?CLASSIFIED(?:\s+BY)?\b:?"
    r"|DERIVED FROM:?|BY:?\s)+",
    re.IGNORECASE,
)

_SUFFIX = re.compile(r"(?:JR|SR|II|III|IV)\.?$", re.IGNORECASE)
_INITIAL = re.compile(r"[A-Z0](?:\.|$)(?:[A-Z]\.)*$")
_PARTICLES = frozenset(["DE", "DA", "DI", "DU", "LA", "LE", "VAN", "VON", "DER", "DEN", "EL", "AL", "MC", "ST.", "MAC"])
_NAME_WORD = re.compile(
    r"(?:[A-Z][a-zA-Z'’-]*(?:\.[A-Z][a-zA-Z'’-]+)?|[A-Z0]\.(?:[A-Z]\.)*(?:[A-Z][a-zA-Z'’-]+)?|\"[A-Z]\w+\")[.,]?$"
)
_REDACTED = re.compile(r"X{4,}")
_TWO = re.compile(r"(.+,.*)\s(?:AND|and|&)\s+\S*[A-Z/]{2}")  # two officials
_SHORT_OFFICE = re.compile(r"(?:POL|ECON|ECO|CON|EMB|LAB|MIL|SCI|AID|AG|PRESS|INFO|PA|PE|MIN)+(?:OFFS?|COUNS?|CONS)")
# The commonest offices, which are also known with a slip of the keyboard.
_NEAR = (
    *("AMBASSADOR", "DIRECTOR", "COUNSELOR", "MINISTER", "REPRESENTATIVE", "COORDINATOR", "SECRETARY", "CONSUL"),
    *("OFFICER", "POLITICAL", "ECONOMIC", "AFFAIRES", "AFFAIRS", "ASSISTANT", "PRINCIPAL", "DEPUTY"),
)
_LEAST_NEAR, _LONG_OFFICE = 6, 7  # letters of a word that may be a slip; letters above which two slips are forgiven
_MOST_WORDS = 24  # of a line; what comes later is no name and title any more
_MOST_NAMES = 4  # parts of a name, suffixes apart
_FULL_LINE = 58  # characters; telegram lines break at 62 to 74
_LABEL_LENGTH = 15  # "Classified By: " stands before the first line


@cache
def _office_words() -> frozenset[str]:
    lines = files("crosscable.corpora.telegram").joinpath("offices.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith(("#", "word\t")))


def _is_office(word: str) -> bool:
    bare = word.strip(".,:;()").upper().replace("’", "'").replace(",", "'")
    if bare in _office_words() or bare.startswith(
        ("D'AF", "CHARG", "COUNSE", "COUNCI", "ECON", "POLMI", "POLECO", "POLCO", "POL/", "POL-")
    ):
        return True
    if _SHORT_OFFICE.fullmatch(bare):
        return True
    return "/" in bare or _nearly(bare)


def _nearly(word: str) -> bool:
    """Whether `word` is one of the commonest offices with one or two slips of the keyboard."""
    for office in _NEAR:
        if abs(len(office) - len(word)) > 2 or word[:1] != office[:1] or len(word) < _LEAST_NEAR:
            continue
        if _distance(word, office) <= (2 if len(office) > _LONG_OFFICE else 1):
            return True
    return False


def _distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _name_at_end(words: list[str]) -> list[str]:
    """The words of a name at the end of `words`, read backwards until an office or a stop."""
    name: list[str] = []
    for word in reversed(words):
        stripped = word.rstrip(",;:")
        if _is_office(stripped) and not (name and _INITIAL.match(stripped.upper()) and len(stripped) <= 2):
            break
        if name and word != stripped and not (_SUFFIX.match(name[0]) and len(name) == 1):
            break
        if not (_NAME_WORD.match(stripped) or stripped.upper() in _PARTICLES or _SUFFIX.match(stripped)):
            break
        name.insert(0, word if _SUFFIX.match(name[0] if name else "") else stripped)
        if len([part for part in name if not _SUFFIX.match(part)]) == _MOST_NAMES:
            break
    return name


def _name_at_start(words: list[str]) -> list[str]:
    name: list[str] = []
    for word in words:
        stripped = word.rstrip(",;:")
        if (_is_office(stripped) and len(stripped) > 2) or not (
            _NAME_WORD.match(stripped) or stripped.upper() in _PARTICLES or _SUFFIX.match(stripped)
        ):
            break
        name.append(stripped)
        if word != stripped:
            break
    return name


def _name(text: str) -> str | None:
    """The name in "title name", "name, title" or "name"."""
    text = re.sub(
        r"(?<=\b[A-Za-z])/(?=[A-Z][a-z]+ [A-Z])|(?<=[A-Z])[:/](?=[A-Z][A-Za-z]{3,})|(?<=\bDCM)/|\s[-–?]\s|(?<=\w):\s",
        " ",
        text,
    )
    text = _LEAD.sub("", " ".join(text.replace(";", "; ").split())).strip(" ,;:-(\"'")
    if not _SUFFIX.search(text):
        text = text.rstrip(" .,")
    two = _TWO.match(text)  # of two officials the first
    if two and (first := _name(two[1])) and " " in first:
        return first
    if not text:
        return None
    words = [word for word in re.split(r"\s+|(?<=[A-Z][A-Z])-(?=\s)", text) if word][:_MOST_WORDS]
    leading = _name_at_start(words)
    if len(leading) > 1 and not _is_office(leading[0]):
        rest = words[len(leading) :]
        if rest and _SUFFIX.match(rest[0].rstrip(",;:")) and words[len(leading) - 1].endswith(","):
            return f"{' '.join(leading)}, {rest[0].rstrip(',;:')}"
        if rest or len(leading) == len(words):
            return " ".join(leading)
    return " ".join(_best_tail(words)) or None


def _best_tail(words: list[str]) -> list[str]:
    """The name in words that commas divide: two words or more are a name rather than one word at the end."""
    parts: list[list[str]] = [[]]
    for word in words:
        parts[-1].append(word)
        if word.endswith((",", ";")):
            parts.append([])
    names = [_name_at_end(part) for part in parts if part]
    if len(names) > 2 and len(names[0]) == len(names[1]) == len(parts[0]) == len(parts[1]) == 1:
        return [f"{names[0][0]},", names[1][0]]  # "Lastname, Firstname, Ambassador"
    suffix = next((place for place, part in enumerate(parts) if place and part and _SUFFIX.match(part[0])), None)
    if suffix is not None and names[suffix - 1]:
        return [*names[suffix - 1][:-1], f"{names[suffix - 1][-1]},", parts[suffix][0].rstrip(",;")]
    for name in names:
        if len(name) > 1 or (name and _REDACTED.match(name[0])):
            return name
    return next((name for name in reversed(names) if name), []) or _before_office(words)


def _before_office(words: list[str]) -> list[str]:
    """The name before an office that follows it without a comma."""
    for stop in range(len(words) - 1, 0, -1):
        if _is_office(words[stop]) and (found := _name_at_end(words[:stop])):
            return found
    return []


def read_authority(value: str) -> tuple[str | None, tuple[str, ...]]:
    """The classifying official's name and the reasons ("1.4(b)"), from what follows "Classified By"."""
    reason = _REASON.search(value)
    head = value[: reason.start()] if reason else _first_sentence(value)
    if head.rstrip().endswith("..") or "..." in head:  # the archive cut a field short, perhaps inside the name
        return None, ()
    if _SUFFIX.search(head) and value[len(head) : len(head) + 1] == ".":
        head += "."
    head = _FOR_AT_END.sub("", head)
    head = _mended(head)
    reasons = []
    if found := _REASONS.search(value):
        section = re.sub(r"\s", "", value[found.start() : found.start(1)])
        reasons = [f"{section.strip()}({letter.lower()})" for letter in _LETTER.findall(found[1])]
    return _name(head), tuple(dict.fromkeys(reasons))


def _first_sentence(value: str) -> str:
    stop = re.search(r"\n\s*\n|(?<=[a-z]{3})\.\s|(?<=[A-Z]{3})\.\s", value)
    return value[: stop.start()] if stop else value


def _mended(text: str) -> str:
    """Lines of 74 characters were cut inside words: the rest of a word at the beginning of a line belongs to it."""
    lines = text.split("\n")
    joined = lines[0]
    begun = 0  # where the last line begins in what is joined
    for line in lines[1:]:
        start = line.strip()
        before = joined.rstrip()
        cut = (
            len(before) - begun > (_FULL_LINE if begun else _FULL_LINE - _LABEL_LENGTH)
            and re.match(r"[A-Z]\s" if re.search(r"[A-Z]{2}\Z", before) else r"[a-z]{1,3}\b|[a-z]+$", start)
            and before[-1:].isalpha()
        )
        begun = len(before) if cut else len(joined) + 1
        joined = f"{before}{start}" if cut else f"{joined} {start}"
    return joined
