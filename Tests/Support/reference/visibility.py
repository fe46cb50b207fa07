"""Which questions are asked: one pass in the questionnaire's order."""

from typing import Any

from .answers import is_number, plain
from .reading import Mistake


def holds(condition: dict[str, Any], seen: dict[str, Any]) -> bool:
    """Whether a condition holds for the answers of visible questions given so far."""
    if "all" in condition:
        return all(holds(part, seen) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, seen) for part in condition["any"])
    if condition["question"] not in seen:
        return False
    answer = seen[condition["question"]]
    chosen = answer if isinstance(answer, list) else [answer]
    if "is" in condition:
        return any(one in condition["is"] for one in chosen)
    if "isNot" in condition:
        return not any(one in condition["isNot"] for one in chosen)
    if "atLeast" in condition:
        return is_number(answer) and answer >= condition["atLeast"]
    if "atMost" in condition:
        return is_number(answer) and answer <= condition["atMost"]
    raise Mistake(f"visibleWhen: no test in {condition!r}")


def visible(questionnaire: dict[str, Any], answers: dict[str, Any]) -> set[str]:
    """The ids of the questions that are asked. A hidden question's answer is as if it had not been given."""
    shown: set[str] = set()
    seen: dict[str, Any] = {}
    for dimension in questionnaire["dimensions"]:
        for question in dimension["questions"]:
            if "visibleWhen" in question and not holds(question["visibleWhen"], seen):
                continue
            shown.add(question["id"])
            if question["id"] in answers:
                seen[question["id"]] = plain(question, answers[question["id"]])
    return shown
