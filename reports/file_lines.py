"""Files and lines of spans, for tools that know a place by them and not by characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosscable.corpora.cable import Cable, Span

__all__ = ["FileLines", "file_of"]

# What stands behind the name of a real file: the member of an archive, the record of a dump or of a volume.
_INSIDE = re.compile(r"[!#].*", re.S)


def file_of(span: Span) -> str:
    """The file on the disk that a span stands in, with slashes."""
    return _INSIDE.sub("", span.file).replace("\\", "/")


class FileLines:
    """The texts of some cables' files, to find lines in."""

    def __init__(self, cables: Iterable[Cable] = ()) -> None:
        self._texts: dict[str, str] = {}
        for cable in cables:
            self._texts[cable.witness.name] = cable.source
            for part in cable.parts:
                self._texts[part.witness.name] = cable.source[part.start : part.end]

    def line(self, span: Span) -> int | None:
        """The line that a span begins in, from 1; None where its text is a part of a file, or is not known."""
        if span.file.replace("\\", "/") != file_of(span) or span.file not in self._texts:
            return None
        before = self._texts[span.file][: span.start]
        return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
