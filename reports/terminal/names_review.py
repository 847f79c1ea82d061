"""One pair of names a screen, one key a judgement: the loop of `names review` and what it shows.

The loop knows neither terminal nor clock nor file: keys come from a function, screens go to one, and decisions are kept
and taken back by functions, so that a test can play an editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosscable.compare.decisions import Decision, Decisions, decide_names
from crosscable.compare.people.parting import Cluster
from crosscable.compare.people.questions import Question, decided
from crosscable.reports.terminal.names_pairs import bars
from crosscable.reports.terminal.names_parting import take_apart
from crosscable.reports.terminal.names_sitting import Outcome, Sitting, form_lines
from crosscable.reports.terminal.tables import window, wrap

__all__ = ["KEYS", "marked_difference", "review", "screen"]

KEYS = {"y": "same", "n": "different", "u": "unsure"}
HELP = "y same  n different  u unsure  s skip  b back  c more context  ? why  1/2 take first/second apart  q quit"
_FEW = 2  # places shown before the editor asks for more


def marked_difference(left: str, right: str) -> tuple[str, str]:
    """Two spellings with what differs in square brackets: Roman[ch]enko, Roman[sch]enko."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # a time limit would make the result depend on the machine
    parts = engine.diff_main(left, right, False)
    engine.diff_cleanupSemantic(parts)
    a = "".join(text if kind == 0 else f"[{text}]" for kind, text in parts if kind <= 0)
    b = "".join(text if kind == 0 else f"[{text}]" for kind, text in parts if kind >= 0)
    return a, b


def screen(
    question: Question, *, left: int, likely: int, blind: bool = False, more: bool = False, width: int | None = None
) -> Iterator[str]:
    """The lines for one question. Blind screens show neither score nor reasons, so that they do not lead the editor."""
    columns = window(width)
    yield f"{left} left, {likely} of them more likely one person than not"
    yield ""
    for form, shown in zip((question.a, question.b), marked_difference(question.a.text, question.b.text), strict=True):
        yield from form_lines(form, shown, columns, None if more else _FEW)
        yield ""
    if question.again:
        yield from wrap(question.again, columns)
        yield ""
    if not blind:
        found = question.likeness
        rules = f"; spelling rules: {', '.join(found.rules)}" if found.rules else ""
        yield from wrap(f"{found.verdict}, probability {found.probability:.2f}{rules}", columns)
        yield from bars(found.contributions, columns)
        yield ""
    yield from wrap(HELP, columns)


def review(
    questions: Sequence[Question],
    decisions: Decisions,
    sitting: Sitting,
    *,
    clusters: Sequence[Cluster] = (),
    blind: bool = False,
) -> Outcome:
    """Ask until the questions or the editor's keys come to an end.

    Args:
        questions: what to ask, in this order; what earlier answers settle is not asked any more.
        decisions: what was decided before.
        sitting: the editor, the keys and the screen.
        clusters: who is joined already; the keys 1 and 2 take apart the cluster of the first or second form.
        blind: show no scores.
    """
    cluster_of = {form.text: cluster for cluster in clusters for form in cluster.forms}
    made: list[tuple[int, Sequence[Decision]]] = []
    skipped: set[int] = set()
    at, more, why = 0, False, False
    while True:
        at = next((n for n in range(at, len(questions)) if n not in skipped and _open(questions[n], decisions)), at)
        if at >= len(questions) or at in skipped or not _open(questions[at], decisions):
            break
        question = questions[at]
        rest = [q for n, q in enumerate(questions[at:], at) if n not in skipped and _open(q, decisions)]
        likely = sum(q.likeness.verdict == "same" for q in rest)
        lines = screen(question, left=len(rest), likely=likely, blind=blind and not why, more=more, width=sitting.width)
        sitting.show(list(lines))
        pressed = sitting.key().lower()
        if pressed in ("", "q"):
            return Outcome(len(made), len(skipped), len(rest))
        more, why = pressed == "c" or (more and pressed == "?"), pressed == "?"
        if pressed in KEYS:
            plain = decide_names(question.a.text, question.b.text, KEYS[pressed], by=sitting.by, at=sitting.clock())
            answer = (decided(question, plain, decisions),)
            known = sitting.kept(answer, decisions)
            if known is None:
                skipped.add(at)
            else:
                made.append((at, answer))
                decisions = known
        elif pressed in ("1", "2"):
            form = question.a if pressed == "1" else question.b
            answers, decisions = take_apart(cluster_of.get(form.text), decisions, sitting)
            made += [(at, answers)] if answers else []
        elif pressed == "s":
            skipped.add(at)
        elif pressed == "b" and (made or skipped):
            last_skip = max(skipped, default=-1)
            if made and made[-1][0] > last_skip:
                at, last = made.pop()
                decisions = sitting.undone(last, decisions)
            else:
                skipped.discard(last_skip)
                at = last_skip
    return Outcome(len(made), len(skipped), 0)


def _open(question: Question, decisions: Decisions) -> bool:
    """Whether nothing settles a question; one that is asked again is open until it is decided anew."""
    held = decisions.on(question.a.text, question.b.text)
    if question.again:
        known = {cable for decision in held for cable in decision.evidence}
        return not {*question.a.cables, *question.b.cables} <= known
    return not held and decisions.implied(question.a.text, question.b.text) is None
