"""Fuzz targets, one a file form, for atheris (coverage-guided; `pip install atheris`, Python 3.11).

    python fuzz/fuzz_forms.py FORM [libFuzzer options]
    python fuzz/fuzz_forms.py page -max_total_time=600 -rss_limit_mb=2048
    python fuzz/fuzz_forms.py tei -dict=fuzz/tei.dict -max_total_time=600

FORM is telegram, page, saved, markdown, printout, prose, dump, tei, jsonl, zip or tar. A target reads the input as that
form, whatever the sniffer would say. The only exception that may leave the reader is an InputError; whatever is read
must keep each character and quote exact slices. A line of our own JSON is tried as it is and, where it is JSON, with
its digest made good, without which hardly any change would come to be looked at.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path

import atheris

for module in ("tarfile", "zipfile"):  # others have imported them already, and then nobody watches what they do
    sys.modules.pop(module, None)
with atheris.instrument_imports(include=["crosscable.corpora", "zipfile", "tarfile"]):
    import tarfile
    import zipfile

    from crosscable.corpora import archives
    from crosscable.corpora.cable import Cable
    from crosscable.corpora.decoding import decode
    from crosscable.corpora.errors import InputError
    from crosscable.corpora.forms import dump, jsonlines, markdown, page, printout, prose, saved, tei
    from crosscable.corpora.forms.found import PLAIN, Found, telegram
    from crosscable.corpora.telegram.hints import Hints
    from crosscable.corpora.text import Extract, whole

TEXTS = Path(__file__).parents[1] / "tests" / "forms" / "texts"
Reader = Callable[[bytes], Iterator[Cable]]


def check(cable: Cable) -> None:
    """Each character is in the reading, in a repair, or white space; each paragraph quotes an exact slice."""
    at = 0
    for start, end, _, _ in cable.map.pieces:
        if start != at or end <= at:
            raise AssertionError(f"gap in the map at {at}")
        at = end
    if at != len(cable.text):
        raise AssertionError("the map does not cover the reading")
    held = [(start, end) for _, _, start, end in cable.map.pieces]
    held += [(repair.start, repair.end) for repair in cable.repairs]
    gone, at = [], 0
    for start, end in sorted(held):
        gone.append(cable.source[at:start])
        at = max(at, end)
    gone.append(cable.source[at:])
    if unescape("".join(gone)).strip():
        raise AssertionError(f"lost without a word: {''.join(gone).strip()[:80]!r}")
    for paragraph in cable.paragraphs:
        span = cable.span(paragraph.start, paragraph.end)
        if cable.source[span.start : span.end] != span.quote or paragraph.text != span.text:
            raise AssertionError("a quotation is no slice of its file")


def _telegram(extract: Extract, form: str, hints: Hints | None = None) -> Cable:
    return telegram(extract, "input", form, PLAIN, hints or Hints())


def _of_text(read: Callable[[str], Iterator[Cable]]) -> Reader:
    def reader(data: bytes) -> Iterator[Cable]:
        yield from read(decode(data, "input").text)

    return reader


def _opened(found: Iterator[Found]) -> Iterator[Cable]:
    return (record.read() for record in found)


def _archive(kind: str) -> Reader:
    def reader(data: bytes) -> Iterator[Cable]:
        budget = archives.Budget("input", len(data))
        for _, member in archives.members(io.BytesIO(data), kind, "input", budget, lambda _: None):
            member.read()
        return iter(())

    return reader


def _jsonlines(data: bytes) -> Iterator[Cable]:
    for line in (data, _sound(data)):
        for found in jsonlines.find_jsonlines(io.BytesIO(line), "input", lambda _: None):
            cable = found.read()
            places = [*cable.paragraphs, *cable.blocks, *cable.headings, *cable.redactions]
            for place in places:
                cable.span(place.start, place.end)
    return iter(())  # such a line brings its own repairs: `check` has nothing to say about them


def _sound(data: bytes) -> bytes:
    """The line with the digest of its source, where it is JSON and has one."""
    try:
        row = json.loads(data)
        row["witness"]["sha256"] = sha256(row["source"].encode("utf-8", "surrogatepass")).hexdigest()
        return json.dumps(row).encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return b""


READERS: dict[str, Reader] = {
    "telegram": _of_text(lambda text: iter([_telegram(whole(text), "telegram")])),
    "page": _of_text(lambda text: iter([_telegram(*_pair(page.extract_page(text, "input"), "page"))])),
    "saved": _of_text(lambda text: iter([_telegram(*_pair(saved.extract_saved(text, "input"), "saved-page"))])),
    "markdown": _of_text(lambda text: iter([_telegram(markdown.extract_markdown(text), "markdown")])),
    "printout": _of_text(lambda text: iter([_telegram(*_pair(printout.extract_printout(text), "printout"))])),
    "prose": _of_text(lambda text: iter([prose.read_prose(text, "input", PLAIN)])),
    "tei": _of_text(lambda text: _opened(tei.find_tei(text, "input", lambda _: None))),
    "dump": lambda data: _opened(dump.find_dump(io.BytesIO(data), "input", PLAIN, lambda _: None)),
    "jsonl": _jsonlines,
    "zip": _archive("zip"),
    "tar": _archive("tar"),
}


def _pair(found: tuple[Extract, Hints], form: str) -> tuple[Extract, str, Hints]:
    return found[0], form, found[1]


def seeds(form: str) -> list[bytes]:
    """Whole files to begin from: our own fictional telegram in the form."""
    text = (TEXTS / "telegram.txt").read_text(encoding="utf-8")
    if form == "tei":
        return [(TEXTS / "volume.xml").read_bytes()]
    if form == "page":
        return [f"<html><pre>{text}</pre><table><tr><th>Reference ID</th></tr></table></html>".encode()]
    if form == "dump":
        body = text.replace('"', '\\"')
        return [f'"1","3/7/2008 15:12","08ZUBRAVA412","Embassy Zubrava","SECRET","","FM","{body}"\n'.encode() * 2]
    if form == "saved":
        return [("08ZUBRAVA412 2008-03-07 15:12 2011-02-03 00:12 SECRET Embassy Zubrava\n" + text).encode()]
    if form == "jsonl":
        from crosscable.corpora.record import to_json

        return [to_json(_telegram(whole(text), "telegram"))]
    if form == "zip":
        return [_zipped(text, zipfile.ZIP_STORED), _zipped(text, zipfile.ZIP_DEFLATED)]
    if form == "tar":
        return [_tarred(text, tarfile.GNU_FORMAT), _tarred(text, tarfile.PAX_FORMAT)]
    return [text.encode()]


def _zipped(text: str, packing: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        archive.writestr("telegrams/412.txt", text)
        archive.writestr("empty.txt", "")
    return packed.getvalue()


def _tarred(text: str, kind: int) -> bytes:
    packed, data = io.BytesIO(), text.encode()
    with tarfile.open(fileobj=packed, mode="w", format=kind) as archive:
        for name in ("telegrams/412.txt", "long " * 30 + ".txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def main() -> None:
    """Fuzz the form that the command line names."""
    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"usage: fuzz_forms.py {'|'.join(READERS)} [libFuzzer options]")
    form = sys.argv.pop(1)
    reader = READERS[form]

    def one_input(data: bytes) -> None:
        try:
            for cable in reader(data):
                check(cable)
        except InputError:
            return

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(form)):
            Path(folder, f"seed{number}").write_bytes(seed)
        atheris.Setup([*sys.argv, folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
