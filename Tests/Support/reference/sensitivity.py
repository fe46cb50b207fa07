"""Weight sensitivity: 200 runs with every weight disturbed by up to a quarter, from a fixed seed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

SEED, RUNS = 2026, 200
LOW, HIGH = 9, 190
MASK = (1 << 64) - 1


def split_mix(seed: int) -> Iterator[int]:
    """SplitMix64 (Steele, Lea and Flood 2014), the sequence of 64-bit numbers from a seed."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def band(dimensions: list[Any], overall: Callable[[list[Any]], float | None]) -> tuple[float, float]:
    """The 10th and the 191st of 200 sorted scores. Each run draws for the dimensions first, then for the facts."""
    factors = (0.75 + 0.5 * ((number >> 11) * 2.0**-53) for number in split_mix(SEED))
    scores = []
    for _ in range(RUNS):
        weights = [d.weight * next(factors) for d in dimensions]
        disturbed = []
        for dimension, weight in zip(dimensions, weights):
            facts = tuple(replace(fact, weight=fact.weight * next(factors)) for fact in dimension.facts)
            disturbed.append(replace(dimension, weight=weight, facts=facts))
        value = overall(disturbed)
        if value is not None:
            scores.append(value)
    scores.sort()
    return scores[LOW], scores[HIGH]
