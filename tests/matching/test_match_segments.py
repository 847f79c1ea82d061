from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from crosscable.compare.matching import index as module
from crosscable.compare.matching.fusion import fusion
from crosscable.compare.matching.index import open_index, update_index
from crosscable.compare.matching.pruned import rank_pruned
from crosscable.compare.matching.relatives import match_index, relatives
from crosscable.compare.matching.search import postings
from crosscable.compare.matching.segments import order_of_names
from crosscable.corpora.errors import UsageError


def answers(index, **options):
    return list(match_index(index, **{"top": 10} | options).relatives)


@pytest.fixture(scope="module")
def grown(archive, tmp_path_factory):
    """240 cables built, then 20 and 10 added; every third cable, so that names of the added lie between the others."""
    folder = tmp_path_factory.mktemp("grown")
    late = archive[::3][:30]
    built = [cable for cable in archive if cable not in late][:240]
    update_index(folder, built)
    before = answers(open_index(folder))
    update_index(folder, [*late[:20], *built])
    return update_index(folder, [*built, *late]), before, built, late


def test_added_cables_are_found_and_find(grown) -> None:
    index, _, built, late = grown
    assert index.segments is not None
    rows = answers(index)
    assert [*dict.fromkeys(row.cable for row in rows)] == sorted(cable.name for cable in (*built, *late))
    new = {cable.name for cable in late}
    assert new == {row.related for row in rows} & new
    assert {row.cable for row in rows if row.related in new} - new
    assert list(match_index(index).entries) == sorted(cable.name for cable in (*built, *late))


def test_what_was_built_keeps_its_scores(grown) -> None:
    index, before, _, late = grown
    new = {cable.name for cable in late}
    scores = {(row.cable, row.related): (row.score, row.why) for row in before}
    kept = [row for row in answers(index) if row.cable not in new and row.related not in new]
    assert len(kept) > len(before) / 2
    told = [row for row in kept if (row.cable, row.related) in scores]
    # A candidate that an added cable pushes out makes room for one not shown before.
    assert len(told) > 0.99 * len(kept)
    assert all(scores[row.cable, row.related] == (row.score, row.why) for row in told)


def test_two_segments_answer_as_one_would(grown) -> None:
    """The slow way: all texts in one matrix in the order of names, with postings made of it."""
    index, *_ = grown
    order = np.argsort(index.segments.rank)
    known = index.features
    parts = {
        name: getattr(known, name)[order]
        for name in ("subjects", "tags", "days", "posts", "departments", "senders", "addressees")
    }
    whole = replace(
        known,
        entries=[known.entries[at] for at in order],
        texts=replace(known.texts, matrix=index.segments.texts.rows()[order]),
        phrases=replace(known.phrases, matrix=index.segments.phrases.rows()[order]),
        cites=known.cites[order][:, order],
        cited=known.cited[order][:, order],
        **parts,
    )
    weights = fusion(index.profile)
    ranked = rank_pruned(whole, weights, 10, found=postings(whole.texts.matrix), hub=index.hub[order])
    assert answers(index) == list(relatives(whole, weights, ranked, 0.0))


@pytest.mark.parametrize(
    "options", [{}, {"prefer": "counterpart"}, {"prefer": "same-event", "ignore_references": True}]
)
def test_one_look_up_gives_the_rows_of_the_whole(grown, options) -> None:
    index, _, built, late = grown
    rows = answers(index, **options)
    for cable in (built[3], late[4], late[27]):
        assert answers(index, of=[cable.name], **options) == [row for row in rows if row.cable == cable.name]
    assert index.place("07NOWHERE1") is None


def test_an_index_that_is_opened_again_answers_the_same(archive, tmp_path: Path) -> None:
    index = update_index(tmp_path / "index", archive[:200])
    index = update_index(tmp_path / "index", archive[:210])
    assert answers(open_index(tmp_path / "index")) == answers(index)
    assert answers(update_index(tmp_path / "index", archive[:210])) == answers(index)


def test_only_added_cables_are_weighed(archive, tmp_path: Path, monkeypatch) -> None:
    from crosscable.compare.matching import growing, vectors

    update_index(tmp_path / "index", archive[:200])
    weighed: list[int] = []

    def noted(counts, *rest):
        weighed.append(len(counts.rows) - 1)
        return vectors.weigh(counts, *rest)

    monkeypatch.setattr(growing, "weigh", noted)
    monkeypatch.setattr(module, "_build", None)
    update_index(tmp_path / "index", archive[:210])
    update_index(tmp_path / "index", archive[:213])
    assert weighed == [10, 3]


