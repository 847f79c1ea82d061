"""Files that are damaged, foreign or hostile: each with what is to come of it.

`refused` names a part of the reason; `read` the form it is read as. Nothing may raise anything else, and a refusal is
one line that begins with the file's name.
"""

# ruff: noqa: E501  # a case a line

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError

Write = Callable[[str, "str | bytes"], Path]
TELEGRAM = (Path(__file__).parent / "texts" / "telegram.txt").read_text(encoding="utf-8")
VOLUME = (Path(__file__).parent / "texts" / "volume.xml").read_text(encoding="utf-8")
PROSE = "The harbor of Zubrava was dredged twice in ten years. Nobody has been able to say who paid for it.\n\n" * 3


class Case(NamedTuple):
    name: str
    content: bytes
    outcome: str
    detail: str


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


NOTHING = [
    Case("empty", b"", "refused", "empty file"),
    Case("one space", b" ", "refused", "nothing but white space"),
    Case("line ends", b"\r\n" * 1000, "refused", "nothing but white space"),
    Case("byte order mark alone", b"\xef\xbb\xbf", "refused", ""),
    Case("byte order mark and spaces", b"\xef\xbb\xbf  \n", "refused", "nothing but white space"),
    Case("utf-16 mark alone", b"\xff\xfe", "refused", "nothing but white space"),
    Case("one letter", b"x", "refused", "no words"),
    Case("one word", b"harbor", "refused", "only 1 words"),
    Case("one full stop", b".", "refused", "no words"),
    Case("NUL", b"\0", "refused", "binary"),
    Case("NULs", b"\0" * 100_000, "refused", "binary"),
]

