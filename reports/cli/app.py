"""The application: registers the command modules and turns every ending into the promised exit code.

Exit codes: 0 done, 1 findings at or above the asked level, 2 usage, 3 some input could not be read (the rest was
processed), 4 a fault of crosscable itself, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from crosscable.corpora.errors import CrosscableError
from crosscable.reports.cli import refusals
from crosscable.reports.cli.cache import cache
from crosscable.reports.cli.check import check_command
from crosscable.reports.cli.compare import compare_command
from crosscable.reports.cli.config import PREFIX, config, defaults, quiet
from crosscable.reports.cli.demo import demo_command
from crosscable.reports.cli.diff import diff_command
from crosscable.reports.cli.match import match_command
from crosscable.reports.cli.names import names
from crosscable.reports.cli.read import read_command
from crosscable.reports.cli.report import report_command
from crosscable.reports.cli.show import show_command
from crosscable.reports.cli.sources import sources_command
from crosscable.reports.cli.track import track_command
from crosscable.reports.cli.verdict import verdict_command

__all__ = ["app", "run"]

app = typer.Typer(
    name="crosscable",
    help="Compare diplomatic cables: related cables, aligned passages, names, sources and shifting assessments.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _everywhere(
    version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an internal error.")] = False,
) -> None:
    """Options that stand before the command."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"crosscable {installed('crosscable')}")
        raise typer.Exit
    if debug:
        os.environ["CROSSCABLE_DEBUG"] = "1"


# Each command module defines its command; its registration is one line here.
app.command("check")(check_command)
app.command("compare")(compare_command)
app.command("demo")(demo_command)
app.command("diff")(diff_command)
app.command("match")(match_command)
app.command("read")(read_command)
app.command("report")(report_command)
app.command("show")(show_command)
app.command("sources")(sources_command)
app.command("track")(track_command)
app.command("verdict")(verdict_command)
app.add_typer(cache, name="cache")
app.add_typer(config, name="config")
app.add_typer(names, name="names")


def run(arguments: list[str]) -> int:
    """Run one command line; returns the exit code and never raises for what a user or an input can cause."""
    refusals.forget()
    try:
        command = quiet(get_command(app))
        outcome = command.main(
            arguments,
            prog_name="crosscable",
            standalone_mode=False,
            default_map=defaults(command),
            auto_envvar_prefix=PREFIX,
        )
        return outcome if isinstance(outcome, int) and outcome else refusals.code()
    except CrosscableError as error:
        return _say(f"error: {error}", error.exit_code)
    except typer.Exit as ending:
        return ending.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _say("interrupted", 130)
    except TyperException as error:
        show = getattr(error, "show", None)  # usage errors print the command's usage line with themselves
        if show is None:
            return _say(f"error: {error}", error.exit_code)
        show()
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away, of which typer makes an exit with 1; that is no finding and no fault.
        # Pointing stdout elsewhere keeps the interpreter's last flush quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("CROSSCABLE_DEBUG"):
            traceback.print_exc()
        return _say(
            f"internal error: {type(error).__name__}: {error}; this is a fault of crosscable, "
            "run again with `crosscable --debug …` and report what it prints",
            4,
        )


def _say(line: str, code: int) -> int:
    typer.echo(line, err=True)
    return code
