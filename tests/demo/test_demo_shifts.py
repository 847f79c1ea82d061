from __future__ import annotations

import pytest

KINDS = {
    "polarity", "status", "framing", "scope", "hedge", "likelihood", "quantity", "trend", "tone", "priority",
    "newly_raised", "not_repeated",
}  # fmt: skip
FIRST = 20  # findings that count, best first
LEAST_FOUND = 0.5
LEAST_KINDS = 0.5
MOST_RESTATED = 0.3


@pytest.fixture(scope="module")
def pairs(cables, truth, locate, compared):
    """Each planted pair: its truth with places in the source, and the contrasts found, in their order."""

    def places(cable, quotations):
        return [locate(cable, quotation) for quotation in quotations]

    out = []
    for pair in truth("shifts"):
        left, right = cables[pair["left"]], cables[pair["right"]]
        found = [
            (
                shift.kind,
                [(span.start, span.end) for span in (left.span(*place) for place in shift.left)],
                [(span.start, span.end) for span in (right.span(*place) for place in shift.right)],
            )
            for shift in compared(left, right).shifts
        ]
        claims = [
            (claim, places(left, claim["left"]), places(right, claim["right"]))
            for claim in (*pair["shifts"], *pair["unchanged"])
        ]
        out.append((f"{left.name}-{right.name}", claims, found))
    return out


def meets(a, b):
    """They quote the same words: half of the shorter one is shared."""
    return min(a[1], b[1]) - max(a[0], b[0]) >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def covers(found, wanted):
    return any(meets(a, b) for a in found for b in wanted)


def hits(claims, found):
    """For each planted contrast the first finding that quotes it on both sides, None where there is none."""
    contrasts = [item for item in found if item[1] and item[2]][:FIRST]
    out = []
    for claim, left, right in claims:
        if "kind" in claim and left and right:
            hit = next((item for item in contrasts if covers(item[1], left) and covers(item[2], right)), None)
            out.append((claim, hit))
    return out


def test_every_kind_is_planted(pairs):
    assert {claim["kind"] for _, claims, _ in pairs for claim, _, _ in claims if "kind" in claim} == KINDS


def test_planted_shifts_are_found(pairs):
    judged = [(name, claim, hit) for name, claims, found in pairs for claim, hit in hits(claims, found)]
    strong = [hit for _, claim, hit in judged if claim["strength"] == 3]
    assert len(strong) > 35
    assert sum(hit is not None for hit in strong) >= LEAST_FOUND * len(strong)


def test_found_shifts_are_called_by_their_kind(pairs):
    found = [(claim, hit) for _, claims, shifts in pairs for claim, hit in hits(claims, shifts) if hit]
    assert sum(hit[0] in claim["kinds_ok"] for claim, hit in found) >= LEAST_KINDS * len(found)


def test_most_restated_claims_are_not_reported(pairs):
    """A finding that quotes a restated claim and no planted shift on both sides is a wrong one."""
    wrong = total = 0
    for _, claims, found in pairs:
        planted = [(left, right) for claim, left, right in claims if "kind" in claim]
        for claim, left, right in claims:
            if "kind" in claim:
                continue
            total += 1
            wrong += any(
                covers(item[1], left)
                and covers(item[2], right)
                and not any(covers(item[1], a) and covers(item[2], b) for a, b in planted)
                for item in found
            )
    assert total >= 7
    assert wrong <= MOST_RESTATED * total
