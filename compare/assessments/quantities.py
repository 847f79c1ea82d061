"""Numbers as claims hold them: a value with its unit, or a day to come. Dates of meetings are not claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["MONTH", "Quantity", "quantities"]

_SMALL: dict[str, float] = {
    "half": 0.5,
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "k": 1e3,
    "m": 1e6,
}
_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER = r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    rf"(?P<money>(?:US\$|USD|EUR|GBP|[$€£])\s?)?(?<![\w.])(?<![A-Za-z]-)(?P<number>{_NUMBER}|\b(?:{'|'.join(_SMALL)})\b)"
    rf"(?P<scale>[ -]?(?:hundred|thousand|million|billion|trillion|bn)\b|[KkMm]\b)?"
    rf"(?P<percent>\s?(?:%|per ?cent\b|percentage points?\b))?"
    rf"(?P<unit>[ -](?:U\.S\. )?[A-Za-z][A-Za-z-]+(?: [a-z]+)?)?",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?:(?P<month>\b{MONTH}\b)\.?(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<year>(?:19|20)\d\d))?"
    r"|\b(?P<part>early|mid|late|end of|beginning of|by|in|until|before|after)[ -](?P<alone>(?:19|20)\d\d)\b)"
)
_MONEY_AFTER = re.compile(r"\s?(?:U\.S\. )?(?:dollars?|euros?|pounds?|rubles?|pesos?|yen|yuan)\b", re.IGNORECASE)
# A day is part of a claim where something is set for it; elsewhere it tells when somebody met or spoke.
_AHEAD = re.compile(
    r"\b(?:schedul|expect|plan|until|by|deadline|due|postpon|delay|set for|will|would|expire|to (?:be|come|take)|next"
    r"|until|no later than|target|set to|in time for)",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:met|meeting|told|said|lunch|dinner|call(?:ed)?|briefed|conversation|visit(?:ed)?|spoke)\b")
# Nouns that number speech or paper and never a claim.
_NO_UNIT = frozenset(
    {"have", "has", "had", "plus"}
    | {
        "of",
        "and",
        "or",
        "the",
        "to",
        "in",
        "on",
        "at",
        "from",
        "for",
        "by",
        "is",
        "was",
        "are",
        "were",
        "that",
        "which",
    }
    | {"sides", "other", "more", "occasions", "hand", "days", "day", "hours", "hrs", "local", "time", "am", "pm"}
)
# Before the noun that is counted.
_NO_NOUN = frozenset(
    {"different", "new", "additional", "major", "main", "separate", "various", "individual", "cubic", "square", "u.s."}
)
_FORM = re.compile(
    r"(?:\b(?:para(?:graph)?s?|ref|septel|page|section|article|resolution|no\.?|number)\s*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: `kind` is money, percent, count or date; `unit` what is counted; `value` in that unit; its place.

    The value of a date is the month counted from year 0 (12 * year + month, the day as a fraction); without a year,
    the month alone. Units are singular, lower case.
    """

    kind: str
    unit: str
    value: float
    text: str
    start: int
    end: int


def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities of `text[start:end]`, in order; positions count in `text`."""
    stop = len(text) if end is None else end
    piece = text[start:stop]
    dates = list(_DATE.finditer(piece))
    found = [_date(match, start) for match in dates] if _AHEAD.search(piece) and not _MEETING.search(piece) else []
    taken = [(match.start(), match.end()) for match in dates]
    for match in _AMOUNT.finditer(piece):
        if not any(a < match.end("number") and match.start("number") < b for a, b in taken):
            quantity = _amount(match, piece, start)
            if quantity is not None:
                found.append(quantity)
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


def _date(match: re.Match[str], offset: int) -> Quantity:
    alone = match["alone"]
    if alone:
        value = 12.0 * int(alone)
    else:
        value = _MONTHS[match["month"][:3].lower()] + int(match["day"] or 15) / 32
        value += 12.0 * int(match["year"]) if match["year"] else 0.0
    return Quantity("date", "month", round(value, 3), match[0], offset + match.start(), offset + match.end())


def _amount(match: re.Match[str], piece: str, offset: int) -> Quantity | None:
    digits = match["number"].replace(",", "").replace(" ", "").lower()
    value = float(_SMALL.get(digits, 0) if digits in _SMALL else digits)
    if match["scale"]:
        value *= _SCALE[match["scale"].strip(" -").lower()]
    if _FORM.search(piece[: match.start("number")]):
        return None
    end = match.end("percent") if match["percent"] else match.end("scale") if match["scale"] else match.end("number")
    currency = _MONEY_AFTER.match(piece, end)
    begin = match.start("money") if match["money"] else match.start("number")
    if match["money"] or currency:
        end = currency.end() if currency else end
        kind, unit = "money", _currency(match["money"], currency)
    elif match["percent"]:
        kind, unit = "percent", "percent"
    else:
        unit, length = _unit(match["unit"] or "")
        year = digits.isdigit() and 1900 <= value <= 2100 and not match["scale"]
        # "65-ft patrol boat" and "25-year agreement" name a thing; they do not count it.
        named = match["unit"].startswith("-") if match["unit"] else False
        if not unit or named or year or (digits in {"one", "zero", "half"} and not match["scale"]):
            return None
        kind = "count"
        end += length
    return Quantity(kind, unit, value, piece[begin:end], offset + begin, offset + end)


def _currency(before: str | None, after: re.Match[str] | None) -> str:
    sign = (before or "").strip().upper()
    if "$" in sign or sign == "USD":
        return "dollar"
    if after:
        return after[0].split()[-1].lower().rstrip("s")
    return {"EUR": "euro", "€": "euro", "GBP": "pound", "£": "pound"}.get(sign, "dollar")


def _unit(text: str) -> tuple[str, int]:
    """What the words behind a number count, in the singular and small letters, and its end there; ("", 0): nothing."""
    words = [(word[0].lower(), word.end()) for word in re.finditer(r"[A-Za-z](?:[A-Za-z.-]*[A-Za-z.])?", text)]
    word, end = words[1] if len(words) > 1 and words[0][0] in _NO_NOUN else words[0] if words else ("", 0)
    return ("", 0) if word in _NO_UNIT else (word.rstrip("s"), end)
