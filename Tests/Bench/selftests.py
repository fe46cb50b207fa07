"""What the benchmark submits, and how long the scoring of it takes alone."""

import json
import subprocess

from station import BUILD, ROOT  # also finds Tests/Support
from examples import example_answers


def mixed_answers():
    """The worked example of the tax self-test with nearly every question answered."""
    return example_answers("tax", "mixed")


def scoring():
    """Nanoseconds of one scorecard, one whole profile and their limit, medians of several rounds."""
    return json.loads(subprocess.run(
        [str(BUILD / "Scoring")], cwd=ROOT, check=True, capture_output=True, text=True).stdout)
