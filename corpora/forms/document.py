"""One text, one document: picks the form, finds the telegram in it and has it read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from crosscable.corpora.cable import Cable, Loss
from crosscable.corpora.decoding import Decoded
from crosscable.corpora.errors import InputError
from crosscable.corpora.forms import markdown, page, printout, prose, saved, sniff, tei
from crosscable.corpora.forms.found import Found, Settings, telegram
from crosscable.corpora.forms.several import telegrams_in
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.text import Extract, whole

__all__ = ["find_document"]

_TELEGRAM = "telegram"


def find_document(
    decoded: Decoded, name: str, settings: Settings, refuse: Callable[[InputError], None]
) -> Iterator[Found]:
    """The record of a text, or the documents of a TEI volume, or the telegrams that stand in one text one by one.

    The second of several telegrams in a.txt is a.txt#2, and its positions count from where it begins.

    Raises:
        NotACableError: the text has none of the known forms.
    """
    text = decoded.text
    form = sniff.text_form(text, name)
    if form == tei.FORM:
        yield from tei.find_tei(text, name, refuse)
        return
    several = telegrams_in(text) if form == _TELEGRAM else []
    if len(several) > 1:
        for number, (start, end) in enumerate(several, 1):
            yield _found(text[start:end], form, f"{name}#{number}", settings, decoded)
    else:
        yield _found(text, form, name, settings, decoded)


def _found(text: str, form: str, name: str, settings: Settings, decoded: Decoded) -> Found:
    read: Callable[[], Cable]
    if form == prose.FORM:
        read = partial(prose.read_prose, text, name, settings)
    else:
        extract, hints = _extract(text, form, name)
        read = partial(telegram, extract, name, form, settings, hints)
    return Found(name, partial(_doubted, read, decoded.encoding) if decoded.guessed else read)


def _doubted(read: Callable[[], Cable], encoding: str) -> Cable:
    """The cable of a file whose encoding was guessed, which says so: a wrong guess changes letters without a trace."""
    cable = read()
    doubt = Loss("encoding", 0, 0, f"the file does not say its encoding; it was read as {encoding}, which is a guess")
    return replace(cable, losses=(doubt, *cable.losses))


def _extract(text: str, form: str, name: str) -> tuple[Extract, Hints]:
    if form == page.FORM:
        return page.extract_page(text, name)
    if form == saved.FORM:
        return saved.extract_saved(text, name)
    if form == printout.FORM:
        return printout.extract_printout(text)
    return (markdown.extract_markdown(text) if form == markdown.FORM else whole(text)), NO_HINTS
