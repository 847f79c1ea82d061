"""`crosscable config show`: which setting holds, and where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from crosscable.reports.cli.options import Width

__all__ = ["PREFIX", "config", "defaults", "known_options", "quiet", "show_command"]

PREFIX = "CROSSCABLE"
_NOT_SETTINGS = frozenset({"help", "version", "debug"})

config = typer.Typer(help="Where each setting comes from.", no_args_is_help=True, rich_markup_mode=None)


def quiet(command: Any) -> Any:
    """`command` with help texts that do not name the variable of every option; `config show` tells them."""
    for inner in getattr(command, "commands", {}).values():
        quiet(inner)
    for parameter in command.params:
        parameter.show_envvar = False
    return command


def known_options(command: Any) -> Any:
    """The settings a command takes: the names of its options, or for a group its commands with theirs."""
    if hasattr(command, "commands"):
        return {name: known_options(inner) for name, inner in command.commands.items()}
    return {p.name for p in command.params if p.param_type_name == "option" and p.name not in _NOT_SETTINGS}


def defaults(command: Any) -> dict[str, Any]:
    """The defaults that the nearest settings file gives to the options of `command` and its subcommands.

    Raises:
        UsageError: the file is no TOML or names an option that no command has.
    """
    from crosscable.reports.settings import check_names, find_settings

    return check_names(find_settings(Path.cwd()), known_options(command))


@config.callback()
def _group() -> None:
    """Where each setting comes from."""


@config.command("show")
def show_command(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also list settings that nobody changed.")] = False,
    origin: Annotated[bool, typer.Option("--origin", help="Say for each setting where it comes from.")] = False,
    width: Width = None,
) -> None:
    """List the settings in force; flags win over the environment, the environment over the settings file.

    For example:

      crosscable config show --origin

      crosscable config show --all
    """
    from crosscable.reports.cli.output import emit
    from crosscable.reports.settings import find_settings
    from crosscable.reports.terminal.tables import table, window

    settings = find_settings(Path.cwd())
    file = {name.replace("-", "_"): value for name, value in settings.values()}
    rows = []
    for name, default in _options(context.find_root().command, ()):
        variable = f"{PREFIX}_{name.replace('.', '_').upper()}"
        if variable in os.environ:
            rows.append((name, os.environ[variable], f"environment, {variable}"))
        elif name in file:
            rows.append((name, str(file[name]), str(settings.path)))
        elif everything:
            rows.append((name, "" if default is None else str(default), "default"))
    if not rows:
        emit(["Nothing is set: every option has its default."], None)
        return
    columns = (window(width) - 4) // 3
    shown = rows if origin else [row[:2] for row in rows]
    emit(table(("setting", "value", "from")[: len(shown[0])], shown, (None, columns, columns)[: len(shown[0])]), None)


def _options(command: Any, above: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for name, inner in command.commands.items():
            yield from _options(inner, (*above, name))
        return
    for parameter in command.params:
        if parameter.param_type_name == "option" and parameter.name not in _NOT_SETTINGS:
            default = parameter.default
            yield ".".join((*above, parameter.name)), getattr(default, "value", default)
