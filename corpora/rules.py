"""The repairs that reading makes, by name: what can be switched off, and why each is done."""

from __future__ import annotations

from collections.abc import Iterable

from crosscable.corpora.errors import UsageError
from crosscable.corpora.repairs import CHARACTER_RULES

__all__ = ["checked_rules", "repair_rules"]

# Rules about whole lines. Those about single characters are named where they are defined.
_LINE_RULES = {
    "page-line": "page lines of the telegram are no text",
    "caption-line": "captions and classifications repeated at a page turn are no text",
    "filler-line": "a hyphen alone on a line stands for an empty line",
    "site-line": "the line that an archive puts under each text is no text",
    "archive-record": "an archive's own lines of number, date and post inside a text are no text",
    "section-line": "the opening that each section of a message repeats is read once",
    "heading-rule": "lines of dashes over and under a heading are no text",
    "blank-in-sentence": "a blank line inside a sentence, where a page turned, divides no paragraphs",
    "hyphen-wrap": "a word cut by a hyphen at the end of a line is one word",
    "rewrap": "a paragraph is one line of running text",
}


def repair_rules() -> dict[str, str]:
    """Each rule's name and reason, in the order in which they act."""
    return {rule.name: rule.reason for rule in CHARACTER_RULES} | _LINE_RULES


def checked_rules(names: Iterable[str]) -> frozenset[str]:
    """The names as a set.

    Raises:
        UsageError: a name that no rule has.
    """
    from difflib import get_close_matches

    known = repair_rules()
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise UsageError(
                f"no repair is called {name!r}",
                remedy=f"did you mean {near[0]}?" if near else "they are " + ", ".join(known),
            )
    return frozenset(names)
