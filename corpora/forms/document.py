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
from crosscable.corpora.telegram.hints import NO_HINTS, Hints
from crosscable.corpora.text import Extract, whole

__all__ = ["find_document"]


def find_document(
    decoded: Decoded, name: str, settings: Settings, refuse: Callable[[InputError], None]
) -> Iterator[Found]:
    """The record of a text, or the documents of a TEI volume.

    Raises:
        NotACableError: the text has none of the known forms.
    """
    text = decoded.text
    form = sniff.text_form(text, name)
    if form == tei.FORM:
        yield from tei.find_tei(text, name, refuse)
        return
    if form == prose.FORM:
        read = partial(prose.read_prose, text, name, settings)
    else:
        extract, hints = _extract(text, form, name)
        read = partial(telegram, extract, name, form, settings, hints)
    yield Found(name, partial(_doubted, read, decoded.encoding) if decoded.guessed else read)


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
