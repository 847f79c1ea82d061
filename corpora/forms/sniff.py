"""Which form a file has, told by its content: first by its first bytes, then by its text."""

from __future__ import annotations

import re

from crosscable.corpora.errors import NotACableError
from crosscable.corpora.forms import jsonlines, markdown, page, printout, prose, saved, tei

__all__ = ["foreign", "is_telegram", "text_form"]

# First bytes of what is no text, and what to call it. Archives and compressed files are opened before this is asked.
_FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a RIFF file (image, sound or film)"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\x04\x22\x4d\x18", "an LZ4 file"),
    (b"%!PS", "a PostScript file"),
    (b"-----BEGIN ", "a key or certificate"),
)
_XML = re.compile(r"\s*<\?xml\b|\s*<[A-Za-z][\w.:-]*(?:\s[^<>]*)?/?>")
_REMEDIES = {
    "a PDF file": "save its text as a .txt file",
    "a Rich Text file": "save it as plain text",
    "an old Office file": "save it as plain text",
    "a 7z archive": "pack it as .zip or .tar.xz",
    "a RAR archive": "pack it as .zip or .tar.xz",
    "a bzip2 file": "pack it as .gz, .xz or .zst",
}

# What only a telegram has: one of these is enough.
_STRONG = re.compile(
    r"^[ \t]*(?:"
    r"VZCZC[A-Z]{3}\d{4}"
    r"|(?:[OPRZ] )+\d{6}Z [A-Z]{3} \d\d"
    r"|DE RUE[A-Z]{2,4} "
    r"|¶ ?\d{1,3}[.)]"
    r"|\d{1,3}\. ?\((?:U|C|S|SBU|LOU|C/NF|S/NF|C//NF|S//NF|U//FOUO|SBU/NF)\)"
    r"|E\. ?O\. ?1\d{4}\b"
    r"|(?:UNCLAS(?:SIFIED)?|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T)\b[^\r\n]{0,60}"
    r"\b[A-Z]{3,}[ \t]\d{3,6}[ \t]*$"
    r")",
    re.M,
)
# What a telegram has and other papers may have too: two kinds are needed.
_WEAK = (
    re.compile(r"^[ \t]*FM [A-Z][A-Z .]{3,}$", re.M),
    re.compile(r"^[ \t]*TAGS ?:? ?[A-Z]{2,4}\b", re.M),
    re.compile(r"^[ \t]*SUBJ(?:ECT)?[ \t]*:", re.M),
    re.compile(r"^[ \t]*REF(?:TEL|S|ERENCE)?[ \t]*:", re.M),
    re.compile(r"^[ \t]*(?:\d{1,2}\. )?(?:\([A-Z/]+\) )?(?:BEGIN )?SUMMARY\b[ .:-]", re.M | re.I),
    re.compile(r"\bEND SUMMARY\b", re.I),
    re.compile(r"^[ \t]*CLASSIFIED BY\b", re.M | re.I),
    re.compile(r"\b(?:REFTELS?|SEPTEL|SIPDIS|NOFORN|NOTAL)\b"),
    re.compile(r"^[ \t]*(?:UNCLAS|UNCLASSIFIED|CONFIDENTIAL|SECRET|C O N F I D E N T I A L|S E C R E T)\b", re.M),
)


def foreign(head: bytes, where: str, *, whole: bool) -> None:
    """Refuse what its first bytes show to be no text; `whole` says that there are no more of them.

    Raises:
        NotACableError: an image, a program, a database, …, or nothing at all.
    """
    if whole and not head.strip():
        raise NotACableError("empty file" if not head else "nothing but white space", where=where)
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise NotACableError(f"{name}, not a cable", where=where, remedy=_REMEDIES.get(name, ""))
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        raise NotACableError("binary data, not a cable", where=where, why="it holds NUL bytes")


def text_form(text: str, where: str) -> str:
    """The form of one text.

    Raises:
        NotACableError: it is none that is known.
    """
    if not text.strip():
        raise NotACableError("nothing but white space", where=where)
    if page.is_page(text):
        return page.FORM
    if tei.is_tei(text):
        return tei.FORM
    if _XML.match(text):
        raise NotACableError("XML of an unknown kind", where=where, why="neither a web page nor a TEI volume")
    if text.lstrip()[:1] in ("{", "["):
        if jsonlines.is_jsonlines(text):
            return jsonlines.FORM
        if text.lstrip().startswith(("{", '["', "[{")):
            raise NotACableError("JSON of an unknown kind", where=where, why="not written by crosscable read")
    fault = prose.table_fault(text)
    if fault is not None:
        raise NotACableError("none of the known forms of a cable", where=where, why=fault)
    if saved.is_saved(text):
        return saved.FORM
    if is_telegram(text):
        if printout.is_printout(text):
            return printout.FORM
        return markdown.FORM if markdown.is_markdown(text) else "telegram"
    fault = prose.prose_fault(text)
    if fault is not None:
        raise NotACableError("none of the known forms of a cable", where=where, why=fault)
    return printout.FORM if printout.is_printout(text) else prose.FORM


def is_telegram(text: str) -> bool:
    """Whether a text has a telegram's structure: one mark that only telegrams have, or two that they have too."""
    return _STRONG.search(text) is not None or sum(mark.search(text) is not None for mark in _WEAK) >= 2
