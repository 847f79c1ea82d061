"""The authority file: which written forms are one person's, under an id that stays.

`rebuild` is a pure function of the written forms, the decisions, the model, and the authority there was before (which
gives ids and preferred forms, and nothing else). Forms join where an editor said so, where the cables join them, and
where their likeness is certain; nothing else joins. A person keeps the id that most of its forms had; the id of a
person who was merged away stays behind as a redirect and is never given to anybody else.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscable.compare.decisions import Decisions, canonical_form
from crosscable.compare.people.clusters import cluster
from crosscable.compare.people.likeness import CERTAIN
from crosscable.compare.people.namelist import links, preferred_form, slug
from crosscable.compare.people.names import parse_name
from crosscable.compare.people.rarity import ENOUGH, background, count
from crosscable.compare.placed import parse_placed, plain_form
from crosscable.corpora.errors import InputError, UsageError

__all__ = ["COLUMNS", "FILE", "Authority", "Entry", "Redirect", "authority_csv", "parse_csv", "read", "rebuild"]

FILE = "authority.csv"
COLUMNS = ("person", "form", "kind", "status", "see")
_KINDS = ("preferred", "variant", "redirect")


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form: its person's id, the form, "preferred" or "variant", and "decided", "certain" or "only".

    "only" is the one form of a person; "certain" was joined without an editor, on an equal form or at .99 and more.
    """

    person: str
    form: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id that is not used any more, and the person it was merged into."""

    person: str
    see: str


@dataclass(frozen=True, slots=True)
class Authority:
    """All entries and redirects, each sorted."""

    entries: tuple[Entry, ...] = ()
    redirects: tuple[Redirect, ...] = ()

    def persons(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each person, the preferred form first."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.person].append(entry)
        return {person: tuple(sorted(rows, key=lambda e: (e.kind, e.form))) for person, rows in found.items()}

    def joined(self) -> tuple[tuple[str, str], ...]:
        """Pairs of a person's preferred and other forms that no editor joined."""
        return tuple(
            (rows[0].form, entry.form)
            for rows in self.persons().values()
            for entry in rows[1:]
            if entry.status == "certain"
        )

    def person_of(self, form: str) -> str | None:
        """The id of the person who bears a written form."""
        wanted = canonical_form(form)
        return next((entry.person for entry in self.entries if entry.form == wanted), None)


def rebuild(
    forms: Mapping[str, int],
    decisions: Decisions,
    previous: Authority | None = None,
    joined: Iterable[tuple[str, str]] = (),
) -> Authority:
    """The authority for some written forms.

    Args:
        forms: the forms, each with how often it was found.
        decisions: what editors decided.
        previous: the authority there was before, for its ids and preferred forms.
        joined: pairs that the cables themselves join; a decision against one of them wins.

    Raises:
        ContradictionError: the decisions contradict each other.
    """
    decisions.require_consistent()
    counts: Counter[str] = Counter()
    for form, number in forms.items():
        counts[canonical_form(form)] += number
    ordered = sorted(form for form in counts if form)
    groups = _groups(ordered, decisions, joined)
    before = {entry.form: entry.person for entry in previous.entries} if previous else {}
    old = {r.person: r.see for r in previous.redirects} if previous else {}
    ids = _ids(groups, counts, before, set(before.values()) | set(old))
    decided = {form for pair in decisions.same for form in pair}
    chosen = {(e.person, e.form) for e in previous.entries if e.kind == "preferred"} if previous else set()
    preferred = [_preferred(person, group, counts, chosen) for person, group in zip(ids, groups, strict=True)]
    entries = [
        Entry(
            person,
            form,
            "preferred" if form == best else "variant",
            "only" if len(group) == 1 else "decided" if form in decided else "certain",
        )
        for person, group, best in zip(ids, groups, preferred, strict=True)
        for form in group
    ]
    now = {form: person for person, group in zip(ids, groups, strict=True) for form in group}
    return Authority(tuple(sorted(entries, key=lambda e: (e.person, e.form))), _redirects(set(ids), before, now, old))


def _preferred(person: str, group: Sequence[str], counts: Mapping[str, int], chosen: set[tuple[str, str]]) -> str:
    """The form that was preferred for this person before, while it is found; else the fullest common one."""
    kept = [form for form in group if (person, form) in chosen]
    return kept[0] if kept else preferred_form([(form, counts[form]) for form in group])


