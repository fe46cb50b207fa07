"""What the benchmark submits, and how long the scoring of it takes alone."""

import datetime
import json
import subprocess

import yaml

from station import BUILD, ROOT

TAX = ROOT / "Questionnaires" / "self-tests" / "tax"


def mixed_answers():
    """The worked example of the tax self-test with nearly every question answered, as the API takes it."""
    answers = yaml.safe_load((TAX / "examples" / "mixed.yaml").read_text())["answers"]
    return {key: ("yes" if value else "no") if isinstance(value, bool) else
            value.isoformat() if isinstance(value, datetime.date) else value for key, value in answers.items()}


def scoring():
    """Nanoseconds of one scorecard, one whole profile and their limit, medians of several rounds."""
    return json.loads(subprocess.run(
        [str(BUILD / "Scoring")], cwd=ROOT, check=True, capture_output=True, text=True).stdout)
