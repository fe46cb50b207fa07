"""What the second edition adds: conditions, tips, factors, basis by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .answers import is_number
from .reading import NOT_APPLICABLE, UNKNOWN, UNSCORED_KINDS

if TYPE_CHECKING:
    from .lint import Lint

SIZED = ("tax", "supply-chain", "staff")
MEASURED = ("number", "percent", "date")


def basis(lint: Lint, entry: Any, where: str) -> None:
    """The id of a rule, alone or with a clause."""
    name = entry
    if isinstance(entry, dict):
        if not lint.keys(entry, where, {"rule", "clause"}, {"rule"}):
            return
        name = entry["rule"]
        if "clause" in entry:
            lint.text(entry["clause"], f"{where}.clause")
    lint.identifier(name, where)
    if lint.registry.rules is not None and isinstance(name, str) and name not in lint.registry.rules:
        lint.problem(where, f"no rule {name!r} in the rules files")


def question(lint: Lint, q: dict[str, Any], where: str) -> None:
    """Condition, tips and impact of a question whose answers are sound."""
    if "impact" in q and (isinstance(q["impact"], bool) or q["impact"] not in (1, 2, 3, 4, 5)):
        lint.problem(where, f"impact {q['impact']!r} is none of 1 to 5")
    if "visibleWhen" in q:
        condition(lint, q["visibleWhen"], f"{where}.visibleWhen")
    for number, tip in enumerate(lint.items(q["tips"], f"{where}.tips") if "tips" in q else [], 1):
        here = f"{where}.tips[{number}]"
        if not lint.keys(tip, here, {"is", "atLeast", "atMost", "severity", "text"}, {"severity", "text"}):
            continue
        lint.text(tip["text"], f"{here}.text")
        if tip["severity"] not in ("info", "warning", "danger"):
            lint.problem(here, f"severity {tip['severity']!r} is none of info, warning, danger")
        test(lint, tip, q, here, ("is", "atLeast", "atMost"), MEASURED)


def condition(lint: Lint, value: Any, where: str) -> None:
    for group in ("all", "any"):
        if isinstance(value, dict) and group in value:
            lint.keys(value, where, {group}, {group})
            for number, part in enumerate(lint.items(value[group], f"{where}.{group}"), 1):
                condition(lint, part, f"{where}.{group}[{number}]")
            return
    tests = ("is", "isNot", "atLeast", "atMost")
    if not lint.keys(value, where, {"question", *tests}, {"question"}):
        return
    earlier = lint.questions.get(str(value["question"]))
    if earlier is None:
        lint.problem(where, f"{value['question']!r} is not an earlier question")
    elif earlier["kind"] in UNSCORED_KINDS:
        lint.problem(where, f"{value['question']} is of kind {earlier['kind']}, which no condition can test")
    else:
        test(lint, value, earlier, where, tests, ("number", "percent"))


def test(lint: Lint, value: dict[str, Any], q: dict[str, Any], where: str, tests: tuple, amounts: tuple) -> None:
    """Exactly one test, and one that the question's answers can meet."""
    given = [key for key in tests if key in value]
    if len(given) != 1:
        lint.problem(where, f"needs one of {', '.join(tests)}")
        return
    key = given[0]
    if key in ("atLeast", "atMost"):
        if not is_number(value[key]):
            lint.problem(where, f"{key} {value[key]!r} is not a number")
        if q["kind"] not in amounts:
            lint.problem(where, f"{key} needs a question of kind {' or '.join(amounts)}; {q['id']} is {q['kind']}")
        return
    offered = offers(q)
    for one in lint.items(value[key], f"{where}.{key}"):
        if not isinstance(one, str) or one not in offered:
            lint.problem(where, f"{q['id']} offers no answer {one!r}" + ("; quote it" if isinstance(one, bool) else ""))


def offers(q: dict[str, Any]) -> set[str]:
    words = {"yes", "no"} if q["kind"] == "yes-no" else {choice["id"] for choice in q.get("choices", [])}
    words |= {UNKNOWN} if "unknown" in q else set()
    return words | ({NOT_APPLICABLE} if q.get("notApplicable") is True else set())


def factors(lint: Lint, dimension: dict[str, Any], questions: list[dict[str, Any]]) -> None:
    """A coincide dimension has at least two facts of each factor; no other dimension has any."""
    where = dimension["id"]
    given = {str(q.get("id")): q["factor"] for q in questions if "factor" in q}
    scored = [str(q.get("id")) for q in questions if q.get("kind") not in UNSCORED_KINDS]
    if not scored:
        lint.problem(where, "has no scored question")
    if "combine" not in dimension:
        for name in given:
            lint.problem(f"{where}/{name}", "factor stands only in a dimension with combine: coincide")
        return
    for name in scored:
        if given.get(name) not in ("exposure", "safeguard"):
            lint.problem(f"{where}/{name}", f"factor {given.get(name)!r} is neither exposure nor safeguard")
    for factor in ("exposure", "safeguard"):
        if sum(value == factor for value in given.values()) < 2:
            lint.problem(where, f"has fewer than two questions of factor {factor}")


def whole(lint: Lint, name: str, dimensions: list[dict[str, Any]]) -> None:
    """What can be said only of the whole questionnaire; its size is the content's brief, so only noted."""
    if sum("combine" in d for d in dimensions) > 1:
        lint.problem("dimensions", "more than one has combine: coincide")
    if name not in SIZED:
        return
    kinds = [question["kind"] for question in lint.questions.values()]
    counts = {
        "questions": (len(kinds), 38, 44),
        "questions with visibleWhen": (sum("visibleWhen" in one for one in lint.questions.values()), 6, 44),
        "questions with tips": (sum("tips" in one for one in lint.questions.values()), 3, 44),
        "questions with impact": (sum("impact" in one for one in lint.questions.values()), 8, 44),
        "questions of kind date": (kinds.count("date"), 2, 44),
        "questions of kind destinations": (kinds.count("destinations"), 1, 1),
        "questions of kind text": (kinds.count("text"), 1, 1),
        "questions of kind file": (kinds.count("file"), 1, 2),
        "red lines": (len(lint.red_lines), 3, 5),
    }
    for what, (count, least, most) in counts.items():
        if not least <= count <= most:
            lint.note("questionnaire", f"has {count} {what}, not {least} to {most}")
    for dimension in dimensions:
        if not 6 <= len(dimension.get("questions") or []) <= 8:
            lint.note(str(dimension.get("id")), f"has {len(dimension.get('questions') or [])} questions, not 6 to 8")