FOREIGN = [
    Case("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "refused", "PDF"),
    Case("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "refused", "PNG"),
    Case("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF", "refused", "JPEG"),
    Case("GIF", b"GIF89a\1\0\1\0", "refused", "GIF"),
    Case("TIFF", b"II*\0\x08\0\0\0", "refused", "TIFF"),
    Case("WEBP", b"RIFF\x24\0\0\0WEBPVP8 ", "refused", "RIFF"),
    Case("MP3", b"ID3\x04\0\0\0\0\0\0", "refused", "sound"),
    Case("RTF", b"{\\rtf1\\ansi Summary. The minister spoke.}", "refused", "Rich Text"),
    Case("DOC", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "refused", "Office"),
    Case(
        "DOCX",
        zipped(**{"[Content_Types].xml": "<x/>", "word__document_dot_xml": "<w/>"}),
        "refused",
        "office document",
    ),
    Case("ODT", zipped(mimetype="application/vnd.oasis", content="<x/>"), "refused", "office document"),
    Case("SQLite", b"SQLite format 3\0" + b"\0" * 100, "refused", "SQLite"),
    Case("Parquet", b"PAR1\x15\x04\x15", "refused", "Parquet"),
    Case("ELF", b"\x7fELF\x02\x01\x01", "refused", "a program"),
    Case("EXE", b"MZ\x90\0\x03\0\0\0", "refused", "a program"),
    Case("7z", b"7z\xbc\xaf\x27\x1c\0\4", "refused", "7z"),
    Case("RAR", b"Rar!\x1a\x07\x01\0", "refused", "RAR"),
    Case("bzip2", b"BZh91AY&SY", "refused", "bzip2"),
    Case("key", b"-----BEGIN PRIVATE KEY-----\nMIIE\n", "refused", "key or certificate"),
    Case("noise", bytes(range(256)) * 50, "refused", "binary"),
    Case("noise without NUL", bytes(range(1, 256)) * 50, "refused", ""),
    Case("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"><text>The minister spoke</text></svg>', "refused", "XML"),
    Case(
        "RSS", b'<?xml version="1.0"?><rss><channel><title>Cables of the day</title></channel></rss>', "refused", "XML"
    ),
    Case("XML of nothing", b"<?xml version='1.0'?>", "refused", "XML"),
    Case("JSON object", b'{"name": "crosscable", "version": 3}', "refused", "JSON"),
    Case("JSON list", b'[{"id": 1}, {"id": 2}]', "refused", "JSON"),
    Case("notebook", b'{"cells": [], "metadata": {}, "nbformat": 4}', "refused", "JSON"),
    Case(
        "Python",
        b"import os\nfrom sys import path\n\ndef main(argument):\n    return os.getcwd()\n\nmain(1);\n",
        "refused",
        "code",
    ),
    Case("C", b'#include <stdio.h>\nint main(void) {\n  printf("hello");\n  return 0;\n}\n', "refused", ""),
    Case(
        "JavaScript", b"const a = 1;\nlet b = 2;\nfunction f(x) {\n  return x;\n}\nvar c = f(a);\n", "refused", "code"
    ),
    Case(
        "SQL",
        b"CREATE TABLE cable (id TEXT, body TEXT);\nSELECT id FROM cable;\nSELECT body FROM cable;\n",
        "refused",
        "",
    ),
    Case("shell", b"#!/bin/sh\nset -e\necho $1 | grep -q '^x' && exit 1\nexit 0\n", "refused", ""),
    Case("CSV of numbers", b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n", "refused", ""),
    Case("CSV of words", b"name,office,place\n" + b"Malik,minister,Zubrava\n" * 5, "refused", "columns"),
    Case("TSV of words", b"name\toffice\tplace\n" + b"Malik\tminister\tZubrava\n" * 5, "refused", "columns"),
    Case("base64", b"TWFsaWsgdG9sZCB1cyBub3RoaW5n" * 40, "refused", "no spaces"),
    Case("digits", b"0123456789 " * 100, "refused", "no words"),
    Case("punctuation", b"!?.,;:- " * 100, "refused", "no words"),
    Case("hex dump", b"00000000  7f 45 4c 46 02 01 01 00  |.ELF....|\n" * 30, "refused", ""),
]

ENCODINGS = [
    Case("utf-8 with mark", b"\xef\xbb\xbf" + TELEGRAM.encode(), "read", "telegram"),
    Case("utf-16 little endian", b"\xff\xfe" + TELEGRAM.encode("utf-16-le"), "read", "telegram"),
    Case("utf-16 big endian", b"\xfe\xff" + TELEGRAM.encode("utf-16-be"), "read", "telegram"),
    Case("utf-32 little endian", b"\xff\xfe\0\0" + TELEGRAM.encode("utf-32-le"), "read", "telegram"),
    Case("utf-16 without mark", TELEGRAM.encode("utf-16-le"), "refused", "binary"),
    Case("utf-16 cut inside a character", b"\xff\xfe" + TELEGRAM.encode("utf-16-le")[:-1], "refused", "utf-16-le"),
    Case("windows-1252", TELEGRAM.replace('"', "“").encode("cp1252"), "read", "telegram"),
    Case("latin-1", TELEGRAM.replace("Malik", "Malík").encode("latin-1"), "read", "telegram"),
    Case("mac roman", TELEGRAM.replace("Malik", "Malík").encode("mac_roman"), "read", "telegram"),
    Case("one wrong byte", TELEGRAM.encode().replace(b"Malik", b"Mal\xffik", 1), "read", "telegram"),
    Case("utf-8 cut inside a character", (TELEGRAM + "“").encode()[:-1], "read", "telegram"),
    Case("overlong utf-8", TELEGRAM.encode() + b"\xc0\xaf", "read", "telegram"),
    Case("surrogates in utf-8", TELEGRAM.encode() + b"\xed\xa0\x80", "read", "telegram"),
    Case("carriage returns alone", TELEGRAM.replace("\n", "\r").encode(), "read", "telegram"),
    Case("form feeds", TELEGRAM.replace("\n \n", "\n\f\n").encode(), "read", "telegram"),
    Case("control characters", TELEGRAM.replace("Malik", "\x1b[31mMalik\x07").encode(), "read", "telegram"),
    Case("right-to-left marks", TELEGRAM.replace("Malik", "\u202eMalik\u202c").encode(), "read", "telegram"),
    Case("zero-width spaces", TELEGRAM.replace("Malik", "Ma\u200blik").encode(), "read", "telegram"),
    Case("no-break spaces", TELEGRAM.replace("Harbor Minister", "Harbor\u00a0Minister").encode(), "read", "telegram"),
    Case("replacement characters", TELEGRAM.replace('"', "\ufffd").encode(), "read", "telegram"),
    Case("NUL in a telegram", TELEGRAM.replace("Malik", "Ma\0lik").encode(), "refused", "NUL"),
    Case("other planes", TELEGRAM.replace("Malik", "Malik \U0001f6a2").encode(), "read", "telegram"),
]

STRUCTURES = [
    Case("prose", PROSE.encode(), "read", "prose"),
    Case("prose of one line", b"Nobody has been able to say who paid for the dredging.", "read", "prose"),
    Case("prose in another script", ("Порт Зубравы углубляли дважды за десять лет. " * 4).encode(), "read", "prose"),
    Case("prose without spaces", ("祖布拉瓦港十年內疏浚了兩次。沒有人知道是誰付的錢。" * 6).encode(), "read", "prose"),
    Case("list of names", b"Malik\nQuill\nOldacre\nHale\nDavin\nMorrow\n", "read", "prose"),
    Case("letter", b"Dear Ada,\n\nthe dredgers have come at last.\n\nYours, Ondrej\n", "read", "prose"),
    Case("telegram of headers only", TELEGRAM.partition("\n\n")[0].encode(), "read", "telegram"),
    Case("telegram without header", TELEGRAM.partition("\n\n")[2].encode(), "read", "telegram"),
    Case("telegram on one line", " ".join(TELEGRAM.split()).encode(), "read", ""),
    Case("telegram twice", (TELEGRAM * 2).encode(), "read", "telegram"),
    Case("telegram after talk", ("Dear reader, see below.\n\n" + TELEGRAM).encode(), "read", "telegram"),
    Case("fragment", b"REF: ZUBRAVA 377\n\n\xc2\xb62. (SBU) Malik said little.", "read", "telegram"),
    Case("only paragraph marks", b"\xc2\xb61.\n\xc2\xb62.\n\xc2\xb63.\n", "read", "telegram"),
    Case("paragraph 999", b"\xc2\xb6999. (C) Malik said little.", "read", "telegram"),
    Case("section 99 of 01", TELEGRAM.replace("SECTION 01 OF 02", "SECTION 99 OF 01").encode(), "read", "telegram"),
    Case("impossible day", TELEGRAM.replace("071512Z MAR 08", "311512Z FEB 08").encode(), "read", "telegram"),
    Case("impossible hour", TELEGRAM.replace("071512Z", "079912Z").encode(), "read", "telegram"),
    Case("huge number", TELEGRAM.replace("000412", "0" * 300 + "412").encode(), "read", "telegram"),
    Case(
        "saved page without its telegram",
        b"Viewing cable 08ZUBRAVA412, HARBOR\n\nPlease come back later.\n",
        "refused",
        "saved page",
    ),
    Case("markup alone", b"<html><body></body></html>", "refused", "web page without a cable"),
    Case(
        "page of another site",
        b"<html><body><h1>Welcome</h1><p>Our shop sells boats.</p></body></html>",
        "refused",
        "without a cable",
    ),
    Case("page of one open tag", b"<html", "refused", ""),
    Case("page that never closes", f"<html><body><pre>{TELEGRAM}".encode(), "read", "page"),
    Case("page with an empty pre", b"<html><body><pre>  </pre></body></html>", "refused", "without a cable"),
    Case("page of crossed tags", f"<html><b><i></b></i><pre><b>{TELEGRAM}</pre></b></html>".encode(), "read", "page"),
    Case(
        "page with a false encoding",
        f"<html><head><meta charset=utf-16></head><pre>{TELEGRAM}</pre></html>".encode(),
        "read",
        "page",
    ),
    Case(
        "page with an unknown encoding",
        f"<html><head><meta charset=klingon></head><pre>{TELEGRAM}</pre>".encode(),
        "read",
        "page",
    ),
    Case(
        "page with a codec for no text",
        f"<html><head><meta charset=rot13></head><pre>{TELEGRAM}</pre>".encode(),
        "read",
        "page",
    ),
    Case("page of upper-case tags", f"<HTML><BODY><PRE>{TELEGRAM}</PRE></BODY></HTML>".encode(), "read", "page"),
    Case("page cut inside a tag", f"<html><pre>{TELEGRAM}<a href='".encode(), "read", "page"),
    Case("page cut inside a reference", f"<html><pre>{TELEGRAM}&#x00".encode(), "read", "page"),
    Case("volume cut off", VOLUME[: len(VOLUME) // 2].encode(), "refused", "damaged XML"),
    Case("volume without documents", VOLUME.replace("document", "page").encode(), "refused", "without documents"),
    Case(
        "volume of no namespace",
        VOLUME.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").encode(),
        "refused",
        "without documents",
    ),
    Case(
        "volume with an entity",
        VOLUME.replace("<TEI", "<!DOCTYPE TEI [<!ENTITY x 'y'>]><TEI").encode(),
        "refused",
        "entities",
    ),
    Case(
        "volume with an external entity",
        VOLUME.replace("<TEI", "<!DOCTYPE TEI [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><TEI").encode(),
        "refused",
        "entities",
    ),
    Case("our line cut off", b'{"id":"08ZUBRAVA412","witness":{"name":"x","form":"tele', "refused", "line 1"),
    Case(
        "our line of another version",
        b'{"id":"1","witness":{"name":"x","form":"y","sha256":"z"},"shape":"round"}',
        "refused",
        "line 1",
    ),
    Case("dump of one damaged row", b'"1","3/7/2008 15:12","08ZUBRAVA1","Embassy', "refused", "line 1"),
    Case("dump row of too many columns", b'"1","3/7/2008 15:12","a","b","c","d","e","f","g"\n', "refused", "9 columns"),
    Case(
        "dump of an impossible day",
        b'"1","13/45/2008 99:99","08ZUBRAVA1","Embassy Zubrava","SECRET","","","text"\n',
        "read",
        "dump",
    ),
    Case(
        "dump of an empty body",
        b'"1","3/7/2008 15:12","08ZUBRAVA1","Embassy Zubrava","SECRET","","",""\n',
        "read",
        "dump",
    ),
    Case(
        "dump without a reference",
        b'"1","3/7/2008 15:12","","Embassy Zubrava","SECRET","","","The minister spoke."\n',
        "read",
        "dump",
    ),
]

PACKED = [
    Case("gzip cut off", gzip.compress(TELEGRAM.encode())[:-20], "refused", "cannot be unpacked"),
    Case("gzip of nothing", gzip.compress(b""), "refused", "empty file"),
    Case("gzip magic alone", b"\x1f\x8b", "refused", "cannot be unpacked"),
    Case("gzip with noise inside", b"\x1f\x8b\x08" + bytes(range(200)), "refused", "cannot be unpacked"),
    Case("gzip of a PNG", gzip.compress(b"\x89PNG\r\n\x1a\n"), "refused", "PNG"),
    Case("xz cut off", lzma.compress(TELEGRAM.encode())[:-20], "refused", "cannot be unpacked"),
    Case("xz magic alone", b"\xfd7zXZ\0", "refused", "cannot be unpacked"),
    Case("zstd magic alone", b"\x28\xb5\x2f\xfd", "refused", ""),
    Case("zstd with noise inside", b"\x28\xb5\x2f\xfd" + bytes(range(100)), "refused", "cannot be unpacked"),
    Case("zip without an end", zipped(a="x" * 100)[:60], "refused", "damaged archive"),
    Case("zip of nothing", zipped(), "refused", ""),
    Case("tar cut off", b"a.txt".ljust(257, b"\0") + b"ustar\0" + b"00", "refused", ""),
    Case("gzip in gzip in gzip", gzip.compress(gzip.compress(gzip.compress(TELEGRAM.encode()))), "read", "telegram"),
    Case("gzip five times", gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x"))))), "refused", "nested deeper"),
]  # fmt: skip

LARGE = [
    Case("one word of a million letters", b"Z" * 1_000_000, "refused", "only 1 words"),
    Case("prose of one long line", b"The minister said that he knew nothing of it. " * 40_000, "read", "prose"),
    Case("telegram with a line of a million signs", (TELEGRAM + "x" * 1_000_000).encode(), "read", "telegram"),
    Case("telegram with 20,000 blank lines", TELEGRAM.replace("\n \n", "\n" * 20_000).encode(), "read", "telegram"),
    Case("telegram of 3,000 paragraphs", ("SUBJECT: TOLLS\n\n" + "".join(f"¶{n}. (C) Malik spoke.\n\n" for n in range(3_000))).encode(), "read", "telegram"),
    Case("page of 100,000 open tags", b"<html>" + b"<b>" * 100_000 + f"<pre>{TELEGRAM}</pre>".encode(), "read", "page"),
    Case("page of 5,000 nested blocks", b"<html>" + b"<div>" * 5_000 + f"<pre>{TELEGRAM}</pre>".encode() + b"</div>" * 5_000, "read", "page"),
    Case("page of 300,000 angle brackets", b"<html>" + b"<" * 300_000, "refused", ""),
    Case("page with a text of 11 MB", b"<html><pre>" + TELEGRAM.encode() + b"x" * 10_600_000 + b"</pre></html>", "read", "page"),
    Case("page of comments that never close", b"<html>" + b"<!-- " * 50_000 + f"<pre>{TELEGRAM}</pre>".encode(), "read", "page"),
    Case("page of quotes that never close", b"<html>" + b"<a href='" * 20_000 + f"<pre>{TELEGRAM}</pre>".encode(), "read", "page"),
    Case("brackets of Markdown", (TELEGRAM + "[" * 100_000).encode(), "read", "telegram"),
    Case("stars of Markdown", (TELEGRAM + "**a " * 50_000).encode(), "read", ""),
    Case("dashes", (TELEGRAM + "-" * 200_000 + "\n").encode(), "read", "telegram"),
    Case("X's", (TELEGRAM + "X" * 200_000 + "\n").encode(), "read", "telegram"),
    Case("references", TELEGRAM.replace("REF: ZUBRAVA 377", "REF: " + " ".join(f"ZUBRAVA {n}" for n in range(5_000))).encode(), "read", "telegram"),
]  # fmt: skip

CUTS = [
    Case(f"{form} cut at {share} %", content[: len(content) * share // 100], *outcome)
    for form, content, outcome in (
        ("telegram", TELEGRAM.encode(), ("read", "telegram")),
        ("page", f"<html><body><pre>{TELEGRAM}</pre></body></html>".encode(), ("read", "page")),
        ("volume", VOLUME.encode(), ("refused", "")),
    )
    for share in (25, 37, 50, 63, 75, 88, 99)
]

CASES = [*NOTHING, *FOREIGN, *ENCODINGS, *STRUCTURES, *PACKED, *LARGE, *CUTS]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_outcome(
    case: Case, write: Write, check_conserved: Callable[[Cable], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROSSCABLE_DEBUG", "1")  # a fault of ours shall not pass as a refusal
    path = write("file.bin", case.content)
    refused: list[InputError] = []
    cables = list(read(path, on_refused=refused.append))
    if case.outcome == "refused":
        assert not cables
        assert len(refused) == 1
        assert case.detail in str(refused[0])
        assert str(refused[0]).startswith(str(path))
        assert "\n" not in str(refused[0])
    else:
        assert not refused
        assert cables
        for cable in cables:
            assert case.detail in ("", cable.witness.form)
            check_conserved(cable)
