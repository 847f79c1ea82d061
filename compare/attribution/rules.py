"""The grammar of attribution: a table of named rules, each of which looks at one cue word and its neighbours.

`find` runs the rules over one paragraph. The first rule that accepts a cue word takes it. Each rule is named in what
it finds, so that every statement can say why it was taken for one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crosscable.compare.attribution.complements import addressed, agrees, clause_at, fits, is_verb
from crosscable.compare.attribution.lexicon import (
    ADJECTIVE,
    ADVERB,
    BASE,
    GERUND,
    NOUN,
    PARTICIPLE,
    PAST,
    THIRD,
    Cue,
    lexicon,
)
from crosscable.compare.attribution.phrases import Phrase, ending_at, head, left, right, skip_left
from crosscable.compare.attribution.words import (
    ADV,
    AUX,
    BE,
    CONJ,
    CUE,
    DET,
    DOCUMENT,
    EMBASSY,
    GENITIVE,
    HAVE,
    HUMAN,
    MODAL,
    NAME,
    NOMINAL,
    OBJECT,
    POSSESSIVE,
    PREP,
    PRESS,
    PRONOUN,
    PUNCT,
    QUOTED,
    QUOTES,
    TITLE,
    VERB,
    Words,
)

__all__ = ["RULES", "Found", "Rule", "find"]


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its speaker, in word numbers.

    `told` ends the person addressed, the cue included; `link` says who speaks where `speaker` is None: inner (the
    speaker before), following (the subject that comes after) or nobody.
    """

    rule: str
    cue: Cue
    first: int
    after: int
    told: int
    speaker: Phrase | None
    link: str = "inner"


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: for which kinds of cue word it is asked, and what it looks for."""

    name: str
    kinds: frozenset[str]
    look: Callable[[Words, int, int, Cue, int, list[Found]], Found | None]
    says: str


def _after_phrase(words: Words, index: int, cue: Cue) -> int | None:
    """The word after a cue of one or more words that begins at `index`; particles may stand one pronoun away."""
    position = index + 1
    _, high = words.bounds(index)
    for particle in cue.words[1:]:
        if position < high and words.low[position] in ("it", "this", "them") and particle not in ("it",):
            position += 1
        if position >= high or words.low[position] != particle:
            return None
        position += 1
    return position


def _told(words: Words, index: int, after: int, cue: Cue) -> int:
    """Where the person addressed ends, for verbs that address one."""
    if cue.words[0] in _ADDRESSING:
        return addressed(words, after)
    return after


_ADDRESSING = frozenset(["tell", "inform", "assure", "reassure", "advise", "brief", "remind", "notify", "alert", "ask", "urge", "counsel", "warn"])


def _after_told(words: Words, cue: Cue, told: int, after: int) -> int:
    """Where the cue ends: "told us" and "told the press" are one cue each, any other person addressed is not part."""
    if cue.words[0] != "tell" or told == after:
        return after
    spoken_to = set(words.low[after:told])
    return told if spoken_to == {"us"} or spoken_to <= _PRESS_TOLD else after


_PRESS_TOLD = frozenset(["the", "a", "press", "media", "reporters", "reporter", "journalists", "journalist", "newspapers"])


def _found(
    rule: str, words: Words, index: int, after: int, cue: Cue, speaker: Phrase | None, link: str = "inner"
) -> Found:
    told = _told(words, index, after, cue)
    return Found(rule, cue, index, _after_told(words, cue, told, after), told, speaker, link)


def _introduced(words: Words, first: int) -> bool:
    """Whether the speaker stands after a comma or quotation marks, so that the report may come before."""
    low, _ = words.bounds(first)
    return first > low and (words.low[first - 1] in (",", "--") or bool(words.flags[first - 1] & QUOTES))


def _gapped(words: Words, first: int, cue: Cue) -> bool:
    """Whether the report is what a relative word before the subject stands for: "a step which they saw as"."""
    low, _ = words.bounds(first)
    return first > low and words.low[first - 1] in ("which", "whom", "as") and bool(set(cue.frames) & set("tcoan"))


def _verb(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A finite reporting verb with its subject to the left."""
    if form in (NOUN, ADJECTIVE, ADVERB) or not is_verb(words, index, cue, form):
        return None
    low, _ = words.bounds(index)
    last = skip_left(words, index - 1, low)
    if last < low or words.flags[last] & CONJ or words.low[last] == "who":
        return None
    subject = left(words, index)
    if subject is None:
        return None
    auxiliary = any(words.flags[k] & AUX for k in range(subject[1], index))
    if (form == BASE and not auxiliary and not agrees(words, subject)) or _document_cannot(words, subject, cue):
        return None
    if not fits(words, after, cue, spoken_before=_introduced(words, subject[0])) and not _gapped(
        words, subject[0], cue
    ):
        return None
    return _found("verb", words, index, after, cue, subject)


