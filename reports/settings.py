"""Settings files: defaults for the options of the commands, one table a command, nearest file first.

    # crosscable.toml, or the same below [tool.crosscable] in pyproject.toml
    [match]
    top = 5
    prefer = "counterpart"

    [names.review]
    blind = true

Flags win over the environment (CROSSCABLE_MATCH_TOP=5), the environment over the file. A name that no command knows is
an error with a suggestion: a misspelt setting that is silently ignored looks like one that has no effect.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from crosscable.corpora.errors import UsageError

__all__ = ["Settings", "check_names", "find_settings"]

FILE = "crosscable.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file says: its path (None where there is none) and its tables by command."""

    path: Path | None
    tables: Mapping[str, Any]

    def values(self) -> Iterator[tuple[str, Any]]:
        """Each setting with its dotted name, as ("match.top", 5)."""
        yield from _flat(self.tables, ())


def _flat(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name, value in sorted(table.items()):
        if isinstance(value, Mapping):
            yield from _flat(value, (*above, name))
        else:
            yield ".".join((*above, name)), value


def find_settings(folder: Path) -> Settings:
    """The settings of the nearest folder upwards that has any: `crosscable.toml` before `pyproject.toml`.

    Raises:
        UsageError: the file is no TOML; the message names line and column.
    """
    for place in (folder, *folder.parents):
        own = place / FILE
        if own.is_file():
            return Settings(own, _tables(own))
        project = place / "pyproject.toml"
        if project.is_file():
            # A project file that we do not need must not stop us, however broken it is.
            try:
                tables = _tables(project).get("tool", {}).get("crosscable")
            except UsageError:
                tables = None
            if tables:
                return Settings(project, tables)
    return Settings(None, {})


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError("cannot read the settings", where=str(path), why=why) from error


def check_names(settings: Settings, known: Mapping[str, Any]) -> dict[str, Any]:
    """The tables with their option names as the program spells them (dashes become underscores).

    Args:
        settings: what the file says.
        known: the same shape: a command leads to its options (a set of names) or to its subcommands (a mapping).

    Raises:
        UsageError: a table or name that no command has.
    """
    return _checked(settings.tables, known, str(settings.path), ())


def _checked(tables: Mapping[str, Any], known: Any, where: str, above: tuple[str, ...]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in tables.items():
        is_table = isinstance(value, Mapping)
        spelled = name if is_table else name.replace("-", "_")
        if spelled not in known or is_table != isinstance(known, Mapping):
            near = get_close_matches(spelled, list(known), n=1)
            raise UsageError(
                f"unknown setting {'.'.join((*above, name))}",
                where=where,
                remedy=f"did you mean {'.'.join((*above, near[0]))}?" if near else "see `crosscable config show --all`",
            )
        out[spelled] = _checked(value, known[spelled], where, (*above, name)) if is_table else value
    return out
