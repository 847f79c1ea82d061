"""The weights of the name model: plain data, one number for each feature, with where they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from types import MappingProxyType

__all__ = ["Model", "model", "probability"]


@dataclass(frozen=True, slots=True)
class Model:
    """`version` changes with every weight; `base` is the log-odds before any evidence; `weights` log-odds a feature.

    `side_by_side` is what the base gains when somebody asks about two names, which is seldom done at random;
    `context` are the weights of what surrounds two mentions, which count only where contexts are given.
    """

    version: str
    base: float
    weights: Mapping[str, float]
    context_base: float
    context: Mapping[str, float]
    side_by_side: float

    def logit(self, features: Mapping[str, float]) -> float:
        """The sum of weight times value over all features, with the base."""
        weights = self.weights
        return self.base + sum(weights.get(name, 0.0) * value for name, value in features.items())


def probability(logit: float) -> float:
    """Log-odds as a probability."""
    return 1.0 / (1.0 + exp(-logit)) if logit > -500 else 0.0


@cache
def model() -> Model:
    """The shipped model (`model.json`)."""
    data = json.loads((files("crosscable.compare.people") / "model.json").read_text(encoding="utf-8"))
    return Model(
        version=data["version"],
        base=data["base"],
        weights=MappingProxyType(data["weights"]),
        context_base=data["context"]["base"],
        context=MappingProxyType(data["context"]["weights"]),
        side_by_side=data["side by side"],
    )
