from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

import pytest

from crosscable.corpora import read
from crosscable.corpora.demo import demo_folder

EXPECTED = json.loads((Path(__file__).parent / "truth" / "reading.json").read_text(encoding="utf-8"))
FIELDS = (
    "id",
    "form",
    "sent",
    "origin",
    "classification",
    "caveats",
    "subject",
    "tags",
    "references",
    "declassify_on",
    "paragraphs",
    "markings",
    "headings",
    "signature",
    "summary",
)


@pytest.fixture(scope="module")
def by_file():
    return {cable.witness.name.rsplit("/", 1)[-1]: cable for cable in read(demo_folder())}


def read_field(cable, field):
    numbered = [next(iter(group)) for _, group in groupby(cable.paragraphs, key=lambda p: p.number)]
    numbered = [paragraph for paragraph in numbered if paragraph.number is not None]
    special = {
        "form": lambda: cable.witness.form,
        "sent": lambda: f"{cable.sent:%Y-%m-%dT%H:%M:%SZ}",
        "caveats": lambda: sorted(set(cable.caveats)),
        "tags": lambda: list(cable.tags),
        "references": lambda: [reference.id for reference in cable.references],
        "declassify_on": lambda: str(cable.declassify_on) if cable.declassify_on else None,
        "paragraphs": lambda: [paragraph.number for paragraph in numbered],
        "markings": lambda: [paragraph.marking for paragraph in numbered if paragraph.marking],
        "headings": lambda: [heading.text for heading in cable.headings],
        "summary": lambda: " ".join((cable.summary or "").split()[:8]),
    }
    return special[field]() if field in special else getattr(cable, field)


def test_every_cable_is_read(by_file):
    assert sorted(by_file) == sorted(row["file"] for row in EXPECTED)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_fields(by_file, row, field):
    expected = row["summary_begins"] if field == "summary" else row[field]
    assert read_field(by_file[row["file"]], field) == expected


def test_damaged_words_are_repaired_and_the_repair_is_recorded(cables, truth, locate):
    for item in truth("repairs")["repaired"]:
        cable = cables[item["cable"]]
        start, end = locate(cable, item["reading"])
        assert " ".join(cable.source[start:end].split()) == item["source"]
        assert item["reading"] in cable.text
        assert any(start <= repair.start < end for repair in cable.repairs), item


def test_sentences_run_on_across_page_lines(cables, truth):
    for item in truth("repairs")["joined"]:
        cable = cables[item["cable"]]
        assert item["cut"] in cable.source
        assert item["cut"] not in cable.text
        assert item["reading"] in cable.text
        start = cable.text.index(item["reading"])
        assert item["cut"] in cable.span(start, start + len(item["reading"])).quote


def test_what_surrounds_a_cable_is_left_out(cables, truth):
    for item in truth("repairs")["left_out"]:
        cable = cables[item["cable"]]
        for text in item["texts"]:
            assert text in cable.source
            assert text not in cable.text


def test_garble_is_a_loss_and_the_missing_paragraph_is_told(cables, truth):
    for item in truth("repairs")["lost"]:
        cable = cables[item["cable"]]
        start = cable.source.index(item["source"])
        assert any(loss.start < start + len(item["source"]) and start < loss.end for loss in cable.losses)
        assert any(str(item["missing_paragraph"]) in loss.message for loss in cable.losses)
        assert item["missing_paragraph"] not in [paragraph.number for paragraph in cable.paragraphs]


@pytest.mark.parametrize("kind", ["redactions", "protected"])
def test_redactions_and_requests_to_protect(cables, truth, kind):
    expected = truth("repairs")[kind]
    assert {name: len(getattr(cable, kind)) for name, cable in cables.items() if getattr(cable, kind)} == expected


def test_the_corrected_copy_differs_in_one_figure(by_file):
    first, corrected = by_file["08SELVANE92055.html"], by_file["08SELVANE92055-corrected.txt"]
    assert "kilometer 31 of 74" in first.text
    assert "kilometer 31 of 47" in corrected.text
    assert first.paragraphs[1].text == corrected.paragraphs[1].text


def test_truth_quotes_what_is_read(cables, truth, locate):
    """Every planted quotation is in its file, and reading it back leads to the same place."""
    quotations = [
        (pair[side], quotation)
        for pair in truth("shifts")
        for claim in (*pair["shifts"], *pair["unchanged"])
        for side in ("left", "right")
        for quotation in claim[side]
    ]
    quotations += [
        (source[side], quotation)
        for source in truth("sources")
        for side in ("left", "right")
        for quotation in source["said"][side]
    ]
    assert len(quotations) > 150
    for name, quotation in quotations:
        cable = cables[name]
        start, end = locate(cable, quotation)
        at = cable.text.find(quotation)
        assert at >= 0, (name, quotation)
        span = cable.span(at, at + len(quotation))
        assert (span.start, span.end) == (start, end)


def test_planted_persons_stand_where_the_truth_says(cables, truth):
    for person in truth("persons")["persons"]:
        for form, names in person["forms"].items():
            for name in names:
                assert form in cables[name].text, (form, name)
