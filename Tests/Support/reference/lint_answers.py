"""The answers that a question offers: choices, yes and no, curves; every bad one needs advice."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .answers import is_number, matches, on_curve
from .reading import NOT_APPLICABLE, UNKNOWN

if TYPE_CHECKING:
    from .lint import Lint

ADVICE_RISK = 4
RED_LINE_KEYS = {"id", "cap", "title", "meaning", "matter", "dangerToPersons"}
MANY_DAYS = 36_525  # a date question has no bounds; nothing happens beyond its curve


def check(lint: Lint, q: dict[str, Any], where: str) -> bool:
    """Whether the question can be used further."""
    kind = q["kind"]
    if kind == "yes-no":
        for side in ("yes", "no"):
            here = f"{where}.{side}"
            if not lint.keys(q[side], here, {"risk", "advice", "redLine"}, {"risk"}):
                return False
            effects(lint, q[side], here, lint.risk(q[side]["risk"], here) >= ADVICE_RISK)
        return True
    if kind in ("single", "multiple"):
        return choices(lint, q, where)
    if kind in ("number", "percent", "date"):
        return measured(lint, q, where)
    if kind == "text" and not (isinstance(q["maxLength"], int) and q["maxLength"] > 0):
        lint.problem(where, f"maxLength {q['maxLength']!r} is not a whole number above 0")
    if kind == "destinations":
        columns = lint.items(q["columns"], f"{where}.columns")
        if not set(map(str, columns)) <= {"revenueShare", "staff"} or len(set(map(str, columns))) != len(columns):
            lint.problem(where, f"columns {columns!r} are not revenueShare, staff or both")
        if q["exposure"] not in columns:
            lint.problem(where, f"exposure {q['exposure']!r} is none of the columns")
    return True


def choices(lint: Lint, q: dict[str, Any], where: str) -> bool:
    combine = q.get("combine")
    if q["kind"] == "multiple" and combine not in ("worst", "coverage"):
        lint.problem(where, f"combine {combine!r} is neither worst nor coverage")
        return False
    coverage = combine == "coverage"
    allowed = {"id", "label", "advice", "redLine"} | ({"weight"} if coverage else {"risk"})
    allowed |= {"exclusive"} if combine else set()
    listed = lint.items(q["choices"], f"{where}.choices", 2)
    sound = bool(listed)
    for choice in listed:
        here = f"{where}.{choice.get('id') if isinstance(choice, dict) else '?'}"
        if not lint.keys(choice, here, allowed, {"id", "label"} | (set() if coverage else {"risk"})):
            sound = False
            continue
        sound = lint.identifier(choice["id"], here) and sound
        if choice["id"] in (UNKNOWN, NOT_APPLICABLE):
            lint.problem(here, "id is reserved")
        lint.text(choice["label"], f"{here}.label")
        lint.boolean(choice, "exclusive", here)
        if not coverage:
            effects(lint, choice, here, lint.risk(choice["risk"], here) >= ADVICE_RISK)
        elif choice.get("exclusive", False):
            if choice.get("weight", 1) != 0 or "redLine" in choice:
                lint.problem(here, "an exclusive choice of a coverage question has weight 0 and no red line")
            effects(lint, choice, here, False)
        else:
            lint.positive(choice.get("weight", 1), f"{here}.weight")
            effects(lint, choice, here, True)
    lint.unique([choice.get("id") for choice in listed if isinstance(choice, dict)], where, "choices")
    return sound


def measured(lint: Lint, q: dict[str, Any], where: str) -> bool:
    low, high, integer = {"percent": (0, 100, False), "date": (0, MANY_DAYS, True)}.get(q["kind"], (0, 0, False))
    if q["kind"] == "date" and q["direction"] not in ("past", "future"):
        lint.problem(where, f"direction {q['direction']!r} is neither past nor future")
    if q["kind"] == "number":
        lint.text(q["unit"], f"{where}.unit")
        low, high = q["min"], q["max"]
        if not is_number(low) or not is_number(high) or low >= high:
            lint.problem(where, "min is not below max")
            return False
        lint.boolean(q, "integer", where)
        integer = q.get("integer", False)
    if not sound_curve(lint, q["curve"], where):
        return False
    findings = lint.items(q.get("findings", []), f"{where}.findings", 0)
    for number, finding in enumerate(findings, 1):
        here = f"{where}.findings[{number}]"
        if not lint.keys(finding, here, {"atLeast", "atMost", "advice", "redLine"}, {"advice"}):
            return False
        bounds = [finding[key] for key in ("atLeast", "atMost") if key in finding]
        if len(bounds) != 1 or not is_number(bounds[0]):
            lint.problem(here, "needs one number, atLeast or atMost")
            return False
        effects(lint, finding, here, True)
    bare = uncovered(q["curve"], findings, low, high, integer)
    if bare is not None:
        lint.problem(where, f"{bare:g} has risk {on_curve(q['curve'], bare):.1f} but no finding with advice")
    return True


def sound_curve(lint: Lint, curve: Any, where: str) -> bool:
    if not isinstance(curve, list) or len(curve) < 2 or not all(
        isinstance(p, list) and len(p) == 2 and is_number(p[0]) and is_number(p[1]) and 0 <= p[1] <= 10 for p in curve
    ):
        lint.problem(where, "curve is not two or more [value, risk 0…10] points")
        return False
    steps = list(zip(curve, curve[1:]))
    if any(b[0] <= a[0] for a, b in steps):
        lint.problem(where, "curve values do not strictly increase")
        return False
    if any(b[1] < a[1] for a, b in steps) and any(b[1] > a[1] for a, b in steps):
        lint.problem(where, "curve is not monotone")
        return False
    return True


def uncovered(curve: list, findings: list, low: float, high: float, integer: bool) -> float | None:
    """A value in range whose risk asks for advice and that no finding covers; None when there is none."""
    crossings = [
        x0 + (x1 - x0) * (ADVICE_RISK - y0) / (y1 - y0)
        for (x0, y0), (x1, y1) in zip(curve, curve[1:])
        if min(y0, y1) <= ADVICE_RISK <= max(y0, y1) and y0 != y1
    ]
    edges = [low, high] + [point[0] for point in curve] + crossings
    edges += [finding[key] for finding in findings for key in ("atLeast", "atMost") if key in finding]
    step = 1 if integer else (high - low) * 1e-6
    near = [math.floor(edge) if integer else edge for edge in edges]
    for value in sorted({n + k * step for n in near for k in (-1, 0, 1)}):
        bad = low <= value <= high and on_curve(curve, value) >= ADVICE_RISK
        if bad and not any(matches(finding, value) for finding in findings):
            return value
    return None


def effects(lint: Lint, value: dict[str, Any], where: str, needs_advice: bool) -> None:
    """The advice (meaning too, in the second edition) and the red line of an answer."""
    if "advice" in value:
        texts = {"text", "meaning"} if lint.second else {"text"}
        advice, here = value["advice"], f"{where}.advice"
        if lint.keys(advice, here, texts | {"matter"}, texts):
            for key in sorted(texts):
                lint.text(advice[key], f"{here}.{key}")
            if "matter" in advice:
                lint.matter(advice["matter"], here)
    elif needs_advice:
        lint.problem(where, "needs advice")
    if "redLine" not in value:
        return
    line, here = value["redLine"], f"{where}.redLine"
    if not lint.keys(line, here, RED_LINE_KEYS, RED_LINE_KEYS - {"dangerToPersons"}):
        return
    lint.identifier(line["id"], here)
    lint.red_lines.append(line["id"])
    if line["cap"] not in ("B", "C", "D", "E"):
        lint.problem(here, f"cap {line['cap']!r} is none of B, C, D, E")
    lint.text(line["title"], f"{here}.title")
    lint.text(line["meaning"], f"{here}.meaning")
    lint.matter(line["matter"], here)
    lint.boolean(line, "dangerToPersons", here)
