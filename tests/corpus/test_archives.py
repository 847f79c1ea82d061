"""Archives: read without trust. Limits hold, tricks in names are refused, the other members are read."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscable.corpora import archives, read
from crosscable.corpora.cable import Cable
from crosscable.corpora.errors import InputError, UnsafeArchiveError

Write = Callable[[str, "str | bytes"], Path]
Telegram = Callable[..., str]


def zipped(members: list[tuple[str | zipfile.ZipInfo, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(members: list[tuple[tarfile.TarInfo | str, bytes]], packing: str = "") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=f"w:{packing}") as archive:
        for entry, content in members:
            info = tarfile.TarInfo(entry) if isinstance(entry, str) else entry
            if info.isreg():
                info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def both(path: Path) -> tuple[list[Cable], list[InputError]]:
    refused: list[InputError] = []
    return list(read(path, on_refused=refused.append)), refused


@pytest.mark.parametrize("packing", ["zip", "tar", "tar.gz", "tar.xz"])
def test_members_are_named_after_their_archive(packing: str, telegram: Telegram, write: Write) -> None:
    members = [
        ("a/one.txt", telegram(1).encode()),
        ("two.txt", telegram(2).encode()),
        ("logo.png", b"\x89PNG\r\n\x1a\n"),
    ]
    content = zipped([*members]) if packing == "zip" else tarred([*members], packing.partition(".")[2])
    path = write("unnamed", content)
    cables, refused = both(path)
    assert [cable.witness.name for cable in cables] == [f"{path}!a/one.txt", f"{path}!two.txt"]
    assert [cable.id for cable in cables] == ["08ZUBRAVA1", "08ZUBRAVA2"]
    assert [str(error) for error in refused] == [f"{path}!logo.png: a PNG image, not a cable"]


def test_archives_in_archives_and_packed_members_are_read(telegram: Telegram, write: Write) -> None:
    inner = zipped([("deep.txt", telegram(3))])
    content = tarred([("inner.zip", inner), ("plain.txt.xz", lzma.compress(telegram(4).encode()))], "gz")
    path = write("outer", content)
    cables, refused = both(path)
    assert not refused
    assert [cable.witness.name for cable in cables] == [f"{path}!inner.zip!deep.txt", f"{path}!plain.txt.xz"]


TRICKS = [
    ("../above.txt", "leaves the archive"),
    ("a/../../above.txt", "leaves the archive"),
    ("..\\above.txt", "leaves the archive"),
    ("a\\..\\..\\above.txt", "leaves the archive"),
    ("/etc/cable.txt", "absolute path"),
    ("\\server\\cable.txt", "absolute path"),
    ("C:/cable.txt", "drive letter"),
    ("c:cable.txt", "drive letter"),
    ("cable.txt:hidden", "file stream"),
    ("con", "name of a device"),
    ("a/NUL.txt", "name of a device"),
    ("lpt1.txt", "name of a device"),
    ("new\nline.txt", "control characters"),
    ("esc\x1b[31m.txt", "control characters"),
]


@pytest.mark.parametrize(("name", "reason"), TRICKS, ids=[repr(name) for name, _ in TRICKS])
@pytest.mark.parametrize("packing", ["zip", "tar"])
def test_a_trick_in_a_name_is_refused_and_the_others_are_read(
    packing: str, name: str, reason: str, telegram: Telegram, write: Write, tmp_path: Path
) -> None:
    members = [(name, telegram(1).encode()), ("good.txt", telegram(2).encode())]
    path = write("archive", zipped([*members]) if packing == "zip" else tarred([*members]))
    before = sorted(tmp_path.rglob("*"))
    cables, refused = both(path)
    assert [cable.id for cable in cables] == ["08ZUBRAVA2"]
    assert len(refused) == 1
    assert reason in str(refused[0])
    assert str(refused[0]).isprintable()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_refused(kind: bytes, telegram: Telegram, write: Write) -> None:
    link = tarfile.TarInfo("link")
    link.type, link.linkname = kind, "/etc/passwd"
    cables, refused = both(write("archive", tarred([(link, b""), ("good.txt", telegram(2).encode())])))
    assert [cable.id for cable in cables] == ["08ZUBRAVA2"]
    assert "link or a device" in str(refused[0])


def test_a_link_in_a_zip_is_refused(telegram: Telegram, write: Write) -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    cables, refused = both(write("archive", zipped([(link, "/etc/passwd"), ("good.txt", telegram(2))])))
    assert [cable.id for cable in cables] == ["08ZUBRAVA2"]
    assert "link or a device" in str(refused[0])


@pytest.mark.parametrize("packing", ["zip", "tar"])
def test_names_that_differ_in_case_alone_are_refused_the_second_time(
    packing: str, telegram: Telegram, write: Write
) -> None:
    members = [("a.txt", telegram(1).encode()), ("A.TXT", telegram(2).encode())]
    cables, refused = both(write("archive", zipped([*members]) if packing == "zip" else tarred([*members])))
    assert [cable.id for cable in cables] == ["08ZUBRAVA1"]
    assert "second member" in str(refused[0])


def test_an_encrypted_member_is_refused(telegram: Telegram, write: Write) -> None:
    content = bytearray(zipped([("secret.txt", telegram(1))]))
    content[6] |= 1  # the flag in the local header and in the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    cables, refused = both(write("archive", bytes(content)))
    assert not cables
    assert "encrypted" in str(refused[0])


def test_a_damaged_member_does_not_stop_the_others(telegram: Telegram, write: Write) -> None:
    content = bytearray(zipped([("bad.txt", telegram(1)), ("good.txt", telegram(2))], zipfile.ZIP_STORED))
    at = content.index(b"Malik")
    content[at : at + 5] = b"KILAM"  # the checksum no longer fits
    cables, refused = both(write("archive", bytes(content)))
    assert [cable.id for cable in cables] == ["08ZUBRAVA2"]
    assert "bad.txt" in str(refused[0])


@pytest.mark.parametrize(
    "pack", [gzip.compress, lzma.compress, zlib.compress], ids=["gzip", "xz", "not packed as a file"]
)
def test_a_decompression_bomb_is_stopped_early(pack: Callable[[bytes], bytes], write: Write) -> None:
    path = write("bomb", pack(b"The minister spoke. " * 3_000_000))
    cables, refused = both(path)
    assert not cables
    assert len(refused) == 1
    if pack is not zlib.compress:
        assert isinstance(refused[0], UnsafeArchiveError)
        assert "100 times its size" in str(refused[0])


def test_a_bomb_inside_an_archive_ends_the_archive(telegram: Telegram, write: Write) -> None:
    content = zipped(
        [("good.txt", telegram(1)), ("bomb.txt", b"The minister spoke. " * 3_000_000), ("after.txt", telegram(2))]
    )
    cables, refused = both(write("archive", content))
    assert [cable.id for cable in cables] == ["08ZUBRAVA1"]
    assert isinstance(refused[-1], UnsafeArchiveError)


def test_nesting_has_a_limit(telegram: Telegram, write: Write) -> None:
    content: bytes = telegram(1).encode()
    for depth in range(6):
        content = zipped([(f"level{depth}.zip" if depth else "a.txt", content)], zipfile.ZIP_STORED)
    cables, refused = both(write("archive", content))
    assert not cables
    assert "nested deeper than 3" in str(refused[0])


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = archives.Limits(entries=50, size=100_000)
    monkeypatch.setattr(archives.Budget.__init__, "__defaults__", (limits, *archives.Budget.__init__.__defaults__[1:]))


@pytest.mark.usefixtures("small_limits")
def test_the_number_of_members_has_a_limit(telegram: Telegram, write: Write) -> None:
    cables, refused = both(write("archive", tarred([(f"{n}.txt", telegram(n).encode()) for n in range(1, 80)])))
    assert len(cables) == 50
    assert "more than 50 members" in str(refused[-1])


@pytest.mark.usefixtures("small_limits")
def test_the_unpacked_size_has_a_limit(telegram: Telegram, write: Write) -> None:
    cables, refused = both(write("archive", tarred([(f"{n}.txt", telegram(n).encode() * 40) for n in range(1, 40)])))
    assert 0 < len(cables) < 39
    assert isinstance(refused[-1], UnsafeArchiveError)


def test_members_all_count_towards_the_limits_of_the_outermost(telegram: Telegram, write: Write) -> None:
    inner = zipped([("bomb.txt", b"The minister spoke. " * 1_000_000)])
    cables, refused = both(write("archive", zipped([(f"{n}.zip", inner) for n in range(9)])))
    assert not cables
    assert any(isinstance(error, UnsafeArchiveError) for error in refused)


def test_a_member_without_a_name_is_refused_alone(telegram: Telegram, write: Write) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        with archive.open(zipfile.ZipInfo(""), "w") as member:  # `writestr` cannot do it
            member.write(telegram(1).encode())
        archive.writestr("good.txt", telegram(2))
    cables, refused = both(write("nameless.zip", stream.getvalue()))
    assert [cable.id for cable in cables] == ["08ZUBRAVA2"]
    assert "no name" in str(refused[0])


def test_a_zip_of_a_version_to_come_is_a_damaged_archive(telegram: Telegram, write: Write) -> None:
    content = bytearray(zipped([("a.txt", telegram(1))]))
    content[content.index(b"PK\x01\x02") + 6] = 255
    cables, refused = both(write("future.zip", bytes(content)))
    assert cables == []
    assert "damaged archive" in str(refused[0])
