"""No spelling of a protected name in any output of any command, and nothing else changed by hiding it."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from crosscable.compare.matching.records import Reason
from crosscable.compare.people.protection import protected_persons
from crosscable.compare.people.reconcile import reconcile
from crosscable.corpora import read
from crosscable.corpora.cable import Cable
from crosscable.reports.cli.app import run
from crosscable.reports.masking import mask_of
from crosscable.reports.notices import protection_notice
from crosscable.reports.placeholders import shown
from crosscable.reports.site.fulltext import fold

CABLES = Path(__file__).parent / "cables"
PAIR = ("06DRAVIK511", "07DRAVIK688", "--corpus")
# Igor Velichko in two spellings, Marta Brook, Haym Dolenko; Oleg Velichko is another man and nobody protects him.
HIDDEN = re.compile(r"(?i:velit?chko|dolenko|\bhaym\b|\bigor\b)|\bBrook\b|BROOK|(?i:\bmarta\b)")
SPARED = re.compile(r"Oleg\W{1,3}Velichko|oleg-velichko", re.IGNORECASE)

LINES = [
    *(("read", "--format", form) for form in ("table", "json", "jsonl", "md")),
    ("read", "--show-repairs"),
    ("read", "--show-repairs", "--format", "md"),
    *(("match", "--format", form) for form in ("table", "json", "jsonl", "csv", "md")),
    *(("match", "--threads", "--format", form) for form in ("table", "json", "jsonl", "csv", "md")),
    *(("match", "--reuse", "--format", form) for form in ("table", "json", "jsonl", "csv", "md")),
    *(("names", "list", "--kind", "all", "--format", form) for form in ("table", "json", "jsonl", "csv")),
    *(("sources", "--statements", "--format", form) for form in ("table", "json", "jsonl", "csv", "md")),
    *(("sources", "--format", form) for form in ("table", "md")),
    ("sources", "--source", "Velichko"),
    *(
        ("track", "--topic", "harbor lease", "--support", "--format", form)
        for form in ("table", "json", "jsonl", "csv", "md")
    ),
    ("track", "--source", "Velichko"),
    ("track", "--thread", "06DRAVIK511"),
    *(
        ("check", "--shifts", "0", "--fail-on", "never", "--format", form)
        for form in ("table", "json", "jsonl", "csv", "sarif", "junit", "github", "md")
    ),
]
PAIRS = [
    *(
        ("compare", *PAIR, str(CABLES), "--format", form)
        for form in ("table", "json", "md", "html", "csv", "tsv", "tei")
    ),
    ("compare", *PAIR, str(CABLES), "--unchanged", "--width", "60"),
    *(("show", f"{name}", "--corpus", str(CABLES)) for name in ("06DRAVIK511", "07DRAVIK688", "08DRAVIK120")),
    *(("show", name, "--corpus", str(CABLES), "--as-filed") for name in ("06DRAVIK511", "08DRAVIK120")),
    ("show", str(CABLES / "velichko-first-talk.txt"), "--cite", "frus"),
    ("show", "06DRAVIK511¶2", "--corpus", str(CABLES), "--cite", "csl"),
]


def _plain(text: str) -> str:
    """A text without mark-up and its marks, on one line: what a reader could put together."""
    bare = re.sub(r"<(?!!--)[^>]*>", "", text)
    return " ".join(re.sub(r"[\\*~\[\]{}+\-_|]+", " ", html.unescape(bare)).split())


def _leaks(text: str) -> list[str]:
    found = []
    for version in (text, _plain(text), " ".join(text.split())):
        found += [match[0] for match in HIDDEN.finditer(SPARED.sub("", version))]
    return found


@pytest.mark.parametrize("line", [*LINES, *PAIRS], ids=" ".join)
def test_no_spelling_of_a_protected_name_is_printed(line: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*line, *(() if line in PAIRS else (str(CABLES),)), "--mask-protected"]) == 0
    printed = capsys.readouterr().out
    assert not _leaks(printed)
    assert not re.search("[\U00017000-\U00018aff]|ud8[0-9a-f]{2}", printed)


def test_no_spelling_of_a_protected_name_is_written_to_a_file(tmp_path: Path) -> None:
    for form in ("table", "html", "json"):
        file = tmp_path / form
        assert run(["compare", *PAIR, str(CABLES), "--mask-protected", "--format", form, "-o", str(file)]) == 0
        assert not _leaks(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["html", "md"])
def test_no_page_of_a_report_holds_a_protected_name(form: str, tmp_path: Path) -> None:
    run(["report", str(CABLES), "-o", str(tmp_path / "r"), "--format", form, "--min-score", "0", "--mask-protected"])
    pages = [path for path in (tmp_path / "r").rglob("*") if path.is_file()]
    assert len(pages) > 2
    words, shown_words = set(), set()
    for page in pages:
        assert not _leaks(page.name)
        text = page.read_text(encoding="utf-8")
        if page.parent.name == "words":  # words by themselves do not tell the two families of one name apart
            words |= set(re.findall('"([^"]+)":', text))
        else:
            assert not _leaks(text), page
            shown_words |= set(re.findall(r"[^\W_]+", fold(html.unescape(re.sub(r"<[^>]*>", " ", text)))))
    assert words <= shown_words
    assert bool(words) == (form == "html")


def test_no_undecided_pair_of_names_is_told_with_a_protected_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cables = tmp_path / "cables"
    shutil.copytree(CABLES, cables)
    second = (cables / "second.md").read_text(encoding="utf-8")
    (cables / "second.md").write_text(second.replace("Igor Velitchko", "Igor Velichkov"), encoding="utf-8")
    line = ["names", "check", str(cables), "--decisions", str(tmp_path), "--min-probability", "0", "--format", "jsonl"]
    run(line)
    named = capsys.readouterr().out
    assert _leaks(named)
    run([*line, "--mask-protected"])
    masked = capsys.readouterr().out
    assert not _leaks(masked)
    prints = [[json.loads(row)["fingerprint"] for row in out.splitlines()] for out in (named, masked)]
    assert prints[0] == prints[1]


def test_without_the_option_the_names_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    run(["compare", *PAIR, str(CABLES)])
    assert len(_leaks(capsys.readouterr().out)) > 20


def _json(capsys: pytest.CaptureFixture[str], *more: str) -> object:
    assert run(["compare", *PAIR, str(CABLES), "--format", "json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def _skeleton(value: object) -> object:
    """Everything but words: numbers, and strings that are digests."""
    if isinstance(value, dict):
        return {key: _skeleton(item) for key, item in value.items() if key != "diff"}
    if isinstance(value, list):
        return [_skeleton(item) for item in value]
    if isinstance(value, str) and not re.fullmatch("[0-9a-f]{16}|[0-9a-f]{64}", value):
        return "words"
    return value


def test_hiding_changes_no_number_digest_or_fingerprint(capsys: pytest.CaptureFixture[str]) -> None:
    assert _skeleton(_json(capsys)) == _skeleton(_json(capsys, "--mask-protected"))


def test_one_person_has_one_number_in_all_spellings_and_cables(capsys: pytest.CaptureFixture[str]) -> None:
    run(["names", "list", str(CABLES), "--format", "jsonl", "--mask-protected"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    first = next(row for row in rows if row["preferred"] == "[protected 1]")
    cables = {mention["cable"] for form in first["forms"] for mention in form["mentions"]}
    assert cables == {"06DRAVIK511", "07DRAVIK688", "08DRAVIK120"}
    assert {form["form"] for form in first["forms"]} == {"[protected 1]"}
    assert any(row["preferred"] == "Oleg Velichko" for row in rows)


def test_a_request_in_another_cable_of_the_corpus_holds_here_too(capsys: pytest.CaptureFixture[str]) -> None:
    run(["show", "08DRAVIK120", "--corpus", str(CABLES), "--mask-protected"])
    printed = capsys.readouterr().out
    assert "[protected" in printed
    assert not _leaks(printed)


def test_a_masked_cable_keeps_its_length_and_its_positions() -> None:
    cables = list(read(CABLES))
    hide = mask_of(cables)
    for cable in cables:
        masked = hide(cable)
        assert (len(masked.text), len(masked.source), masked.map) == (len(cable.text), len(cable.source), cable.map)
        assert masked.witness.sha256 == cable.witness.sha256
        assert [(p.start, p.end, p.number) for p in masked.paragraphs] == [
            (p.start, p.end, p.number) for p in cable.paragraphs
        ]
        assert all(masked.text[p.start : p.end] == p.text for p in masked.paragraphs)
        assert hide.original(masked) is cable


def test_what_holds_no_hidden_name_is_given_back_as_it_is() -> None:
    hide = mask_of(read(CABLES))
    rows = (("harbor", 1.0), ["lease"], None, "3b1f0c77aa42de90")
    assert hide(rows) == rows


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("VELICHKO, Igor", "[protected 1]"),
        ("igor_velichko_2006.txt", "[protected 1]_2006.txt"),
        ("IgorVelitchko.html", "[protected 1].html"),
        ("the Velichkos' house", "the [protected 1]' house"),
        ("Velichko's lease", "[protected 1]'s lease"),
        ("Oleg Velichko and Igor Velichko", "Oleg Velichko and [protected 1]"),
        ("a brook runs", "a brook runs"),
        ("Mr. Brook runs", "Mr. [protected 2] runs"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(text: str, told: str) -> None:
    assert shown(mask_of(read(CABLES))(text)) == told


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("term", "igor", "[protected 1]"),
        ("term", "(3 more shared terms)", "(3 more shared terms)"),
        ("phrase", "pier lease, igor asked, (4 more)", "pier lease, [protected 1] asked, (4 more)"),
        ("subject", "lease igor harbor", "lease [protected 1] harbor"),
        ("date", "3 days later", "3 days later"),
    ],
)
def test_a_reason_tells_no_word_of_a_hidden_name(kind: str, words: str, told: str) -> None:
    assert shown(mask_of(read(CABLES))(Reason(kind, words, 0.5)).value) == told


def _cable(tmp_path: Path, body: str) -> Cable:
    path = tmp_path / "one.txt"
    path.write_text(
        f"R 030900Z FEB 08\nFM AMEMBASSY DRAVIK\nTO SECSTATE WASHDC\n\nC O N F I D E N T I A L DRAVIK 000120\n\n"
        f"SUBJECT: THE LEASE\n\n1. (C) {body}\nRENNER\n",
        encoding="utf-8",
    )
    return next(iter(read(path)))


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Igor Velichko (strictly protect) told us no.", ["Igor Velichko"]),
        ("Igor Velichko, head of the harbor authority (protect), told us no.", ["Igor Velichko"]),
        ("Igor Velichko and Anna Sedova (protect both) told us no.", ["Anna Sedova", "Igor Velichko"]),
        ("Igor Velichko met Anna Sedova (please protect) in Dravik.", ["Anna Sedova"]),
        ("An aide to Minister Igor Velichko (protect) told us no.", []),
        ("Minister Igor Velichko's driver (protect) told us no.", []),
        ("Our contacts (protect) told us no.", []),
        ("XXXXXXXXXXXX (strictly protect) told Igor Velichko no.", []),
        ("Igor Velichko told us no. (Please protect.)", ["Igor Velichko"]),
        (
            "Igor Velichko told us no. Please protect our sources. Anna Sedova told us yes.",
            ["Anna Sedova", "Igor Velichko"],
        ),
        ("Igor Velichko told us no. Please protect accordingly.", []),
    ],
)
def test_a_request_is_meant_for_the_nearest_person_before_it(tmp_path: Path, body: str, names: list[str]) -> None:
    cable = _cable(tmp_path, body)
    people = reconcile([cable])
    found = protected_persons([cable], people)
    assert sorted(entry.forms[0] for entry in found) == names


def test_the_notice_counts_requests_and_says_what_to_do(demo: Callable[[], Iterable[Cable]]) -> None:
    cables = list(demo())
    assert protection_notice(cables).endswith("ask that a source be protected; --mask-protected hides the names.")
    assert protection_notice(cable for cable in cables if not cable.protected) == ""
    masked = mask_of(read(CABLES))
    assert protection_notice(map(masked, read(CABLES))) == (
        "3 passages ask that a source be protected; the names are hidden."
    )
