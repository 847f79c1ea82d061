"""`decisions.jsonl`: one decision a line, appended and never rewritten.

Safe with two writers (a lock), and after a crash: a line counts once its line end is on the disk, and a torn last line
is cut off by the next writer and ignored by readers. Git merges such a file by keeping the lines of both sides; a
`.gitattributes` that says so is put beside a new file.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from crosscable.compare.decisions import FINDING_JUDGEMENTS, NAME_JUDGEMENTS, Decision, Decisions
from crosscable.corpora.errors import InputError, UsageError

__all__ = ["FILE", "append", "read_decisions", "undo"]

FILE = "decisions.jsonl"
_LOCK = ".decisions.lock"
_ATTRIBUTES = f"{FILE} merge=union\n"
_JUDGEMENTS = {"names": NAME_JUDGEMENTS, "finding": FINDING_JUDGEMENTS}


def read_decisions(folder: Path) -> Decisions:
    """The decisions of a folder; none where the file does not exist.

    Raises:
        InputError: a line is no decision, for instance a conflict mark that git left; the message has its number.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Decisions()
    except OSError as error:
        raise UsageError("cannot read the decisions", where=str(path), why=error.strerror or str(error)) from error
    whole = data[: data.rfind(b"\n") + 1]
    tail = data[len(whole) :]
    lines = whole.decode("utf-8", "replace").split("\n")[:-1]
    records = [_parse(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]
    if tail.strip():
        with contextlib.suppress(InputError):  # a last line without an end may be whole, or torn by a crash
            records.append(_parse(tail.decode("utf-8", "replace"), str(path)))
    return Decisions(tuple(records))


def _parse(line: str, where: str) -> Decision:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise InputError("a conflict mark of git", where=where, remedy="keep the lines of both sides, drop the marks")
    try:
        data: dict[str, Any] = json.loads(line)
        decision = Decision(
            subject=str(data["subject"]),
            about=tuple(str(item) for item in data["about"]),
            judgement=str(data["judgement"]),
            by=str(data["by"]),
            at=str(data["at"]),
            why=str(data.get("why", "")),
            model=str(data.get("model", "")),
            probability=None if data.get("probability") is None else float(data["probability"]),
            evidence=tuple(str(item) for item in data.get("evidence", ())),
            supersedes=tuple(str(item) for item in data.get("supersedes", ())),
            text=str(data.get("text", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise InputError("not a decision", where=where, why=reason, remedy="mend or drop this line") from error
    wanted = 2 if decision.subject == "names" else 1
    if decision.judgement not in _JUDGEMENTS.get(decision.subject, ()) or len(decision.about) != wanted:
        raise InputError(
            f"no such decision: {decision.subject} {decision.judgement}", where=where, remedy="mend or drop this line"
        )
    return decision


def append(folder: Path, decisions: Sequence[Decision]) -> None:
    """Add decisions to the file, all or none of their lines being there after a crash but for a torn end.

    Raises:
        UsageError: the folder is missing or not writable.
    """
    if not decisions:
        return
    lines = "".join(f"{_line(decision)}\n" for decision in decisions).encode("utf-8")
    path = folder / FILE
    try:
        with _locked(folder):
            fresh = not path.exists()
            with path.open("ab+") as stream:
                _mend_end(stream.fileno(), path)
                stream.write(lines)
                stream.flush()
                os.fsync(stream.fileno())
            if fresh:
                attributes = folder / ".gitattributes"
                if not attributes.exists():
                    attributes.write_text(_ATTRIBUTES, encoding="utf-8")
                _sync_folder(folder)
    except OSError as error:
        raise UsageError(
            "cannot write the decisions",
            where=str(path),
            why=error.strerror or str(error),
            remedy="choose a folder that exists and is yours",
        ) from error


def undo(folder: Path, decision: Decision, *, by: str, at: str) -> tuple[Decision, ...]:
    """Withdraw a decision; what it superseded holds again. Returns the lines that were appended."""
    known = {d.id: d for d in read_decisions(folder).records}
    back = Decision(decision.subject, decision.about, "withdrawn", by, at, supersedes=(decision.id,))
    again = [known[old] for old in decision.supersedes if old in known]
    # Superseding the withdrawal gives the line an id of its own, even within the same second.
    revived = [replace(old, by=by, at=at, supersedes=(back.id,)) for old in again if old.judgement != "withdrawn"]
    append(folder, [back, *revived])
    return (back, *revived)


def _line(decision: Decision) -> str:
    data = {name: value for name, value in asdict(decision).items() if value not in ("", (), None)}
    return json.dumps({"id": decision.id} | data, ensure_ascii=False)


def _mend_end(handle: int, path: Path) -> None:
    """Cut off a line that a crash tore; give a whole last line its end."""
    data = path.read_bytes()
    tail = data[data.rfind(b"\n") + 1 :]
    if not tail:
        return
    try:
        _parse(tail.decode("utf-8"), str(path))
    except (InputError, UnicodeDecodeError):
        os.ftruncate(handle, len(data) - len(tail))
    else:
        os.write(handle, b"\n")


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # other systems cannot open a folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, waiting for another writer to finish."""
    with (folder / _LOCK).open("a+b") as stream:
        if os.name == "posix":
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX)
            yield  # closing the file releases it
        else:  # pragma: no cover
            import msvcrt

            stream.seek(0)
            getattr(msvcrt, "locking")(stream.fileno(), getattr(msvcrt, "LK_LOCK"), 1)  # noqa: B009
            try:
                yield
            finally:
                stream.seek(0)
                getattr(msvcrt, "locking")(stream.fileno(), getattr(msvcrt, "LK_UNLCK"), 1)  # noqa: B009
