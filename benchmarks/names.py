"""Measure reconciling names: CPU seconds and peak memory for a list of made-up names.

    python benchmarks/names.py [COUNT]

Makes COUNT distinct names (default 1,000,000) out of syllables: surnames of very different frequency, given names with
initials and middle names, and for one person in five a second spelling as transliteration and typists produce it. Then
times candidates, scores and clusters in this process. Nothing is read or written.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from crosscable.compare.people.blocking import candidates
from crosscable.compare.people.clusters import Link, cluster
from crosscable.compare.people.names import parse_name
from crosscable.compare.people.rarity import count
from crosscable.compare.people.scoring import scores

ONSETS = "b d f g h k kh l m n p r s sh t v y z ch br dr gr st tr zh".split()
VOWELS = "a e i o u a e i ya ai ou".split()
CODAS = ["", "", "", "n", "r", "l", "s", "k", "m"]
ENDINGS = "ov ev enko sky skiy in yan shvili ich i a er son oglu ani awi".split()
GIVEN = (
    "Ivan Igor Sergey Dmitriy Ahmad Muhammad Ali Hassan Jose Juan Carlos Maria Anna John James Robert William".split()
)
HABITS = [("kh", "h"), ("y", "i"), ("ou", "u"), ("ch", "tch"), ("v", "w"), ("skiy", "sky"), ("ai", "ay"), ("zh", "j")]


def word(dice: random.Random, syllables: int) -> str:
    """A made-up word."""
    return "".join(dice.choice(ONSETS) + dice.choice(VOWELS) + dice.choice(CODAS) for _ in range(syllables))


def respelled(dice: random.Random, name: str) -> str:
    """A name in another habit of transliteration, or with a letter lost."""
    old, new = dice.choice(HABITS)
    if old in name:
        return name.replace(old, new, 1)
    at = dice.randrange(1, len(name))
    return name[:at] + name[at + 1 :]


def made_names(number: int, seed: int = 11) -> list[str]:
    """Distinct names."""
    dice = random.Random(seed)
    surnames = [
        (word(dice, dice.choice((1, 2, 2, 3))) + dice.choice(ENDINGS)).title() for _ in range(max(50, number // 5))
    ]
    givens = GIVEN + [word(dice, 2).title() for _ in range(3000)]
    weights = [1 / (rank + 1) ** 0.6 for rank in range(len(surnames))]
    given_weights = [1 / (rank + 3) ** 0.8 for rank in range(len(givens))]
    names: dict[str, None] = {}
    while len(names) < number:
        chosen = dice.choices(surnames, weights, k=10_000)
        firsts = dice.choices(givens, given_weights, k=10_000)
        for surname, first in zip(chosen, firsts, strict=True):
            middle = dice.choice(["", "", f" {dice.choice('ABDGHKMNPRSV')}.", f" {dice.choice(givens)}"])
            names[f"{first}{middle} {surname}"] = None
            if dice.random() < 0.2:
                names[f"{first} {respelled(dice, surname)}"] = None
    return list(names)[:number]


def main() -> None:
    """Make, time, print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    names = made_names(number)
    start = time.process_time()

    def say(what: str) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(f"{time.process_time() - start:8.1f} CPU s  {peak:5.2f} GB  {what}", flush=True)

    parsed = [parse_name(name) for name in names]
    rarity = count(parsed)
    say(f"{len(parsed)} names parsed")
    found = candidates(parsed)
    say(f"{len(found.left)} candidate pairs, {len(found.capped)} blocks capped")
    scored = scores(parsed, found, rarity)
    say(f"{len(scored)} pairs scored and kept")
    groups = cluster(len(parsed), [Link(*link) for link in scored])
    say(f"{len(groups)} persons")


if __name__ == "__main__":
    main()
