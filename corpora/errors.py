"""The errors of crosscable, drawn as a tree.

    CrosscableError             base; `exit_code` is what the command line ends with
    ├── UsageError              2: the request cannot be carried out (unknown id, two cables for one)
    │   └── UnknownCableError      an id that the corpus does not hold
    └── InputError              3: some input could not be read; the rest was processed
        ├── NotACableError         a text or file that is none of the known forms
        └── UnsafeArchiveError     an archive that breaks a limit or tries to leave its folder

Every message is one line that says what, where, why and what to do.
"""

from __future__ import annotations

__all__ = ["CrosscableError", "InputError", "NotACableError", "UnknownCableError", "UnsafeArchiveError", "UsageError"]


class CrosscableError(Exception):
    """Base of everything that crosscable raises on purpose.

    Args:
        what: what went wrong, without a full stop.
        where: file, archive member, line or column, as a user would look it up.
        why: the reason, when it is not plain from `what`.
        remedy: what to do about it.
    """

    exit_code = 4

    def __init__(self, what: str, *, where: str = "", why: str = "", remedy: str = "") -> None:
        self.what, self.where, self.why, self.remedy = what, where, why, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        if self.why:
            line += f" ({self.why})"
        if self.remedy:
            line += f"; {self.remedy}"
        return line


class UsageError(CrosscableError):
    """The request cannot be carried out as it was made."""

    exit_code = 2


class UnknownCableError(UsageError):
    """The corpus holds no cable of this id."""


class InputError(CrosscableError):
    """Some input could not be read; whatever else was given is still processed."""

    exit_code = 3


class NotACableError(InputError):
    """The input is none of the forms that crosscable reads."""


class UnsafeArchiveError(InputError):
    """The archive breaks a limit or has a member that points outside of it."""
