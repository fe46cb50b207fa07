"""Methods wd-1 and wd-2: from answers to what an example's `expect` holds."""

import datetime
import math
from dataclasses import dataclass
from typing import Any

from . import countries, sensitivity
from .answers import check_unscored, read_answer
from .reading import NOT_APPLICABLE, NOT_RATED, SECOND_METHOD, UNSCORED_KINDS, Mistake
from .visibility import visible

GRADE_FLOORS = ((6.5, "E"), (5.0, "D"), (3.5, "C"), (2.0, "B"))
AVAILABILITY = 0.66
WARNING_SCORE = 5.0
Pairs = list[tuple[float, float]]


@dataclass(frozen=True)
class Fact:
    """A scored, visible question. `risk` is None while it is unanswered, or when it does not apply."""

    weight: float
    risk: float | None
    applicable: bool = True
    factor: str | None = None


@dataclass(frozen=True)
class Dimension:
    """A dimension's facts, and the red lines that its answers crossed."""

    id: str
    weight: float
    coincide: bool
    facts: tuple[Fact, ...]
    fired: tuple[dict[str, Any], ...] = ()

    @property
    def applicable(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.applicable]

    def score(self, missing: float | None = None) -> float | None:
        """The exact score with `missing` standing for unanswered facts; None leaves them out."""
        groups: dict[str | None, Pairs] = {}
        for fact in self.applicable:
            risk = missing if fact.risk is None else fact.risk
            if risk is not None:
                groups.setdefault(fact.factor if self.coincide else None, []).append((risk, fact.weight))
        parts = [worst_dominates(pairs) for pairs in groups.values()]
        if len(parts) == 2:
            return math.sqrt(parts[0] * parts[1])
        return parts[0] if parts else None

    @property
    def availability(self) -> float:
        answered = sum(fact.weight for fact in self.applicable if fact.risk is not None)
        return answered / sum(fact.weight for fact in self.applicable)


def worst_dominates(pairs: Pairs) -> float:
    """The worst-dominates mean of one or more (risk, weight) pairs."""
    whole = sum(weight for _, weight in pairs)
    log_mean = sum(weight * math.log((10 - risk) / 10 * 9 + 1) for risk, weight in pairs) / whole
    # exp(log(10)) is not exactly 10: without the bounds, all-safe facts give less than 0, which has no square root.
    return min(10.0, max(0.0, (10 - math.exp(log_mean)) / 9 * 10))


def issued(value: float) -> float:
    """Rounded half up to one decimal, as every issued value is."""
    return math.floor(value * 10 + 0.5 + 1e-9) / 10


def grade_of(score: float) -> str:
    return next((grade for floor, grade in GRADE_FLOORS if score >= floor), "A")


def overall(dimensions: list[Dimension], missing: float | None = None) -> float | None:
    """The exact test score; None when no dimension has one."""
    pairs = [(value, d.weight) for d in dimensions if (value := d.score(missing)) is not None]
    return worst_dominates(pairs) if pairs else None


def read(questionnaire: dict[str, Any], answers: dict[str, Any], day: datetime.date | None) -> list[Dimension]:
    """Every dimension with its visible, scored facts. Every answer is checked, a hidden one too."""
    questions = {q["id"]: q for d in questionnaire["dimensions"] for q in d["questions"]}
    for answered in answers:
        if answered not in questions:
            raise Mistake(f"answers: no question {answered!r}")
    shown = visible(questionnaire, answers)
    dimensions = []
    for dimension in questionnaire["dimensions"]:
        facts, fired = [], []
        for question in dimension["questions"]:
            name: str = question["id"]
            risk: float | None = None
            effects: list[dict[str, Any]] = []
            if question["kind"] in UNSCORED_KINDS:
                if name in answers:
                    check_unscored(question, answers[name])
                continue
            if name in answers:
                risk, effects = read_answer(question, answers[name], day)
            if name in shown:
                applies = name not in answers or risk is not None
                facts.append(Fact(question.get("weight", 1), risk, applies, question.get("factor")))
                fired += [effect["redLine"] for effect in effects if "redLine" in effect]
        coincide = dimension.get("combine") == "coincide"
        dimensions.append(Dimension(dimension["id"], dimension.get("weight", 1), coincide, tuple(facts), tuple(fired)))
    return dimensions


def score(questionnaire: dict[str, Any], answers: dict[str, Any], day: datetime.date | None = None) -> dict[str, Any]:
    """What an example's `expect` holds for these answers, submitted on this day."""
    dimensions = read(questionnaire, answers, day)
    applicable = [d for d in dimensions if d.applicable]
    shown: dict[str, float | str] = {d.id: NOT_APPLICABLE for d in dimensions}
    rated_weight, alarming = 0.0, []
    for dimension in applicable:
        value = dimension.score()
        if value is None or dimension.availability < AVAILABILITY:
            shown[dimension.id] = NOT_RATED
            continue
        rated_weight += dimension.weight
        shown[dimension.id] = issued(value)
        if issued(value) >= WARNING_SCORE and not dimension.fired:
            alarming.append((value, dimension.id))
    # Scores that differ by less than 1e-9 are one score; sorting is stable, so ties keep the questionnaire's order.
    alarming.sort(key=lambda pair: -round(pair[0], 9))

    exact = overall(applicable)
    if not applicable or rated_weight / sum(d.weight for d in applicable) < AVAILABILITY:
        exact = None
    red_lines = [line for d in dimensions for line in d.fired]
    facts = [fact for d in applicable for fact in d.applicable]
    answered = sum(fact.risk is not None for fact in facts)
    low, high = overall(applicable, 0), overall(applicable, 10)
    result = {
        "score": NOT_RATED if exact is None else issued(exact),
        "grade": NOT_RATED if exact is None else max([grade_of(issued(exact))] + [line["cap"] for line in red_lines]),
        "interval": NOT_RATED if low is None or high is None else [issued(low), issued(high)],
        "completeness": (200 * answered + len(facts)) // (2 * len(facts)) if facts else 100,
        "dimensions": shown,
        "redLines": [line["id"] for line in red_lines],
        "warnings": [f"red-line:{line['id']}" for line in red_lines] + [f"dimension:{name}" for _, name in alarming],
    }
    if questionnaire["method"] == SECOND_METHOD:
        if exact is not None:
            result["borderline"] = borderline(dimensions, exact)
        result |= exposure(questionnaire, answers, exact)
    return result


def borderline(dimensions: list[Dimension], exact: float) -> bool:
    """Whether the grade, before any cap, moves when the weights are disturbed."""
    lo, hi = sensitivity.band(dimensions, overall)
    return {grade_of(issued(lo)), grade_of(issued(hi))} != {grade_of(issued(exact))}


def exposure(questionnaire: dict[str, Any], answers: dict[str, Any], exact: float | None) -> dict[str, Any]:
    """`exposure` of a test that asks for destinations; empty for one that does not."""
    asked = [q for d in questionnaire["dimensions"] for q in d["questions"] if q["kind"] == "destinations"]
    if not asked:
        return {}
    shown = visible(questionnaire, answers)
    rows = answers.get(asked[0]["id"], []) if asked[0]["id"] in shown else []
    value = countries.risk(asked[0], rows)
    if value is None:
        return {"exposure": "none"}
    combined = {} if exact is None else {"combined": issued(worst_dominates([(exact, 1), (value, 1)]))}
    return {"exposure": {"risk": issued(value), **combined}}
