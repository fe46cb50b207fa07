"""The worked examples of the self-tests, as the API takes their answers."""

import datetime
from pathlib import Path

import yaml

SELF_TESTS = Path(__file__).resolve().parents[2] / "Questionnaires" / "self-tests"


def example_answers(self_test, name):
    """The answers of one example: YAML's booleans and dates as the words that JSON has for them."""
    given = yaml.safe_load((SELF_TESTS / self_test / "examples" / f"{name}.yaml").read_text())["answers"]
    return {key: ("yes" if value else "no") if isinstance(value, bool) else
            value.isoformat() if isinstance(value, datetime.date) else value for key, value in given.items()}
