"""Results in Python: dictionaries, frames, a notebook's cell."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser

import pytest

from crosscable.compare import compare, match, reconcile, sources, track
from crosscable.corpora import open_corpus
from crosscable.corpora.collection import Corpus
from crosscable.corpora.demo import demo_folder
from crosscable.corpora.errors import UsageError
from crosscable.corpora.tabular import Table, Tabular

RESULTS = {
    "corpus": ("cables",),
    "matched": ("relatives",),
    "comparison": ("shifts", "passages", "people", "sources"),
    "people": ("forms",),
    "sources": ("statements", "sources"),
    "track": ("steps",),
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return open_corpus([str(demo_folder())])


@pytest.fixture(scope="module")
def results(corpus: Corpus) -> dict[str, Tabular]:
    return {
        "corpus": corpus,
        "matched": match(corpus, top=3),
        "comparison": compare(corpus.find("06SELVANE91877"), corpus.find("08SELVANE92055")),
        "people": reconcile(corpus),
        "sources": sources(corpus),
        "track": track(corpus, topic="canal"),
    }


TABLES = [(name, what) for name, tables in RESULTS.items() for what in tables]


@pytest.mark.parametrize(("name", "what"), TABLES)
def test_rows_are_dictionaries_of_plain_values(results: dict[str, Tabular], name: str, what: str) -> None:
    rows = results[name].to_dicts(what)
    assert rows
    assert all(list(row) == list(rows[0]) for row in rows)
    assert results[name].to_dicts(what) == rows  # also the second time


def test_without_a_name_the_foremost_table_is_given(results: dict[str, Tabular]) -> None:
    for name, tables in RESULTS.items():
        assert results[name].to_dicts() == results[name].to_dicts(tables[0])


def test_a_table_that_is_not_there_is_refused(results: dict[str, Tabular]) -> None:
    for result in results.values():
        with pytest.raises(UsageError, match="there are: "):
            result.to_dicts("nothing")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_same_rows(results: dict[str, Tabular], library: str) -> None:
    pytest.importorskip(library)
    for name, what in TABLES:
        rows = results[name].to_dicts(what)
        frame = getattr(results[name], f"to_{library}")(what)
        assert list(frame.columns) == list(rows[0])
        assert len(frame) == len(rows)


def test_days_are_days_in_pandas() -> None:
    pandas = pytest.importorskip("pandas")
    corpus = open_corpus([str(demo_folder())])
    assert pandas.api.types.is_datetime64_any_dtype(corpus.to_pandas()["sent"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=f"{library} is not installed; pip install {library}"):
        getattr(Table("rows", ("a",), ((1,),)), f"to_{library}")()


def test_neither_library_is_loaded_before_it_is_asked_for() -> None:
    program = (
        "import sys\nfrom crosscable.corpora import open_corpus\nfrom crosscable.corpora.demo import demo_folder\n"
        "open_corpus([str(demo_folder())])._repr_html_()\n"
        "print({'pandas', 'polars', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not attrs


def test_a_notebook_shows_a_table_and_obeys_nothing(results: dict[str, Tabular]) -> None:
    hostile = Table("rows", ("<b>",), (("<script>acted=1</script>\x1b\u202e",),))
    for page in (hostile._repr_html_(), *(result._repr_html_() for result in results.values())):
        elements = _Elements()
        elements.feed(page)
        assert elements.seen == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
        assert "\x1b" not in page
        assert "\u202e" not in page


def test_a_long_table_says_how_much_of_it_is_shown() -> None:
    page = Table("rows", ("a",), tuple((number,) for number in range(120)))._repr_html_()
    assert "120 rows (50 of 120 shown)" in page
