from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from crosscable.corpora import parse
from crosscable.corpora.cable import Cable

Telegram = Callable[..., Cable]
_DAYS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_SYLLABLES = ["ba", "do", "ki", "lu", "mer", "nos", "pa", "ril", "sta", "tun", "vo", "zel", "gra", "fen", "hul", "dim"]


@pytest.fixture(scope="session")
def telegram() -> Telegram:
    def made(
        number: int,
        *paragraphs: str,
        post: str = "SELVANE",
        year: int = 2007,
        month: int = 3,
        day: int = 2,
        subject: str = "GRAIN BARGES",
        tags: str = "PREL ECON QC",
        ref: str = "",
    ) -> Cable:
        written = "\n\n".join(f"{at}. (U) {text}" for at, text in enumerate(paragraphs, 1))
        dated = f"{day:02}1200Z {_DAYS[month - 1]} {year % 100:02}"
        text = (
            f"R {dated}\nFM AMEMBASSY {post}\nTO RUEHC/SECSTATE WASHDC 0001\n"
            f"UNCLAS {post} {number:06}\n\nSIPDIS\n\nE.O. 12958: N/A\nTAGS: {tags}\nSUBJECT: {subject}\n\n"
            + (f"REF: {ref}\n\n" if ref else "")
            + f"{written}\n\nOSTREL\n"
        )
        return parse(text)

    return made


@pytest.fixture(scope="session")
def archive(telegram: Telegram) -> list[Cable]:
    """Three hundred cables of made-up words: thirty subjects with words of their own, five posts, three years."""
    chance = random.Random(7)  # noqa: S311

    def word() -> str:
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))

    common = [word() for _ in range(400)]
    cables = []
    for number in range(300):
        own = random.Random(number % 30)  # noqa: S311
        special = ["".join(own.choices(_SYLLABLES, k=5)) for _ in range(25)]
        words = chance.choices(common, k=90) + chance.choices(special, k=30)
        chance.shuffle(words)
        cables.append(
            telegram(
                number + 1,
                " ".join(words[:60]),
                " ".join(words[60:]),
                post=("SELVANE", "DRAVIK", "RASHADAN", "PORTOAMARO", "GENEVA")[chance.randrange(5)],
                year=2006 + chance.randrange(3),
                month=chance.randint(1, 12),
                day=chance.randint(1, 28),
                subject=" ".join(special[:4]).upper(),
                tags=f"PREL {['QC', 'QT', 'QR'][number % 3]}",
            )
        )
    return [replace(cable, id=f"{cable.id}") for cable in cables]