_DOCUMENT_VERBS = frozenset(
    ["say", "state", "report", "indicate", "suggest", "note", "describe", "claim", "allege", "mention", "announce", "confirm", "warn", "argue", "emphasize", "stress", "conclude", "estimate", "assert", "explain", "quote", "cite", "detail", "outline", "highlight", "criticize", "call", "refer", "speak", "reveal", "predict", "portray", "characterize", "accuse", "express", "declare", "add", "show", "recommend", "urge", "attribute"]
)


def _document_cannot(words: Words, subject: Phrase, cue: Cue) -> bool:
    top = head(words, *subject)
    if top is None:
        return False
    flags = words.flags[top]
    return bool(
        flags & DOCUMENT
        and not flags & (HUMAN | PRESS | EMBASSY | NAME | TITLE)
        and cue.words[0] not in _DOCUMENT_VERBS
    )


def _relative(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A reporting verb in a relative clause: "Roe, who said that", "a letter that claimed"; what "who" stands for speaks."""
    if form not in (BASE, THIRD, PAST):
        return None
    low, _ = words.bounds(index)
    last = skip_left(words, index - 1, low)
    if (
        last <= low
        or words.low[last] not in ("who", "which", "that")
        or not fits(words, after, cue, spoken_before=False)
    ):
        return None
    if (form != PAST and words.flags[index - 1] & PREP) or words.flags[last + 1] & (BE | MODAL):
        return None
    speaker = ending_at(words, last - 1 - (words.low[last - 1] == ","), low)
    if speaker is None:
        return None
    top = head(words, *speaker)
    if words.low[last] != "who" and (
        top is None
        or not words.flags[top] & DOCUMENT
        or words.flags[top] & HUMAN
        or cue.words[0] not in _DOCUMENT_VERBS
    ):
        return None
    return _found("relative", words, index, after, cue, speaker)


def _heard_from(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "She had heard from bankers that": the bankers speak."""
    if (
        cue.words[0] not in ("hear", "learn")
        or form not in (PAST, BASE, GERUND)
        or after >= len(words)
        or words.low[after] != "from"
    ):
        return None
    speaker = right(words, after + 1) if after + 1 < words.bounds(index)[1] else None
    if speaker is None or not fits(words, speaker[1], cue, spoken_before=False):
        return None
    return Found("heard-from", cue, index, after, speaker[1], speaker)


def _as_noted_in(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "As reported in reftel": an earlier cable speaks."""
    low, high = words.bounds(index)
    if form != PAST or index <= low or after >= high or words.low[after] != "in":
        return None
    last = index - 1
    while last > low and words.flags[last] & ADV:
        last -= 1
    if words.low[last] not in ("as", "and", "was", "were") and not words.flags[last] & PUNCT:
        return None
    place = after + 1 + (after + 1 < high and words.low[after + 1] in ("the", "our", "previous", "its"))
    if place >= high or words.low[place] not in _REFERENCES:
        return None
    end = place + 1
    if (
        words.low[place] in ("ref", "refs", "reference")
        and end < high
        and len(words.low[end]) == 1
        and words.text[end].isalpha()
    ):
        end += 1
    return Found("as-noted-in", cue, index, after, end, (place, end))


_REFERENCES = frozenset(["ref", "refs", "reftel", "reftels", "septel", "septels", "reference"])


def _quoting(words: Words, index: int, before: list[Found]) -> Found | None:
    """Any verb right before quoted speech: "Roe closed, \"…"."""
    _, high = words.bounds(index)
    if index + 2 >= high or words.low[index + 1] not in (",", ":") or not words.flags[index + 2] & QUOTES:
        return None
    subject = left(words, index)
    if subject is None:
        return None
    return Found("quoting", Cue((words.low[index],), "verb", "neutral", "q"), index, index + 1, index + 1, subject)


def _conjoined(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A further verb of the same subject: "and added that"; with no cue before it, the sentence's subject speaks."""
    if form not in (PAST, THIRD, BASE) or not is_verb(words, index, cue, form):
        return None
    low, _ = words.bounds(index)
    last = skip_left(words, index - 1, low)
    joins = last >= low and (
        words.flags[last] & CONJ or words.low[last] in (",", "--", ";") or words.low[last] == "then"
    )
    if not joins or (form == BASE and not any(found.first >= low for found in before)):
        return None
    if not fits(words, after, cue, spoken_before=False) or _bare(words, after, cue):
        return None
    inside = [found for found in before if found.first >= low and found.rule != "adverb"]
    if inside:
        return _found("conjoined", words, index, after, cue, None)
    if not words.flags[last] & CONJ:
        return None
    subject = _sentence_subject(words, low, last)
    if subject is not None:
        return _found("conjoined-first", words, index, after, cue, subject)
    return None


def _bare(words: Words, after: int, cue: Cue) -> bool:
    """A conjoined verb that ends its clause says nothing: "met and talked."."""
    return after >= len(words) or (words.low[after] in (".", ";", "and") and cue.words[0] not in ("agree", "concur"))


def _sentence_subject(words: Words, low: int, verb: int) -> Phrase | None:
    """The subject of the first finite verb of the sentence."""
    for position in range(low + 1, verb):
        flags = words.flags[position]
        if (
            flags & (VERB | AUX | MODAL)
            and not flags & NAME
            and not words.flags[position - 1] & (DET | PREP | POSSESSIVE)
        ):
            return left(words, position)
    return None


# After these a gerund is a noun or an act of its own: "the prospect of saying".
_NOT_BEFORE_GERUND = frozenset(["of", "for", "without", "to", "from", "at", "than", "into", "against", "toward", "towards"])
_WANTS_CUE = frozenset(["ask", "request", "propose", "demand", "urge", "appeal", "call", "seek", "consider", "see", "hear", "learn"])


def _participle(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A reporting participle: ", noting that", "while stressing"; opening a sentence it speaks for what follows."""
    if form != GERUND:
        return None
    low, high = words.bounds(index)
    previous = index - 1
    while previous >= low and words.flags[previous] & ADV:
        previous -= 1
    flags = words.flags[previous] if previous >= low else PUNCT
    word = words.low[previous] if previous >= low else ""
    if word in _NOT_BEFORE_GERUND or not _participle_reports(words, after, high, cue):
        return None
    inside = any(found.first >= low and found.rule != "adverb" for found in before)
    if previous < low or (previous == low and word in _BEFORE_GERUND | {"by", "in"}):
        wanted = inside or cue.words[0] not in _WANTS_CUE or cue.words[0] in ("see", "hear")
        return _found("participle-opening", words, index, after, cue, None, "following") if wanted else None
    if cue.words[0] in _WANTS_CUE and not inside:
        return None
    if not flags & (PUNCT | CONJ) and word not in _BEFORE_GERUND and word != "by":
        own = _with_saying(words, index, after, cue, low)
        if (
            own is None
            and inside
            and "x" in cue.frames
            and after < high
            and (words.low[after] == "that" or clause_at(words, after))
        ):
            return _found("participle", words, index, after, cue, None)
        return own
    if (word == "by" and not inside) or _listed_noun(words, index, low):
        return None
    return _found("participle", words, index, after, cue, None)


_BEFORE_GERUND = frozenset(["while", "before", "after", "when", "besides", "then"])


def _with_saying(words: Words, index: int, after: int, cue: Cue, low: int) -> Found | None:
    """ "With Roe saying that": the participle has a subject of its own; "a letter describing": the letter speaks."""
    subject = left(words, index)
    if subject is None:
        return None
    if _after_with(words, subject[0], low):
        return _found("with-saying", words, index, after, cue, subject)
    top = head(words, *subject)
    if (
        top is not None
        and words.flags[top] & DOCUMENT
        and not words.flags[top] & (HUMAN | PRESS | NAME)
        and cue.words[0] in _DOCUMENT_VERBS
    ):
        return _found("document-saying", words, index, after, cue, subject)
    return None


def _participle_reports(words: Words, after: int, high: int, cue: Cue) -> bool:
    """Whether a report follows a participle: anything but a preposition for verbs of saying, a clause for the others."""
    if "x" in cue.frames:
        return _report_follows(words, after, high)
    return fits(words, after, cue, spoken_before=False)


def _after_with(words: Words, first: int, low: int) -> bool:
    return first > low and words.low[first - 1] == "with"


def _listed_noun(words: Words, index: int, low: int) -> bool:
    return (
        index - 1 > low
        and words.low[index - 1] == "and"
        and words.low[index - 2].endswith("ing")
        and not words.flags[index - 2] & CUE
    )


def _report_follows(words: Words, after: int, high: int) -> bool:
    if after >= high:
        return False
    flags, word = words.flags[after], words.low[after]
    if word in (
        "that",
        "how",
        "what",
        "why",
        "whether",
        "if",
        "there",
        ":",
        "only",
        "instead",
        "also",
        "again",
        "however",
        "there",
    ):
        return True
    if flags & (DET | POSSESSIVE | PRONOUN | QUOTES | OBJECT | NOMINAL | ADV):
        return True
    return not flags & (PUNCT | PREP | CONJ | AUX | MODAL)


def _passive(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A passive with its agent: "announced by the Minister"."""
    if form not in (PAST, PARTICIPLE) or len(cue.words) > 1:
        return None
    _, high = words.bounds(index)
    by = after
    while by < high and words.flags[by] & ADV:
        by += 1
    if by >= high or words.low[by] != "by" or cue.words[0] in ("tell", "convince", "hear", "accept", "inform", "press"):
        return None
    agent = right(words, by + 1) if by + 1 < high else None
    if agent is None:
        return None
    return Found("passive", cue, index, after, after, agent)


def _according(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "According to" and whoever follows it."""
    if after >= words.bounds(index)[1]:
        return None
    speaker = right(words, after)
    return Found("according-to", cue, index, after, after, speaker) if speaker else None


def _adverb(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "Reportedly": said by nobody the cable names."""
    return Found("adverb", cue, index, after, after, None, "nobody")


_HEARSAY = frozenset(["said", "reported", "rumored", "rumoured", "alleged"])


def _said_to(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "Is said to", "are rumoured to": said by nobody the cable names."""
    if form not in (PAST, PARTICIPLE) or words.low[index] not in _HEARSAY:
        return None
    low, high = words.bounds(index)
    last = index - 1
    while last >= low and words.flags[last] & ADV:
        last -= 1
    if last < low or not words.flags[last] & BE or after >= high or words.low[after] not in ("to", "that"):
        return None
    return Found("said-to", cue, index, after, after, None, "nobody")


def _adjective(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A state of mind after "be", "seem" and the like: "was sceptical that"."""
    if form != ADJECTIVE:
        return None
    low, _ = words.bounds(index)
    last = index - 1
    while last >= low and words.flags[last] & ADV:
        last -= 1
    if last < low or not words.flags[last] & BE or words.low[last] in ("be", "being"):
        return None
    verb = last
    while verb - 1 >= low and words.flags[verb - 1] & (HAVE | ADV | AUX) and not words.flags[verb - 1] & PRONOUN:
        verb -= 1
    if words.flags[verb - 1] & MODAL if verb > low else False:
        return None
    subject = left(words, verb)
    if subject is None or words.low[subject[0]] == "it" or not fits(words, after, cue, spoken_before=False):
        return None
    top = head(words, *subject)
    if top is not None and words.flags[top] & DOCUMENT and not words.flags[top] & (HUMAN | PRESS | EMBASSY | NAME):
        return None
    return Found("adjective", cue, index, after, after, subject)


# What may stand between a subject and "to" with a cue after it: the saying itself is told, not a wish to say.
_BEFORE_TO = frozenset(
    ["careful", "quick", "eager", "anxious", "keen", "pains", "hastened", "compelled", "proceeded", "happy", "on", "in", "opportunity"]
)


def _careful_to(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "Was careful to point out", "hastened to add", "took pains to stress"."""
    low, _ = words.bounds(index)
    if form != BASE or index - 3 < low or words.low[index - 1] != "to" or words.low[index - 2] not in _BEFORE_TO:
        return None
    if not fits(words, after, cue, spoken_before=False):
        return None
    for verb in range(index - 2, max(low, index - 8), -1):
        if words.flags[verb] & (VERB | AUX) and not words.flags[verb - 1] & (VERB | AUX):
            if words.low[verb] in ("be", "being") or words.flags[verb - 1] & MODAL:
                return None
            subject = left(words, verb)
            return _found("careful-to", words, index, after, cue, subject) if subject else None
    return None


_LIGHT_VERBS = frozenset(["made", "make", "makes", "making", "gave", "gives", "giving", "issued", "issues", "issuing", "delivered", "offered"])


def _light_verb(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "Made the comment that", "issued a statement saying", "is of the opinion that": the noun is the cue."""
    low, high = words.bounds(index)
    if form != NOUN or after >= high:
        return None
    opening = words.low[after] in ("that", ":", "about", "on", "regarding", "in") or words.flags[after] & QUOTES
    for verb in range(index - 1, max(low, index - 6), -1):
        word, flags = words.low[verb], words.flags[verb]
        if word in _LIGHT_VERBS or (flags & BE and words.low[verb + 1] == "of" and words.low[after] == "that"):
            subject = left(words, verb) if opening else None
            return Found("light-verb", cue, index, after, after, subject) if subject else None
        if flags & (PUNCT | VERB | AUX | NAME) or (flags & PREP and word != "of"):
            return None
    return None


_RECEIVED = frozenset(
    ["criticism", "complaint", "message", "assurance", "warning", "comment", "statement", "report", "account", "praise", "accusation"]
)


def _noun_from(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """ "Criticism from her colleagues": whoever stands after "from"."""
    _, high = words.bounds(index)
    if form != NOUN or cue.words[0] not in _RECEIVED or after + 1 >= high or words.low[after] != "from":
        return None
    speaker = right(words, after + 1)
    if speaker is None or (words.flags[index - 1 if index else 0] & (VERB | AUX) and words.low[index] == "report"):
        return None
    return Found("noun-from", cue, index, after, speaker[1], speaker)


_FRAMING_NOUNS = frozenset(["view", "opinion", "assessment", "estimation", "judgment", "judgement", "perspective", "analysis", "mind"])


def _noun(words: Words, index: int, after: int, cue: Cue, form: int, before: list[Found]) -> Found | None:
    """A reporting noun with its owner: "his view that", "in Roe's opinion", "press reports that"."""
    if form != NOUN:
        return None
    low, high = words.bounds(index)
    follows = words.low[after] if after < high else "."
    previous = index - 1
    while (
        previous >= low
        and not words.flags[previous] & (GENITIVE | POSSESSIVE | PREP | PUNCT | VERB | AUX | CONJ | DET | NOMINAL)
        and index - previous < 4
    ):
        previous -= 1
    if previous < low:
        return None
    flags = words.flags[previous]
    framing = words.low[index] in _FRAMING_NOUNS
    if flags & POSSESSIVE and words.low[previous] not in ("its", "your", "my"):
        in_view = framing and previous > low and words.low[previous - 1] in ("in", "of", "from", "to")
        if (follows == "that" and words.low[previous] != "our") or in_view:
            return Found("noun-possessive", cue, index, after, after, (previous, previous + 1))
        return None
    if flags & GENITIVE and previous > low:
        owner = ending_at(words, previous - 1, low)
        if owner is not None:
            in_view = framing and owner[0] > low and words.low[owner[0] - 1] in ("in", "of", "from", "to")
            if follows == "that" or in_view:
                return Found("noun-genitive", cue, index, after, after, owner)
        return None
    if (
        words.low[index] in ("reports", "report", "speculation", "reporting", "accounts", "commentary")
        and words.flags[index - 1] & PRESS
    ):
        if index - 2 >= low and words.flags[index - 2] & CUE:
            return None
        return Found("press-noun", cue, index, after, after, (index - 1, index))
    return None


_VERBS = frozenset(["verb", "phrase"])
RULES: tuple[Rule, ...] = (
    Rule("according-to", frozenset(["preposition"]), _according, "according to somebody"),
    Rule("adverb", frozenset(["adverb"]), _adverb, "reportedly, allegedly"),
    Rule("said-to", _VERBS, _said_to, "is said to, is rumoured to"),
    Rule("passive", _VERBS, _passive, "announced by somebody"),
    Rule("as-noted-in", _VERBS, _as_noted_in, "as reported in reftel"),
    Rule("heard-from", _VERBS, _heard_from, "heard from somebody that"),
    Rule("relative", _VERBS, _relative, "somebody, who said that"),
    Rule("verb", _VERBS, _verb, "somebody said"),
    Rule("conjoined", _VERBS, _conjoined, "and added that"),
    Rule("participle", _VERBS, _participle, "noting that"),
    Rule("adjective", frozenset(["adjective"]), _adjective, "was sceptical that"),
    Rule("careful-to", _VERBS, _careful_to, "was careful to point out"),
    Rule("light-verb", frozenset(["noun"]), _light_verb, "made the comment that"),
    Rule("noun-from", frozenset(["noun"]), _noun_from, "criticism from somebody"),
    Rule("noun", frozenset(["noun"]), _noun, "his view that"),
)


def find(words: Words) -> list[Found]:
    """All attributions of a paragraph, in the order of their cues."""
    cues = lexicon().cues
    found: list[Found] = []
    taken = 0
    for index in range(len(words)):
        flags = words.flags[index]
        if index < taken or not flags & (CUE | VERB) or flags & (QUOTED | AUX | MODAL) or _capital_inside(words, index):
            continue
        if found and found[-1].speaker and found[-1].speaker[0] <= index < found[-1].speaker[1]:
            continue
        hit = _first(words, index, cues[words.low[index]], found) if flags & CUE else None
        if hit is None and flags & VERB:
            hit = _quoting(words, index, found)
        if hit is not None:
            found.append(hit)
            taken = hit.after
    return found


def _capital_inside(words: Words, index: int) -> bool:
    """A capital inside of a sentence makes a name of a cue word: "Member States", "Rivers State"."""
    if not words.text[index][0].isupper():
        return False
    low, _ = words.bounds(index)
    return index > low and not words.flags[index - 1] & PUNCT


def _first(words: Words, index: int, entries: tuple[tuple[Cue, int], ...], found: list[Found]) -> Found | None:
    for cue, form in entries:
        after = _after_phrase(words, index, cue)
        if after is None:
            continue
        for rule in RULES:
            if cue.kind in rule.kinds:
                hit = rule.look(words, index, after, cue, form, found)
                if hit is not None:
                    return hit
    return None
