"""An authority file as it may be shown: nobody whom a cable asks to protect has a form or an id in it."""

from __future__ import annotations

import re

from crosscable.compare.people.authority import Authority, Entry
from crosscable.reports.masking import Hide
from crosscable.reports.placeholders import shown

__all__ = ["masked_authority"]

_NUMBER = re.compile(r"\[protected (\d+)\]")


def masked_authority(authority: Authority, hide: Hide) -> Authority:
    """`authority` with one entry for each hidden person: the id `protected-1`, the form `[protected 1]`.

    Whoever has one hidden form is hidden in all, also in those that no cable knows. Ids are made of names: a redirect
    from or to a hidden person is left out.
    """
    hidden: dict[str, int] = {}
    for person, entries in authority.persons().items():
        number = next(filter(None, (_number(text, hide) for text in (person, *(e.form for e in entries)))), 0)
        if number:
            hidden[person] = number
    kept = {entry for entry in authority.entries if entry.person not in hidden}
    made = {Entry(f"protected-{number}", f"[protected {number}]", "preferred", "only") for number in hidden.values()}
    redirects = tuple(r for r in authority.redirects if r.see not in hidden and not _number(r.person, hide))
    return Authority(tuple(sorted(kept | made, key=lambda e: (e.person, e.form))), redirects)


def _number(text: str, hide: Hide) -> int:
    """Whose hidden name a text holds, 0 for nobody's."""
    masked = hide(text)
    found = _NUMBER.search(shown(masked)) if masked != text else None
    return int(found[1]) if found else 0
