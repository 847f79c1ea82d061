"""Repairs of single characters: an ordered table of named rules, each of which can be switched off.

A rule looks at the text as it stands and proposes edits; where two rules want the same characters, the earlier rule of
the table has them. Nothing is guessed: a rule replaces a sign by the sign that stood there before a known converter,
code page or mark-up changed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from crosscable.corpora.noise import find_noise
from crosscable.corpora.text import BareEdit

__all__ = ["CHARACTER_RULES", "CharacterRule", "character_edits", "has_word"]

Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class CharacterRule:
    """A named rule: `signs`, one of which a text must have for the rule to be tried, and the search for its changes."""

    name: str
    reason: str
    signs: tuple[str, ...]
    find: Callable[[str], Iterator[Change]]


def _swap(pattern: str, after: str, flags: int = 0) -> Callable[[str], Iterator[Change]]:
    """Every match of `pattern` is read as `after`."""
    search = re.compile(pattern, flags)

    def find(text: str) -> Iterator[Change]:
        for match in search.finditer(text):
            yield match.start(), match.end(), after

    return find


def _around(pattern: str, after: str) -> Callable[[str], Iterator[Change]]:
    """The first and the last group of every match are read as `after`, what stands between them is left alone."""
    search = re.compile(pattern)

    def find(text: str) -> Iterator[Change]:
        for match in search.finditer(text):
            yield match.start(1), match.end(1), after
            yield match.start(2), match.end(2), after

    return find


_LINK = re.compile(r"!?\[([^\]\[\n]{1,200})\](\((?:#|https?:|/|\.)[^)\s]{0,500}\))")


def _links(text: str) -> Iterator[Change]:
    for match in _LINK.finditer(text):
        yield match.start(), match.start(1), ""
        yield match.end(1), match.end(), ""


_ENTITY = re.compile(r"&(?:amp|quot|lt|gt|apos|nbsp|#\d{2,6}|#x[0-9a-fA-F]{2,5});")


def _entities(text: str) -> Iterator[Change]:
    for match in _ENTITY.finditer(text):
        yield match.start(), match.end(), unescape(match[0])


# A UTF-8 sequence whose bytes were read as Windows-1252: a lead byte and one to three continuation bytes.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)


def _mojibake(text: str) -> Iterator[Change]:
    for match in _MOJIBAKE.finditer(text):
        for end in range(match.end(), match.start() + 1, -1):
            raw = bytearray()
            try:
                for sign in text[match.start() : end]:
                    raw += sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else "cp1252")
                after = raw.decode("utf-8")
            except UnicodeError:
                continue
            if len(after) == 1:
                yield match.start(), end, after
                break


_NUMBERED = re.compile(r"^[ \t]*(¶?)(\d{1,3})(?=\.[ \t]*(?:\(|[A-Z\"]))", re.MULTILINE)


def _doubled_one(text: str) -> Iterator[Change]:
    """`11.` to `19.`, `110.` and so on, where a converter put a 1 for the paragraph sign.

    Only a run that begins with `11`, rises by one, and is not preceded by any other numbering is such a run.
    """
    expected = 1
    found: list[Change] = []
    for match in _NUMBERED.finditer(text):
        number = match[2]
        if match[1] or number == str(expected):
            if expected == 1:
                return
            break
        if number == f"1{expected}":
            found.append((match.start(2), match.start(2) + 1, ""))
            expected += 1
        elif expected == 1:
            return
    if len(found) > 1:
        yield from found


_RESOLVED = re.compile(r"([¬µ¢§×])(?<!\w.)[^&\d¬µ¢§×]{1,300}?(?<!\s)(8)(?=[\s.,;:)\]?!-]|\Z)")
_ENTITY_NAMES = {"¬": "not", "µ": "micro", "¢": "cent", "§": "sect", "×": "times"}


def _resolved(text: str) -> Iterator[Change]:
    for match in _RESOLVED.finditer(text):
        yield match.start(1), match.end(1), '"' + _ENTITY_NAMES[match[1]]
        yield match.start(2), match.end(2), '"'


_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def has_word(text: str, word: str) -> bool:
    """Whether a text has a word, with or without hyphens and no part of a longer one, in exactly these letters."""
    at = text.find(word)
    while at >= 0:
        before, after = text[max(0, at - 2) : at], text[at + len(word) : at + len(word) + 2]
        if not (_LETTERS & {before[-1:], after[:1]} or _hyphen(before, 0, 1) or _hyphen(after, 1, 0)):
            return True
        at = text.find(word, at + 1)
    return False


def _hyphen(signs: str, letter: int, hyphen: int) -> bool:
    """Whether two signs beside a word are a hyphen and, beyond it, a letter."""
    return len(signs) == 2 and signs[hyphen] == "-" and signs[letter] in _LETTERS


_SPLIT = re.compile(r"- (?=([A-Za-z]{2,}))(?<=[A-Za-z]{2}- )")
# No cut word: "pre- and post-war"; a hyphen that is a dash stands before such small words.
_SUSPENDED = frozenset(
    [
        *("and", "or", "to", "nor", "but", "versus", "vs", "in", "on", "at", "by", "of", "for", "from", "with", "as"),
        *("has", "have", "had", "is", "are", "was", "were", "be", "a", "an", "the", "that", "this", "which", "who"),
        *("before", "after", "when", "while", "if", "it", "he", "she", "they", "we", "not"),
    ]
)
_LEFT = re.compile(r"[A-Za-z]+\Z")


def _split_words(text: str) -> Iterator[Change]:
    """Whether the hyphen goes too, the rest of the text tells; in capitals, where lines were cut anywhere, it goes."""
    matches = list(_SPLIT.finditer(text))
    if not matches:
        return
    capitals = text.isupper()
    for match in matches:
        left = _LEFT.search(text, max(0, match.start() - 30), match.start())
        right = match[1]
        if left is None or right.lower() in _SUSPENDED:
            continue
        if has_word(text, f"{left[0]}-{right}"):
            yield match.start(), match.end(), "-"
        elif capitals or has_word(text, f"{left[0]}{right}"):
            yield match.start(), match.end(), ""
        elif right[0].islower():
            yield match.start(), match.end(), "-"


_Q_OPENS = re.compile(r"Q(?=[A-Z][A-Za-z]|[A-Z] |\.\.\.)(?<![A-Za-z]Q)")
_Q_CLOSES = re.compile(r"Q(?=[\s.,;:?!)]|\Z)(?<=[A-Za-z.,?!]Q)(?<![A-Z]Q)|(?<=[.,?!])Q(?=[\s.;:)]|\Z)")


def _q_quotes(text: str) -> Iterator[Change]:
    """Only where Q opens and closes words at least twice each: a single one may be a name or noise."""
    opens = list(_Q_OPENS.finditer(text))
    closes = list(_Q_CLOSES.finditer(text)) if len(opens) > 1 else []
    if len(closes) < 2:
        return
    opened = False
    begins = {match.start() for match in opens}
    for place in sorted(begins | {match.start() for match in closes}):
        if place in begins or opened:
            yield place, place + 1, '"'
            opened = place in begins
        elif text[place - 1] == "s":  # no quotation is open: the apostrophe of a plural
            yield place, place + 1, "'"


_CONTROLS = tuple("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x7f\ufeff\u200b\u200c\u200d\u2060") + tuple(
    map(chr, range(0x0E, 0x20))
)


CHARACTER_RULES: tuple[CharacterRule, ...] = (
    CharacterRule("markdown-link", "a link of the Markdown conversion is read as its words", ("](",), _links),
    CharacterRule(
        "markdown-escape",
        "a backslash of the Markdown conversion before a sign, or at the end of a line",
        ("\\",),
        _swap(r"\\(?=[$*_#\[\]()~>.!+`{}|-](?!\S*QQ)|[ \t]*$)", "", re.MULTILINE),
    ),
    CharacterRule(
        "noise",
        "a word that transmission noise destroyed is read as a gap; the loss is recorded",
        ("Q", "~", "^", "{", "}", "|", "\\", "<", "=", "%", "#", "@"),
        find_noise,
    ),
    CharacterRule("entity", "a character reference of a web page that was never resolved", ("&",), _entities),
    CharacterRule("mojibake", "UTF-8 that was read as Windows-1252", tuple("ÂÃâÅÄÐÑÎÏïð"), _mojibake),
    CharacterRule(
        "control-character",
        "control characters, byte order marks and zero-width signs carry no text",
        _CONTROLS,
        _swap("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u200c\u200d\u2060]+", ""),
    ),
    CharacterRule("line-end", "a lone carriage return is a line end", ("\r",), _swap(r"\r(?!\n)", "\n")),
    CharacterRule(
        "doubled-paragraph-number",
        "11. for paragraph 1, 12. for 2: a 1 stands for the paragraph sign",
        ("11.",),
        _doubled_one,
    ),
    CharacterRule(
        "stray-pilcrow",
        "the web converter put a paragraph sign before a number or letter that begins a line but no paragraph",
        ("¶",),
        _swap(r"¶(?=\d{3}|\d{1,2}(?:[^\d.)]|\.\d)|[A-Z]{2}|[A-Z][.)])", ""),
    ),
    CharacterRule(
        "lost-apostrophe",
        "a typographic apostrophe that became a question mark",
        ("?",),
        _swap(r"\?(?=(?:s|S|t|re|ve|ll|d|m|T|RE|VE|LL)(?![A-Za-z0-9]))(?<=[A-Za-z]\?)", "'"),
    ),
    CharacterRule(
        "lost-quotation-marks",
        "typographic quotation marks that became question marks: no question mark opens a word",
        ("?",),
        _around(r"(\?)(?<![^\s(\[-]\?)(?=[A-Za-z])[^?]{1,300}?(?<!\s)(\?)(?=[\s.,;:)\]-]|\Z)", '"'),
    ),
    CharacterRule(
        "lost-possessive",
        "the apostrophe of a plural that became a question mark: a question that ends here goes on with who asked it",
        ("s?",),
        _swap(r"\?(?=\s{1,3}(?!(?:he|she|they|we|it|asked|wondered|and|or|but)\b)[a-z])(?<=[a-z]s\?)", "'"),
    ),
    CharacterRule(
        "comma-for-apostrophe",
        "an apostrophe that a code page turned into a comma",
        (",",),
        _swap(
            r",(?:(?=(?:s|t|re|ve|ll)(?![A-Za-z0-9,]))(?<=[A-Za-z],)|(?=S(?![A-Za-z0-9.,/]))(?<=[A-Z]{2},)"
            r"|(?=[md]\b)(?<=\bI,)|(?=Aff|aff|AFF|Etat|etat)(?<=\b[dD],))",
            "'",
        ),
    ),
    CharacterRule(
        "resolved-entity",
        "& for an opening quotation mark, resolved by a browser together with the letters after it",
        ("¬", "µ", "¢", "§", "×"),
        _resolved,
    ),
    CharacterRule(
        "word8",
        "quotation marks of one code page became & before and 8 after the words",
        ("&",),
        _around(r"(&)(?<![^\s(\[/-]&)(?=[A-Za-z$])[^&\d]{1,300}?(?<!\s)(8)(?=[\s.,;:)\]?!-]|\Z)", '"'),
    ),
    CharacterRule(
        "lone-ampersand",
        "an opening quotation mark that became &, where the closing one was spared",
        ("&",),
        _swap(r"&(?<![^\s(\[/-]&)(?=[a-z][^&\"”“\n]{1,200}[\"”])", '"'),
    ),
    CharacterRule(
        "lone8",
        "a closing quotation mark that became an 8",
        ("8",),
        _swap(r"8(?=[\s,.;:)])(?:(?<=[a-z]{3}8)|(?<=[a-z][.,]8))", '"'),
    ),
    CharacterRule(
        "q-for-apostrophe", "an apostrophe that became a Q", ("Qs",), _swap(r"Q(?=s(?![A-Za-z]))(?<=[A-Za-z]{2}Q)", "'")
    ),
    CharacterRule("q-for-quotation-mark", "quotation marks that became Q", ("Q",), _q_quotes),
    CharacterRule("backtick", "a back-tick for an apostrophe or quotation mark", ("`",), _swap("`", "'")),
    CharacterRule(
        "split-word",
        "a word that an earlier line end cut in two, with its hyphen and a blank left in the middle of a line",
        ("- ",),
        _split_words,
    ),
    CharacterRule(
        "doubled-quotes",
        "quotation marks doubled by an export",
        ('""',),
        _swap(r'""(?=\w)(?<!\S"")|""(?<=[\w.,;:!?]"")(?![\w"])', '"'),
    ),
    CharacterRule(
        "byte-for-accent",
        "the second byte of an e with acute accent, shown as C)",
        ("C)",),
        _swap(r"C\)(?=s?(?![A-Za-z]))(?<=[a-z]{2}C\))", "é"),
    ),
)


_BEYOND_ASCII = {rule.name for rule in CHARACTER_RULES if not any(map(str.isascii, rule.signs))}


def _occurs(text: str, signs: tuple[str, ...]) -> bool:
    """Whether one of `signs` is in `text`; the rarer of two characters is seldom there, and is found at once."""
    for sign in signs:  # noqa: SIM110  # a loop takes a third of the time of `any`
        if sign[-1] in text and sign[0] in text and (len(sign) == 1 or sign in text):
            return True
    return False


def character_edits(text: str, without: frozenset[str] = frozenset()) -> list[BareEdit]:
    """The edits of all character rules except those named in `without`, in order and without overlaps."""
    edits: list[BareEdit] = []
    plain = text.isascii()
    for rule in CHARACTER_RULES:
        if rule.name in without or (plain and rule.name in _BEYOND_ASCII):
            continue
        if _occurs(text, rule.signs):
            edits += [(start, end, after, rule.name) for start, end, after in rule.find(text)]
    if len(edits) < 2:
        return edits
    rank = {rule.name: place for place, rule in enumerate(CHARACTER_RULES)}
    taken: set[int] = set()
    kept: list[BareEdit] = []
    for edit in sorted(edits, key=lambda edit: (rank[edit[3]], edit[0])):
        place = range(edit[0], edit[1])
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(edit)
    return sorted(kept)
