"""`match`: requests that contradict themselves are refused with what to do, before anything is read."""

from __future__ import annotations

import pytest

from crosscable.reports.cli.app import run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no cables given"),
        (["--threads"], "no cables given"),
        (["cables", "--threads", "--reuse"], "two different views"),
        (["cables", "--index", "kept", "--threads"], "an index answers with relatives only"),
        (["--index", "kept", "--reuse"], "an index answers with relatives only"),
        (["cables", "--engine", "spark", "--reuse"], "--engine spark"),
        (["cables", "--engine", "spark", "--index", "kept"], "--engine spark"),
        (["cables", "--engine", "spark", "--mask-protected"], "--mask-protected needs the cables"),
        (["--index", "kept", "--mask-protected"], "--mask-protected needs the cables"),
        (["cables", "--master", "spark://host:7077"], "--master is for --engine spark"),
    ],
)
def test_requests_that_contradict_themselves_are_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["match", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