def _groups(forms: Sequence[str], decisions: Decisions, joined: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    row_of = {form: row for row, form in enumerate(forms)}
    parsed = [parse_name(plain_form(form)) for form in forms]
    placed = {row for row, form in enumerate(forms) if parse_placed(form)}
    scored, _ = links(parsed, count(parsed) if len(forms) >= ENOUGH else background())
    scored = [link for link in scored if not {link.left, link.right} & placed]  # they join by decisions only
    must = [(row_of[a], row_of[b]) for a, b in decisions.same if a in row_of and b in row_of]
    must += _by_way_of_absent(decisions, row_of)
    cannot = [(row_of[a], row_of[b]) for a, b in decisions.different if a in row_of and b in row_of]
    must += _allowed([(row_of[a], row_of[b]) for a, b in joined if a in row_of and b in row_of], must, cannot)
    rows = cluster(len(forms), scored, must=must, cannot=cannot, threshold=CERTAIN)
    return [tuple(forms[row] for row in group) for group in rows]


def _allowed(
    joined: Sequence[tuple[int, int]], must: Sequence[tuple[int, int]], cannot: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The joined pairs that can be added one after another without bringing together what was parted."""
    of: dict[int, int] = {}

    def root(row: int) -> int:
        while of.setdefault(row, row) != row:
            row = of[row]
        return row

    for a, b in must:
        of[max(root(a), root(b))] = min(root(a), root(b))
    kept = []
    for a, b in sorted(joined):
        left, right = root(a), root(b)
        if not any({root(x), root(y)} == {left, right} for x, y in cannot) or left == right:
            of[max(left, right)] = min(left, right)
            kept.append((a, b))
    return kept


def _by_way_of_absent(decisions: Decisions, row_of: Mapping[str, int]) -> list[tuple[int, int]]:
    """Joins that run through a form which is no longer found."""
    first: dict[str, int] = {}
    found = []
    for form, group in decisions.groups.items():
        if form in row_of:
            found.append((first.setdefault(group, row_of[form]), row_of[form]))
    return [pair for pair in found if pair[0] != pair[1]]


def _ids(
    groups: Sequence[Sequence[str]], counts: Mapping[str, int], before: Mapping[str, str], taken: set[str]
) -> list[str]:
    """Ids for groups: the old id that most forms of a group had (each old id once), else a new one never used."""
    claims = []
    for number, group in enumerate(groups):
        for person, forms in sorted(Counter(before[form] for form in group if form in before).items()):
            claims.append((-forms, person, number))
    ids: dict[int, str] = {}
    given: set[str] = set()
    for _, person, number in sorted(claims):
        if number not in ids and person not in given:
            ids[number] = person
            given.add(person)
    for number, group in enumerate(groups):
        if number not in ids:
            stem = slug(preferred_form([(form, counts[form]) for form in group]))
            candidate, suffix = stem, 1
            while candidate in given or candidate in taken:
                suffix += 1
                candidate = f"{stem}-{suffix}"
            ids[number] = candidate
            given.add(candidate)
    return [ids[number] for number in range(len(groups))]


def _redirects(
    ids: set[str], before: Mapping[str, str], now: Mapping[str, str], old: Mapping[str, str]
) -> tuple[Redirect, ...]:
    """Where every id leads that is used no more: to the person who has most of its forms, old ones straight on."""
    went: dict[str, Counter[str]] = defaultdict(Counter)
    for form, person in before.items():
        if person not in ids and form in now:
            went[person][now[form]] += 1
    leads = dict(old) | {person: min(to, key=lambda p: (-to[p], p)) for person, to in went.items()}
    found = []
    for person, see in leads.items():
        seen = {person}
        while see not in ids and see in leads and see not in seen:
            seen.add(see)
            see = leads[see]
        if person not in ids:
            found.append(Redirect(person, see))
    return tuple(sorted(found, key=lambda r: r.person))


def authority_csv(authority: Authority) -> str:
    """The file: a header, one form a row sorted by person and form, then redirects."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((e.person, e.form, e.kind, e.status, "") for e in authority.entries)
    writer.writerows((r.person, "", "redirect", "", r.see) for r in authority.redirects)
    return buffer.getvalue()


def parse_csv(text: str, where: str) -> Authority:
    """An authority from its file; columns may stand in any order, more columns are allowed.

    Raises:
        InputError: a column is missing, a kind is unknown, or a form belongs to two persons.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = [name for name in ("person", "form") if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"no column {' and '.join(missing)}", where=f"{where}:1", remedy="name the columns first")
    entries: dict[str, Entry] = {}
    redirects = []
    for row in rows:
        person, form, kind = row["person"].strip(), canonical_form(row["form"]), (row.get("kind") or "variant")
        place = f"{where}:{rows.line_num}"
        if kind not in _KINDS or not person or (not form and kind != "redirect"):
            raise InputError(f"not an entry: {','.join(filter(None, row.values()))}", where=place)
        if kind == "redirect":
            redirects.append(Redirect(person, (row.get("see") or "").strip()))
        elif form in entries and entries[form].person != person:
            raise InputError(
                f"{form!r} belongs to {entries[form].person} and to {person}", where=place, remedy="keep one of them"
            )
        else:
            entries[form] = Entry(person, form, kind, row.get("status") or "decided")
    return Authority(
        tuple(sorted(entries.values(), key=lambda e: (e.person, e.form))),
        tuple(sorted(redirects, key=lambda r: r.person)),
    )


def read(folder: Path) -> Authority | None:
    """The authority of a folder, None where there is no file yet.

    Raises:
        UsageError: the file cannot be read.
        InputError: it is no authority file.
    """
    path = folder / FILE
    try:
        return parse_csv(path.read_bytes().decode("utf-8"), str(path))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=str(path), remedy="save it as UTF-8") from error
    except OSError as error:
        raise UsageError("cannot read the authority file", where=str(path), why=error.strerror or "") from error
