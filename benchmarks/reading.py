"""Measure reading: speed, peak memory, the store, and how time grows with hostile inputs.

    python benchmarks/reading.py [CABLES]

Writes a dump of CABLES made-up telegrams (default 2,000) and one of twice as many into a temporary folder, streams
both, opens the second through an empty and a filled store, and times each bomb at its size and at twice its size. CPU
seconds are user and system time of this process; peak memory is of fresh processes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crosscable.corpora import read
from crosscable.corpora.collection import open_corpus

WORDS = (
    "the minister told us that his government would not pay for dredging before elections and had asked harbor board "
    "to review tolls which he called modest while embassy contacts doubted any text could be ready this year"
).split()
PARAGRAPHS = 9
SENTENCES = 6

# Each bomb as a text of a given size; the first lines make it the form that is to be stressed.
TELEGRAM = "UNCLAS ZUBRAVA 000412\n\nE.O. 12958: N/A\nTAGS: PREL\nSUBJECT: TOLLS\n\n¶1. (U) Malik spoke. "
BOMBS: dict[str, Callable[[int], str]] = {
    "page, angle brackets": lambda n: "<html><pre>" + TELEGRAM + "<" * n,
    "page, open tags": lambda n: "<html>" + "<b>" * (n // 3) + f"<pre>{TELEGRAM}</pre>",
    "page, nested blocks": lambda n: "<html>" + "<div>" * (n // 5) + f"<pre>{TELEGRAM}</pre>",
    "page, comments that never close": lambda n: "<html>" + "<!-- " * (n // 5) + f"<pre>{TELEGRAM}</pre>",
    "page, quotes that never close": lambda n: "<html>" + "<a href='" * (n // 9) + f"<pre>{TELEGRAM}</pre>",
    "page, ampersands": lambda n: f"<html><pre>{TELEGRAM}" + "&" * n,
    "page, references": lambda n: f"<html><pre>{TELEGRAM}" + "&#65;" * (n // 5),
    "telegram, one word": lambda n: TELEGRAM + "x" * n,
    "telegram, blank lines": lambda n: TELEGRAM + "\n" * n,
    "telegram, spaces": lambda n: TELEGRAM + " " * n + "end",
    "telegram, dashes": lambda n: TELEGRAM + "-" * n,
    "telegram, brackets": lambda n: TELEGRAM + "(" * n,
    "telegram, paragraph signs": lambda n: TELEGRAM + "\n¶2. (C) x" * (n // 10),
    "telegram, page lines": lambda n: TELEGRAM + "\nZUBRAVA 00000412  002 OF 003\n" * (n // 30),
    "telegram, references": lambda n: TELEGRAM.replace("SUBJECT", "REF: " + "ZUBRAVA 12, " * (n // 12) + "\nSUBJECT"),
    "telegram, tags": lambda n: TELEGRAM.replace("PREL", "PREL " * (n // 5)),
    "telegram, subject": lambda n: TELEGRAM.replace("TOLLS", "TOLLS " * (n // 6)),
    "telegram, capitals": lambda n: TELEGRAM + "A B C " * (n // 6),
    "telegram, question marks": lambda n: TELEGRAM + "a?s " * (n // 4),
    "telegram, X": lambda n: TELEGRAM + "XXXXXXXXXXXX " * (n // 13),
    "markdown, brackets": lambda n: TELEGRAM + "[PREL](#) " + "[" * n,
    "markdown, stars": lambda n: TELEGRAM + "[PREL](#) " + "**a " * (n // 4),
    "prose, one line": lambda n: "The minister spoke at length. " * (n // 30),
    "prose, lines": lambda n: "The minister spoke.\n" * (n // 20),
    "dump, a row without an end": lambda n: '"1","3/7/2008 15:12","08ZUBRAVA1","E","S","","","' + "x\n" * (n // 2),
    "dump, quotation marks": lambda n: '"1","3/7/2008 15:12","08ZUBRAVA1","E","S","","","' + '\\"' * (n // 2) + '"',
    "volume, nested": lambda n: "<TEI xmlns='http://www.tei-c.org/ns/1.0'>" + "<p>" * (n // 3),
}
BOMB_SIZE = 200_000


def telegram(dice: random.Random, number: int) -> tuple[str, str]:
    """A made-up header and body of the usual length."""
    header = (
        f"R 071512Z MAR 08\nFM AMEMBASSY ZUBRAVA\nTO RUEHC/SECSTATE WASHDC {number:04d}\nINFO RUEHXK/RIVER COLLECTIVE"
    )
    lines = [
        f"C O N F I D E N T I A L ZUBRAVA {number:06d}\n\nSIPDIS\n\nE.O. 12958: DECL: 03/06/2018\nTAGS: PREL ECON XX",
        f"SUBJECT: TOLLS AND DREDGING, WEEK {number}\n\nREF: ZUBRAVA {max(1, number - 3)}\n",
    ]
    for paragraph in range(1, PARAGRAPHS + 1):
        sentences = (" ".join(dice.choices(WORDS, k=18)).capitalize() + "." for _ in range(SENTENCES))
        text = f"¶{paragraph}. (C) " + " ".join(sentences)
        lines.append("\n".join(text[at : at + 70] for at in range(0, len(text), 70)) + "\n")
    return header, "\n".join([*lines, "QUILL"])


def write_dump(path: Path, count: int) -> None:
    """A dump of that many telegrams."""
    dice = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as stream:
        for number in range(1, count + 1):
            header, body = telegram(dice, number)
            facts = f'"{number}","3/7/2008 15:12","08ZUBRAVA{number}","Embassy Zubrava","CONFIDENTIAL",""'
            stream.write(f'{facts},"{header}","{body}"\n')


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def peak(path: Path) -> int:
    """Peak memory in MB of a fresh process that streams a file."""
    program = (
        "import resource, sys\nfrom crosscable.corpora import read\nfor _ in read(sys.argv[1]): pass\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-P", "-c", program, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def measure_bombs(folder: Path) -> None:
    """Time at one size and at twice the size, for each bomb."""
    print(f"{'bomb':36s} {'t(n) s':>8s} {'t(2n) s':>8s} {'ratio':>6s}")
    for name, make in BOMBS.items():
        times = []
        for size in (BOMB_SIZE, 2 * BOMB_SIZE):
            path = folder / "bomb"
            path.write_text(make(size), encoding="utf-8")
            times.append(min(spent(lambda path=path: list(read(path, on_refused=lambda _: None))) for _ in range(2)))
        print(f"{name:36s} {times[0]:8.3f} {times[1]:8.3f} {times[1] / max(times[0], 1e-3):6.2f}")


def main() -> None:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CROSSCABLE_CACHE"] = str(folder / "cache")
        once, twice = folder / "once.csv", folder / "twice.csv"
        write_dump(once, count)
        write_dump(twice, 2 * count)
        cpu = spent(lambda: sum(1 for _ in read(once)))
        print(f"stream {count} cables: {count / cpu:.0f} cables per CPU s")
        print(f"peak memory: {peak(once)} MB for {count}, {peak(twice)} MB for {2 * count}")
        print(f"open through an empty store: {spent(lambda: open_corpus([str(twice)])):.2f} CPU s")
        print(f"open through a filled store: {spent(lambda: open_corpus([str(twice)])):.2f} CPU s")
        print(f"open and decode all:         {spent(lambda: list(open_corpus([str(twice)]))):.2f} CPU s")
        measure_bombs(folder)


if __name__ == "__main__":
    main()
