"""Chance that comes from the seed alone: one stream per part of the town, so that parts do not disturb each other."""

import numpy as np


def stream(seed: int, part: str) -> np.random.Generator:
    """A generator for one named part. Equal seed and name, equal draws."""
    return np.random.Generator(np.random.PCG64([seed, *part.encode()]))