def test_references_join_cables_built_and_added(telegram, archive, tmp_path: Path) -> None:
    early = telegram(901, "Barges waited at the lock.", "Nothing moved.", ref="SELVANE 903")
    middle = telegram(902, "A choir sang in the square.", "It was loud.", ref="SELVANE 901")
    late = telegram(903, "Onions were sold by weight.", "Prices fell.", ref="SELVANE 902")
    folder = tmp_path / "index"
    for cables in ([early], [early, middle], [early, middle, late]):
        index = update_index(folder, [*archive[:100], *cables])
    assert index.segments is not None
    known = index.features
    names = [name.decode() for name in index.names]
    linked = {(names[one], names[two]) for one, two in zip(*known.cites.nonzero(), strict=True)}
    assert {(early.name, late.name), (middle.name, early.name), (late.name, middle.name)} <= linked
    assert (known.cited != known.cites.T).nnz == 0


def test_terms_that_only_added_cables_hold_bring_them_together(telegram, archive, tmp_path: Path) -> None:
    update_index(tmp_path / "index", archive[:100])
    pair = [
        telegram(number, "The quexilorn vandrosil is ready.", "Of it more later.", month=month, tags="ZZ")
        for number, month in ((911, 1), (912, 12))
    ]
    found = answers(update_index(tmp_path / "index", [*archive[:100], *pair]), of=[pair[0].name], top=1)
    assert found[0].related == pair[1].name
    assert {"quexilorn", "vandrosil"} <= {reason.value for reason in found[0].why}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / module._current(folder)["generation"]).iterdir()}


def test_many_added_cables_are_built_in_as_if_fresh(archive, tmp_path: Path) -> None:
    for most, apart in ((160, False), (180, True), (181, False)):
        assert (update_index(tmp_path / "index", archive[:most]).segments is not None) is apart
    update_index(tmp_path / "fresh", archive[:181])
    assert files(tmp_path / "index") == files(tmp_path / "fresh")
    assert not list((tmp_path / "index").glob("added-*"))


def test_cables_that_leave_or_change_make_a_full_build(archive, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    update_index(folder, archive[:100])
    built = files(folder)
    assert update_index(folder, archive[:105]).segments is not None
    assert update_index(folder, archive[:100]).segments is None
    assert files(folder) == built
    other = replace(archive[0], witness=replace(archive[0].witness, sha256="0" * 64))
    again = update_index(folder, [*archive[:100], other])  # another copy of one name
    assert again.segments is None
    assert again.repeated == (other.name,)


@pytest.mark.parametrize("before", [100, 105])
@pytest.mark.parametrize("part", ["_put", "_make_current"])
def test_adding_that_is_killed_leaves_the_old_index(archive, tmp_path: Path, monkeypatch, before, part) -> None:
    folder = tmp_path / "index"
    update_index(folder, archive[:100])
    held = answers(update_index(folder, archive[:before]))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, part, killed)
        with pytest.raises(KeyboardInterrupt):
            update_index(folder, archive[:110])
    assert answers(open_index(folder)) == held
    index = update_index(folder, archive[:110])
    assert len(index.names) == 110
    assert len(list(folder.glob("*added-*"))) == 1


def test_a_full_disk_while_adding_is_told(archive, tmp_path: Path, monkeypatch) -> None:
    update_index(tmp_path / "index", archive[:100])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_put", full)
        with pytest.raises(UsageError, match="No space left"):
            update_index(tmp_path / "index", archive[:105])
    assert len(open_index(tmp_path / "index").names) == 100


def test_names_of_both_segments_have_one_order() -> None:
    built, added = np.array([b"a", b"c", b"e"]), np.array([b"f", b"b", b"cc"])
    assert order_of_names(built, added).tolist() == [0, 4, 1, 5, 2, 3]


def test_an_index_of_another_version_is_built_anew(archive, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    update_index(folder, archive[:40])
    current = json.loads((folder / "current.json").read_text(encoding="utf-8"))
    older = {"version": 1, **{name: current[name] for name in ("generation", "profile", "repeated")}}
    (folder / "current.json").write_text(json.dumps(older), encoding="utf-8")
    with pytest.raises(UsageError, match="version 1"):
        open_index(folder)
    assert len(update_index(folder, archive[:42]).names) == 42
    assert open_index(folder).segments is None


def test_an_added_cable_shares_the_phrases_that_were_rare_when_it_came(telegram, archive, tmp_path: Path) -> None:
    said = [
        telegram(911, "Cistern ledgers were kept all winter.", "Nothing else moved.", subject="LEDGERS"),
        telegram(912, "A clerk kept the cistern ledgers.", "It snowed.", subject="A CLERK", month=5),
        telegram(913, "Nobody has seen cistern ledgers or the salt registers.", "Rain.", subject="RAIN", month=9),
        telegram(914, "He took the salt registers away.", "Sun.", subject="SUN", month=10),
    ]
    folder = tmp_path / "index"
    for number in (2, 3, 4):
        index = update_index(folder, [*archive[:200], *said[:number]])
    assert index.segments is not None
    told = {
        (row.cable, row.related): reason.value
        for row in answers(index, of=[cable.name for cable in said])
        for reason in row.why
        if reason.kind == "phrase"
    }
    assert told[said[0].name, said[2].name] == "cistern ledgers"
    assert told[said[2].name, said[1].name] == "cistern ledgers"
    assert (said[2].name, said[3].name) not in told  # each came alone, and a phrase of one cable is not kept
