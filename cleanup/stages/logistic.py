"""The logistic function, by which the fitted models of stages make probabilities of scores."""

from __future__ import annotations

from math import exp


def logistic(score: float) -> float:
    """The probability with these log odds; beyond 30 either way it makes no difference, and further out it would overflow."""
    return 1 / (1 + exp(-30.0 if score > 30 else 30.0 if score < -30 else -score))
