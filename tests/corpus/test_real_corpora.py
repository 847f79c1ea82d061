"""The corpora beside the repository, where they are: everything is read, nothing is refused, nothing is lost."""

from __future__ import annotations

import itertools
import lzma
import re
import tarfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError
from crosscable.corpora.forms import dump

Check = Callable[[Cable], None]
SHARED = Path(__file__).parents[3] / "shared"


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    return path


def test_the_two_seeds(check_conserved: Check) -> None:
    cables = {cable.id: cable for cable in read(shared("seeds"))}
    assert {name: cable.witness.form for name, cable in cables.items()} == {
        "07MOSCOW4727": "markdown",
        "08MOSCOW3526": "saved-page",
    }
    for cable in cables.values():
        check_conserved(cable)
    assert cables["07MOSCOW4727"].paragraphs[0].number == 1
    assert {6, 7}.isdisjoint(part.number for part in cables["08MOSCOW3526"].paragraphs)
    assert cables["08MOSCOW3526"].losses


def test_every_row_of_the_dump_is_found_and_the_fiftieth_read(check_conserved: Check) -> None:
    refused: list[InputError] = []
    with lzma.open(shared("data/cablegate/cables.csv.xz")) as stream:
        found = list(dump.find_dump(stream, "d", dump.Settings(), refused.append))  # type: ignore[arg-type]
    assert (len(found), refused) == (6_712, [])
    for record in found[::50]:
        cable = record.read()
        assert cable.id
        assert cable.sent
        check_conserved(cable)


def test_pages(check_conserved: Check) -> None:
    cables = list(itertools.islice(read(shared("data/cablegate/pages-dev.tar.xz")), 80))
    assert Counter(cable.witness.form for cable in cables) == {"page": 80}
    assert all(cable.id and cable.origin and cable.released for cable in cables)
    for cable in cables:
        check_conserved(cable)


def test_every_document_of_a_volume(check_conserved: Check) -> None:
    cables = list(read(shared("data/frus/frus1918Russiav03.xml.xz")))
    assert len(cables) == 478
    for cable in cables:
        check_conserved(cable)
    assert len({cable.id for cable in cables}) == 478


def test_telegrams_of_the_1970s_without_their_annotation(tmp_path: Path, check_conserved: Check) -> None:
    with tarfile.open(shared("data/names/telegrams-entities-dev.tar.xz")) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            assert stream is not None
            text = stream.read().decode("utf-8-sig", "replace").replace("\r\n", "\n").partition("@@@")[2]
            plain = re.sub(r"\[\[\s?|\s?\|\|\s*\d+\s*\]\]", "", text)
            (tmp_path / Path(member.name).name).write_text(plain, encoding="utf-8", newline="")
    cables = list(read(tmp_path))
    assert Counter(cable.witness.form for cable in cables) == {"printout": 88}
    for cable in cables:
        check_conserved(cable)
    assert sum(cable.capitals for cable in cables) >= 80
