"""One answer: is it well formed, what does it risk, which advice and red lines does it set off."""

import datetime
import math
from typing import Any

from . import countries
from .reading import NOT_APPLICABLE, UNKNOWN, Mistake

MAX_DESTINATIONS = 30


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def on_curve(curve: list[list[float]], value: float) -> float:
    """The risk of a value: piecewise linear, constant beyond both ends."""
    if value <= curve[0][0]:
        return curve[0][1]
    for (x0, y0), (x1, y1) in zip(curve, curve[1:]):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return curve[-1][1]


def matches(finding: dict[str, Any], value: float) -> bool:
    return value >= finding["atLeast"] if "atLeast" in finding else value <= finding["atMost"]


def plain(question: dict[str, Any], value: Any) -> Any:
    """The answer with `true` and `false` of a yes-no question as words."""
    if question["kind"] == "yes-no" and isinstance(value, bool):
        return "yes" if value else "no"
    return value


def days_between(question: dict[str, Any], value: Any, submitted_on: datetime.date | None) -> int:
    """Whole days from the date to the submission (past) or from the submission to the date (future, at least 0)."""
    name = question["id"]
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise Mistake(f"{name}: {value!r} is not a date like 2026-03-01")
    if submitted_on is None:
        raise Mistake(f"{name}: a date is counted to submittedOn, which is missing")
    since = (submitted_on - value).days
    if question["direction"] == "future":
        return max(0, -since)
    if since < 0:
        raise Mistake(f"{name}: {value} is after the submission on {submitted_on}")
    return since


def read_answer(question: dict[str, Any], value: Any, submitted_on: datetime.date | None) -> tuple[float | None, list]:
    """(risk, the choices or findings that fire) of a scored question. Risk is None when it does not apply."""
    name, kind = question["id"], question["kind"]
    if value == NOT_APPLICABLE:
        if not question.get("notApplicable", False):
            raise Mistake(f"{name}: “not applicable” is not offered")
        return None, []
    if value == UNKNOWN:
        if "unknown" not in question:
            raise Mistake(f"{name}: “unknown” is not offered")
        return question["unknown"], []
    if kind == "yes-no":
        value = plain(question, value)
        if value not in ("yes", "no"):
            raise Mistake(f"{name}: {value!r} is neither yes nor no")
        return question[value]["risk"], [question[value]]
    if kind in ("number", "percent", "date"):
        amount = days_between(question, value, submitted_on) if kind == "date" else measured(question, value)
        fired = [finding for finding in question.get("findings", []) if matches(finding, amount)]
        return on_curve(question["curve"], amount), fired
    return read_choices(question, value)


def measured(question: dict[str, Any], value: Any) -> float:
    low, high = (0, 100) if question["kind"] == "percent" else (question["min"], question["max"])
    if not is_number(value) or not low <= value <= high:
        raise Mistake(f"{question['id']}: {value!r} is not a number from {low} to {high}")
    if question.get("integer", False) and value != int(value):
        raise Mistake(f"{question['id']}: {value!r} is not a whole number")
    return value


def read_choices(question: dict[str, Any], value: Any) -> tuple[float, list]:
    name = question["id"]
    choices = {choice["id"]: choice for choice in question["choices"]}
    chosen = value if question["kind"] == "multiple" else [value]
    if not isinstance(chosen, list) or not chosen or len(set(map(str, chosen))) != len(chosen):
        raise Mistake(f"{name}: {value!r} is not a list of different choices")
    for one in chosen:
        if not isinstance(one, str) or one not in choices:
            raise Mistake(f"{name}: no choice {one!r}")
    if question["kind"] == "single":
        return choices[value]["risk"], [choices[value]]
    if len(chosen) > 1 and any(choices[one].get("exclusive", False) for one in chosen):
        raise Mistake(f"{name}: an exclusive choice stands beside others")
    if question["combine"] == "worst":
        picked = [choice for key, choice in choices.items() if key in chosen]
        return max(choice["risk"] for choice in picked), picked
    whole = sum(choice.get("weight", 1) for choice in choices.values())
    have = sum(choices[one].get("weight", 1) for one in chosen)
    return 10 * (1 - have / whole), [choice for key, choice in choices.items() if key not in chosen]


def check_unscored(question: dict[str, Any], value: Any) -> None:
    """Raises when the answer of a question that is not scored is malformed."""
    name, kind = question["id"], question["kind"]
    if kind == "file":
        raise Mistake(f"{name}: an answer of kind file cannot stand in an example")
    if kind == "text":
        if not isinstance(value, str):
            raise Mistake(f"{name}: {value!r} is not text")
        if len(value) > question["maxLength"]:
            raise Mistake(f"{name}: {len(value)} characters, at most {question['maxLength']} fit")
        return
    if not isinstance(value, list) or len(value) > MAX_DESTINATIONS:
        raise Mistake(f"{name}: not a list of at most {MAX_DESTINATIONS} destinations")
    for row in value:
        if not isinstance(row, dict) or set(row) != {"country", *question["columns"]}:
            raise Mistake(f"{name}: {row!r} does not have exactly country, {', '.join(question['columns'])}")
        if not isinstance(row["country"], str) or row["country"] not in countries.known():
            raise Mistake(f"{name}: {row['country']!r} is not an ISO 3166 alpha-3 code")
        if "revenueShare" in row and not (is_number(row["revenueShare"]) and 0 <= row["revenueShare"] <= 100):
            raise Mistake(f"{name}: {row['country']}: revenueShare {row['revenueShare']!r} is not from 0 to 100")
        if "staff" in row and not (is_number(row["staff"]) and row["staff"] >= 0 and row["staff"] == int(row["staff"])):
            raise Mistake(f"{name}: {row['country']}: staff {row['staff']!r} is not a count")
    named = [row["country"] for row in value]
    if len(set(named)) != len(named):
        raise Mistake(f"{name}: a country stands twice")
    total = math.fsum(row.get("revenueShare", 0) for row in value)
    if total > 100 + 1e-9:
        raise Mistake(f"{name}: the shares add up to {total:g} percent")
