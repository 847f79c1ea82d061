from __future__ import annotations

from crosscable.compare.matching import threads as module
from crosscable.compare.matching.relatives import match
from crosscable.compare.matching.threads import threads

WHEAT = "The wheat silos of the harbour are empty and the minister of agriculture blames the millers of Selvane."
CANAL = "The canal authority will dredge the upper locks when the tolls have been raised again by the assembly."
OTHER = "A choir from Porto Amaro sang for the consul on the roof of the old customs house in heavy rain."


def found(cables, **options):
    return threads(match(cables, top=3, ignore_references=True), **options)


def test_references_chain_cables_to_a_thread_in_the_order_of_time(telegram) -> None:
    cables = [
        telegram(3, OTHER, month=9, ref="SELVANE 2"),
        telegram(1, WHEAT, month=1),
        telegram(2, CANAL, month=5, ref="SELVANE 1"),
    ]
    (thread,) = found(cables)
    assert [item.name for item in thread.entries] == ["07SELVANE1", "07SELVANE2", "07SELVANE3"]
    assert [(link.cable, link.other) for link in thread.links if link.kind == "reference"] == [
        ("07SELVANE2", "07SELVANE1"),
        ("07SELVANE3", "07SELVANE2"),
    ]


def test_strong_likeness_ties_without_references(telegram) -> None:
    cables = [
        telegram(1, WHEAT, CANAL),
        telegram(2, WHEAT, CANAL, day=5),
        telegram(3, OTHER, subject="CHOIR", tags="KPAO"),
    ]
    (thread,) = found(cables)
    assert {item.name for item in thread.entries} == {"07SELVANE1", "07SELVANE2"}
    assert [link.kind for link in thread.links] == ["similar"]


def test_without_references_a_chain_falls_apart(telegram) -> None:
    cables = [telegram(1, WHEAT), telegram(2, OTHER, year=2009, ref="07 SELVANE 1", subject="CHOIR", tags="KPAO")]
    assert len(found(cables)) == 1
    assert found(cables, references=False) == ()


def test_likeness_does_not_grow_a_thread_without_end(telegram, monkeypatch) -> None:
    monkeypatch.setattr(module, "_LARGEST", 2)
    cables = [telegram(number, WHEAT, CANAL) for number in range(1, 5)]
    assert max(len(thread.entries) for thread in found(cables)) == 2


def test_a_cited_cable_that_is_not_there_ties_nothing(telegram) -> None:
    assert found([telegram(1, WHEAT, ref="GENEVA 99")]) == ()
